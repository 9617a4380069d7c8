import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { HazardKind } from './hazard.ts';
import { engines } from './kinds/engines.ts';
import { files } from './kinds/files.ts';
import { firewall } from './kinds/firewall.ts';
import { kernel } from './kinds/kernel.ts';
import { mounts } from './kinds/mounts.ts';
import { network } from './kinds/network.ts';
import { packages } from './kinds/packages.ts';
import { privileged } from './kinds/privileged.ts';
import { processes } from './kinds/processes.ts';
import { services } from './kinds/services.ts';
import { users } from './kinds/users.ts';

const KINDS = {
  processes,
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

/** What a script would do to the computer it is typed at: the first thing found. */
export function hazardOf(script: string): { readonly kind: string; readonly message: string } | undefined {
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
    for (const [kind, { found }] of Object.entries<HazardKind>(KINDS)) {
      const what = found(typed);
      if (what !== undefined) return { kind, message: `${program === '' ? command.text : program} ${what}` };
    }
  }
  return undefined;
}
