import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { profileOf } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';

/** How long a command may take, in ms: `base`, or longer for what is known to be slow. */
export function deadlineOf(script: string, base: number): number {
  const longer = parseScript(script).commands.map(({ words }) => {
    const docker = dockerCommand(words);
    const profile = docker ? verbOf(docker.verb) : profileOf(programWords(words)[0]?.text ?? '');
    return profile.deadlineMs ?? 0;
  });
  return Math.max(base, ...longer);
}
