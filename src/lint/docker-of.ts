import { type DockerCommand, dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';

/** The docker command line of a script that is nothing else, whose output is thus all its own. */
export function dockerOf(script: string): DockerCommand | undefined {
  const { commands } = parseScript(script);
  const [only] = commands;
  if (commands.length !== 1 || !only || only.redirects.length > 0) return undefined;
  return dockerCommand(only.words);
}
