import { randomBytes } from 'node:crypto';

// One for the whole process, so that a shell that is attached to again is recognized.
const name = `lp${randomBytes(6).toString('hex')}`;

/**
 * What is typed to make a POSIX shell's prompt recognizable and tell the last status; expansion of
 * `$?` in PS1 is POSIX. The name is split by quotes so that its echo is not taken for a prompt.
 * Without echo, shells neither repeat what is typed nor draw an editing line.
 */
export const shellSetUp = ` stty -echo 2>/dev/null; PS1='${name.slice(0, 4)}''${name.slice(4)}:$?:' PS2='${name.slice(0, 4)}''${name.slice(4)}>'`;
const halves = `${name.slice(0, 4)}''${name.slice(4)}`;

const marked = new RegExp(`${name}(?::(\\d+|\\$\\?):|>)`);
const markedEnd = new RegExp(`${name}(?::(\\d+|\\$\\?):|(>))$`);
const everyMark = new RegExp(marked.source, 'g');

export interface ShellPrompt {
  /** Of the last command; undefined where the shell does not expand its prompt. */
  readonly status: number | undefined;
  /** The shell waits for the rest of a command. */
  readonly incomplete: boolean;
}

/** The prompt of a shell that was set up, at the end of a line. */
export function shellPrompt(line: string): ShellPrompt | undefined {
  const found = markedEnd.exec(line);
  if (found === null) return undefined;
  const status = found[1] === undefined || found[1] === '$?' ? undefined : Number(found[1]);
  return { status, incomplete: found[2] !== undefined };
}

export function withoutShellPrompts(text: string): string {
  return text.replace(everyMark, '');
}

/** Whether a line without end may be a program's prompt. */
export function looksLikePrompt(line: string): boolean {
  return line.length <= 200 && /(?:[$#>%:?\]]|\.\.\.) ?$/.test(line);
}

/** Prompts that count their lines, such as `irb(main):002> `, are the same prompt. */
export function samePrompt(line: string, other: string): boolean {
  return line.replace(/\d+/g, '0') === other.replace(/\d+/g, '0');
}

/** Whether that program may be a POSIX shell; `db=#` and `db=>` are psql's. */
export function looksLikeShell(line: string): boolean {
  return line.length <= 200 && /(?:^|[^=\-*!(])[$#%] ?$/.test(line);
}

/**
 * What a log of a terminal would hold without what makes prompts recognizable; undefined where it holds
 * none of that. Lines on which nothing else stood are gone.
 */
export function withoutShellMarks(text: string): string | undefined {
  if (!text.includes(name) && !text.includes(halves)) return undefined;
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.includes(halves)) return [];
      const rest = withoutShellPrompts(line);
      return rest === line || rest.trim() !== '' ? [rest] : [];
    })
    .join('\n');
}
