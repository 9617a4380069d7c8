import { type DockerCommand, dockerCommand, programWords } from '../command/docker.ts';
import { parseScript, type SimpleCommand } from '../command/words.ts';
import { profileOf } from '../profile/programs.ts';

/** Ms between a command and the next as a reader types them, in which programs start and end. */
const ORDINARY = 4_000;
/** The same for what a swarm does by and by. */
const SWARM = 15_000;

/** Verbs that only look, at something that programs or the engine change by themselves. */
const LOOKS: Readonly<Record<string, number>> = {
  ps: ORDINARY,
  inspect: ORDINARY,
  logs: ORDINARY,
  top: ORDINARY,
  'network inspect': ORDINARY,
  'compose ps': ORDINARY,
  'compose logs': ORDINARY,
  'compose top': ORDINARY,
  'service ls': SWARM,
  'service ps': SWARM,
  'service logs': SWARM,
  'stack ls': SWARM,
  'stack ps': SWARM,
  'stack services': SWARM,
  'node ls': SWARM,
  'node ps': SWARM,
};

/** A substitution that only lists containers. */
const LISTED = /^\$\(docker (?:container )?(?:ps|ls)\b[^;|&()`]*\)$/;

/**
 * How long, in ms, a reader would look again at what does not show yet what the document shows: 0
 * when looking again would change something, or when nothing can change by itself.
 */
export function patienceFor(script: string, exitCode: number | undefined): number {
  const { commands } = parseScript(script);
  const times = commands.map((command) => patienceOf(command, exitCode));
  if (times.length === 0 || times.includes(undefined)) return 0;
  return Math.max(...times.map((time) => time ?? 0));
}

/** Verbs that only look, at what nothing changes by itself. */
const STILL = new Set([
  '',
  'diff',
  'events',
  'history',
  'images',
  'info',
  'network ls',
  'port',
  'search',
  'stats',
  'system df',
  'version',
  'volume inspect',
  'volume ls',
]);

/** Whether a command may change something, so that what is seen after it may still be settling. */
export function mayChange(script: string): boolean {
  return parseScript(script).commands.some(({ words }) => {
    const docker = dockerCommand(words);
    return docker !== undefined && LOOKS[docker.verb] === undefined && !STILL.has(docker.verb);
  });
}

function patienceOf(command: SimpleCommand, exitCode: number | undefined): number | undefined {
  if (command.redirects.some(({ operator, target }) => /^[>&]/.test(operator) && target.text !== '/dev/null'))
    return undefined;
  if (command.words.some(({ text, dynamic }) => dynamic && /\$\(|`/.test(text) && !LISTED.test(text)))
    return undefined;
  const docker = dockerCommand(command.words);
  if (docker) return follows(docker) ? undefined : LOOKS[docker.verb];
  const { filter, unanswered } = profileOf(programWords(command.words)[0]?.text ?? '');
  if (filter) return 0;
  return exitCode !== undefined && unanswered?.includes(exitCode) ? ORDINARY : undefined;
}

const follows = ({ options, verb }: DockerCommand): boolean =>
  options.has('follow') && !options.has('until') && verb !== 'ps';
