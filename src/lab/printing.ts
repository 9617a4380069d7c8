import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { profileOf } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';

/** Whether a command line may print something: not when all of it goes into a file or it is silent by nature. */
export function prints(typed: string): boolean {
  const last = parseScript(typed).commands.at(-1);
  if (!last) return true;
  if (
    last.redirects.some(
      ({ operator, target }) => /^(?:1|&)?>{1,2}$/.test(operator) && target.text !== '/dev/stderr',
    )
  )
    return false;
  const { silent, editor } = profileOf(programWords(last.words)[0]?.text ?? '');
  return !silent && !editor;
}

/** Whether a command line prints one line, its name or ID, where all goes well. */
export function printsOneLine(typed: string): boolean {
  const { commands } = parseScript(typed);
  const docker = commands.length === 1 ? dockerCommand(commands[0]!.words) : undefined;
  if (!docker) return false;
  if (docker.verb === 'run') return docker.options.has('detach');
  return verbOf(docker.verb).printsName === true;
}
