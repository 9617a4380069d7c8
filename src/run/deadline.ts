import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';

/** Verbs that wait for programs, downloads or builds, with their deadlines in ms. */
const LONGER: Readonly<Record<string, number>> = {
  stop: 60_000,
  restart: 60_000,
  wait: 120_000,
  build: 600_000,
  pull: 600_000,
  push: 600_000,
  load: 300_000,
  save: 300_000,
  import: 300_000,
  export: 300_000,
  commit: 120_000,
  run: 120_000,
  'stack deploy': 120_000,
  'service create': 120_000,
  'service update': 300_000,
  'service scale': 120_000,
  'service rollback': 300_000,
};

/** How long a command may take, in ms: `base`, or longer for what is known to be slow. */
export function deadlineOf(script: string, base: number): number {
  const verbs = parseScript(script).commands.flatMap(({ words }) => dockerCommand(words)?.verb ?? []);
  const longer = verbs.map((verb) => (verb.startsWith('compose') ? 600_000 : (LONGER[verb] ?? 0)));
  return Math.max(base, ...longer);
}
