import type { HazardKind, Typed } from './hazard.ts';
import { clock } from './kinds/clock.ts';
import { engines } from './kinds/engines.ts';
import { files } from './kinds/files.ts';
import { firewall } from './kinds/firewall.ts';
import { kernel } from './kinds/kernel.ts';
import { mounts } from './kinds/mounts.ts';
import { network } from './kinds/network.ts';
import { packages } from './kinds/packages.ts';
import { power } from './kinds/power.ts';
import { privileged } from './kinds/privileged.ts';
import { processes } from './kinds/processes.ts';
import { services } from './kinds/services.ts';
import { users } from './kinds/users.ts';
import { typedIn } from './typed-in.ts';

const KINDS = {
  processes,
  power,
  clock,
  services,
  firewall,
  network,
  kernel,
  mounts,
  users,
  packages,
  engines,
  privileged,
  files,
} satisfies Record<string, HazardKind>;

export type HazardName = keyof typeof KINDS;

export const HAZARDS = Object.keys(KINDS) as readonly HazardName[];

export interface Hazard {
  readonly kind: HazardName;
  /** A sentence that begins with the program. */
  readonly message: string;
}

/** What a script would do to the computer it is typed at, in its order. */
export function hazardsIn(script: string): readonly Hazard[] {
  return [...allIn(script, (kind, typed) => kind.found(typed))];
}

/** What a script would do that no machine holds. */
export function unheldIn(script: string): readonly Hazard[] {
  return [...allIn(script, (kind, typed) => kind.unheld?.(typed))];
}

function* allIn(
  script: string,
  found: (kind: HazardKind, typed: Typed) => string | undefined,
): Generator<Hazard> {
  for (const typed of typedIn(script)) {
    for (const [kind, of] of Object.entries<HazardKind>(KINDS)) {
      const what = found(of, typed);
      const message = `${typed.program === '' ? typed.command.text : typed.program} ${what}`;
      if (what !== undefined) yield { kind: kind as HazardName, message };
    }
  }
}
