import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Command, Lab } from '../model/lab.ts';

/**
 * Tells of a command whether it needs the engine to be the manager of a swarm which the reader is to
 * bring: the page is typed at one machine, makes no swarm itself and shows nowhere that there is none.
 */
export function swarmNeeds({ machines, steps }: Lab): (command: Command) => boolean {
  const commands = steps
    .flatMap(({ actions }) => actions)
    .filter((action): action is Command => action.kind === 'command');
  const own = commands.some(({ script }) => verbsOf(script).some((verb) => MAKES.test(verb)));
  const without = commands.some(({ expected }) => expected?.lines.some(({ text }) => SHOWS_NONE.test(text)));
  if (own || without || machines.length > 0) return () => false;
  return ({ script, where, skip }) =>
    where.kind === 'host' && !skip && verbsOf(script).some((verb) => MANAGERS.test(verb));
}

const MAKES = /^swarm (?:init|join)$/;
const SHOWS_NONE = /not a swarm manager|not part of a swarm|\bSwarm: inactive/i;

/** Verbs that only a manager of a swarm answers. */
const MANAGERS =
  /^(?:service .*|secret .*|config .*|stack (?!config).*|node .*|swarm (?:join-token|update|unlock-key|ca)|network create overlay)$/;

/** The docker verbs of a script, but for those that are asked for their help. */
function verbsOf(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    if (!docker || docker.options.has('help')) return [];
    const overlay = docker.verb === 'network create' && docker.options.get('driver')?.includes('overlay');
    return overlay ? 'network create overlay' : docker.verb;
  });
}
