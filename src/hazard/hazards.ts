import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { carriedBy } from './carried.ts';
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

export interface Hazard {
  readonly kind: string;
  /** A sentence that begins with the program. */
  readonly message: string;
}

/** What a script would do to the computer it is typed at: the first thing found. */
export function hazardOf(script: string): Hazard | undefined {
  return firstIn(script, (kind, typed) => kind.found(typed));
}

/** What a script would do that no machine holds: the first thing found. */
export function unheldBy(script: string): Hazard | undefined {
  return firstIn(script, (kind, typed) => kind.unheld?.(typed));
}

/** Scripts in scripts in scripts are as deep as anybody types them. */
const DEEPEST = 3;

function firstIn(
  script: string,
  found: (kind: HazardKind, typed: Typed) => string | undefined,
  depth = 0,
): Hazard | undefined {
  for (const command of parseScript(script).commands) {
    const words = programWords(command.words);
    const [first, ...rest] = words.map(({ text }) => text);
    const program = (first ?? '').replace(/^(?:\/usr)?(?:\/local)?\/s?bin\//, '');
    const typed = {
      command,
      program,
      operands: rest.filter((word) => !word.startsWith('-')),
      options: rest.filter((word) => word.startsWith('-')),
      docker: dockerCommand(command.words),
    };
    for (const [kind, of] of Object.entries<HazardKind>(KINDS)) {
      const what = found(of, typed);
      if (what !== undefined) return { kind, message: `${program === '' ? command.text : program} ${what}` };
    }
    const inner = depth === DEEPEST ? undefined : carriedBy(program, words.slice(1));
    const carried = inner === undefined ? undefined : firstIn(inner, found, depth + 1);
    if (carried) return carried;
  }
  return undefined;
}
