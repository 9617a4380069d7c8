import { type DockerCommand, dockerCommand, programWords } from '../command/docker.ts';
import { parseScript, type SimpleCommand } from '../command/words.ts';
import { profileOf } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';

/** Ms between a command and the next as a reader types them, in which programs start and end. */
const ORDINARY = 4_000;
/** The same for what a swarm does by and by. */
const SWARM = 15_000;

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

/** Whether a command may change something, so that what is seen after it may still be settling. */
export function mayChange(script: string): boolean {
  return parseScript(script).commands.some(({ words }) => {
    const docker = dockerCommand(words);
    return docker !== undefined && verbOf(docker.verb).looks === undefined;
  });
}

function patienceOf(command: SimpleCommand, exitCode: number | undefined): number | undefined {
  if (command.redirects.some(({ operator, target }) => /^[>&]/.test(operator) && target.text !== '/dev/null'))
    return undefined;
  if (command.words.some(({ text, dynamic }) => dynamic && /\$\(|`/.test(text) && !LISTED.test(text)))
    return undefined;
  const docker = dockerCommand(command.words);
  if (docker) return follows(docker) ? undefined : patienceWith(docker);
  const { filter, unanswered } = profileOf(programWords(command.words)[0]?.text ?? '');
  if (filter) return 0;
  return exitCode !== undefined && unanswered?.includes(exitCode) ? ORDINARY : undefined;
}

function patienceWith(docker: DockerCommand): number | undefined {
  const { looks } = verbOf(docker.verb);
  if (looks === undefined || looks === 'still') return undefined;
  if (asksWhatStays(docker)) return 0;
  return looks === 'swarm' ? SWARM : ORDINARY;
}

const follows = ({ options, verb }: DockerCommand): boolean =>
  options.has('follow') && !options.has('until') && verb !== 'ps';

/** Whether only fields are asked for that are as the object was made with. */
function asksWhatStays({ options, verb }: DockerCommand): boolean {
  const format = /^(?:network )?inspect$/.test(verb) ? options.get('format')?.at(-1) : undefined;
  const actions = format?.match(/\{\{[^}]*\}\}/g) ?? [];
  return actions.length > 0 && actions.every((action) => ASKS_WHAT_STAYS.test(action));
}

const ASKS_WHAT_STAYS =
  /^\{\{-?\s*(?:json\s+|index\s+)?\.(?:Args|Config|Created|Driver|EnableIPv6|HostConfig|Id|ID|IPAM|Image|Internal|Labels|Mounts|Name|Options|Path|Scope|Spec)\b[^}|]*\}\}$/;
