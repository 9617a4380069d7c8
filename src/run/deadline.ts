import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { verbOf } from '../profile/verbs.ts';

/** How long a command may take, in ms: `base`, or longer for what is known to be slow. */
export function deadlineOf(script: string, base: number): number {
  const verbs = parseScript(script).commands.flatMap(({ words }) => dockerCommand(words)?.verb ?? []);
  const longer = verbs.map((verb) => verbOf(verb).deadlineMs ?? 0);
  return Math.max(base, ...longer);
}
