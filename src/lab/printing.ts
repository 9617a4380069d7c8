import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';

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
  const program = programWords(last.words)[0]?.text.split('/').at(-1) ?? '';
  return !SILENT.has(program);
}

const SILENT: ReadonlySet<string> = new Set(
  'cd mkdir touch cp mv rm rmdir ln chmod chown export unset alias source set clear sleep vi vim nvim nano emacs code gedit subl notepad'.split(
    ' ',
  ),
);

/** Whether a command line prints one line, its name or ID, where all goes well. */
export function printsOneLine(typed: string): boolean {
  const { commands } = parseScript(typed);
  const docker = commands.length === 1 ? dockerCommand(commands[0]!.words) : undefined;
  if (!docker) return false;
  if (docker.verb === 'run') return docker.options.has('detach');
  return /^(?:create|(?:volume|network|secret|config) create)$/.test(docker.verb);
}
