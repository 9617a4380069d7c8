import { dockerCommand } from './docker.ts';
import { parseScript } from './words.ts';

/**
 * Whether the docker command line refuses a command for its form alone, whatever images and files are
 * there: a build without a context, a copy between two places that are both or neither in a container.
 */
export function isRefused(script: string): boolean {
  const [command, ...others] = parseScript(script).commands;
  if (command === undefined || others.length > 0 || command.redirects.length > 0) return false;
  if (command.words.some(({ dynamic }) => dynamic)) return false;
  const docker = dockerCommand(command.words);
  if (docker === undefined || docker.options.has('help')) return false;
  const { verb, options, arguments: places } = docker;
  if (verb === 'build')
    return places.length === 0 && [...options.keys()].every((name) => BUILD_OPTIONS.has(name));
  if (verb !== 'cp' || places.length !== 2 || places.includes('-')) return false;
  const [from, to] = places.map((place) => /^[^/.][^/:]*:/.test(place));
  return from === to;
}

/** Options of which it is sure how many words they take, see `docker build --help`. */
const BUILD_OPTIONS: ReadonlySet<string> = new Set(
  'tag file no-cache build-arg platform target label progress quiet pull rm force-rm'.split(' '),
);
