import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Command, Lab } from '../model/lab.ts';
import { verbOf } from '../profile/verbs.ts';

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
  return ({ script, where, skip }) => where.kind === 'host' && !skip && verbsOf(script).some(needsManager);
}

const MAKES = /^swarm (?:init|join)$/;
const SHOWS_NONE = /not a swarm manager|not part of a swarm|\bSwarm: inactive/i;

/** A noun alone prints its help. */
const needsManager = (verb: string): boolean =>
  verb === OVERLAY || (verb.includes(' ') && verbOf(verb).manager === true);

/** `network create` of a network that several machines are on. */
const OVERLAY = 'network create overlay';

/** The docker verbs of a script, but for those that are asked for their help. */
function verbsOf(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    if (!docker || docker.options.has('help')) return [];
    const overlay = docker.verb === 'network create' && docker.options.get('driver')?.includes('overlay');
    return overlay ? OVERLAY : docker.verb;
  });
}
