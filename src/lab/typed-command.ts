import { parseScript } from '../command/words.ts';
import type { CodeLine } from '../markdown/blocks.ts';
import type { ForeignShell } from './foreign-shells.ts';
import { type OwnPrompts, type Prompt, readPrompt } from './prompts.ts';

/** A command as it is typed, with the lines that continue it. */
export interface TypedCommand {
  readonly typed: string;
  readonly lines: readonly CodeLine[];
  /** What its lines leave open to the end of the block, such as `double quote`. */
  readonly unclosed?: { readonly what: string; readonly line: number };
}

/**
 * How many lines a quote or a loop may go on for. An apostrophe in a line that is no command would
 * else take the rest of the block.
 */
const LONGEST = 80;
/** A file typed in place may be longer. */
const LONGEST_FILE = 500;

/** Where a command starts, and what to know of how it goes on. */
type Place = Pick<Prompt, 'indent' | 'offset'> & {
  readonly kind: Prompt['kind'] | 'none';
  readonly own?: OwnPrompts;
  readonly foreign?: ForeignShell | undefined;
};

/** Reads the command that starts on line `at` behind `prompt` and goes on as a shell would read on. */
export function readTyped(lines: readonly CodeLine[], at: number, prompt: Place): TypedCommand {
  const first = lines[at]!;
  const parts = [first.text.slice(prompt.offset).trimEnd()];
  const taken = [first];
  const angle = lines[at + 1] !== undefined && /^\s*>(?: |$)/.test(lines[at + 1]!.text);
  const take = (): boolean => {
    const next = lines[at + taken.length];
    if (next === undefined) return false;
    taken.push(next);
    parts.push(continued(next.text, prompt.indent, angle));
    return true;
  };
  const done = (count: number): TypedCommand => ({
    typed: parts.slice(0, count).join('\n').trimEnd(),
    lines: taken.slice(0, count),
  });
  if (prompt.kind === 'client') return done(1);
  if (prompt.foreign) {
    while (prompt.foreign.continues.test(parts.at(-1)!.trimEnd()) && take());
    return done(taken.length);
  }
  const isFresh = (text: string): boolean => isFreshPrompt(text, prompt.own);
  const goesOn = (): boolean => {
    const last = parts.findLast((part) => part.trim() !== '')!;
    const joins = /(?:\|\|?|&&)$/.test(last);
    // Behind an operator a shell passes over blank lines; a backslash joins the very next.
    const from = at + taken.length;
    const next = joins ? lines.slice(from).find(({ text }) => text.trim() !== '') : lines[from];
    if (next === undefined || next.text.trim() === '' || isFresh(next.text)) return false;
    return joins || /(?:^|[^\\])(?:\\\\)*\\$/.test(parts.at(-1)!);
  };
  while (goesOn() && take());
  const whole = taken.length;
  const open = unclosedIn(parts.join('\n'));
  if (!open) return done(whole);
  const limit = at + whole + (open.heredoc === undefined ? LONGEST : LONGEST_FILE);
  while (at + taken.length < Math.min(limit, lines.length)) {
    if (open.heredoc === undefined && isFresh(lines[at + taken.length]!.text)) break;
    take();
    const last = parts.at(-1)!;
    const closes = open.heredoc === undefined ? last.includes(open.closer) : last.trim() === open.heredoc;
    if (!closes || unclosedIn(parts.join('\n'))) continue;
    while (goesOn() && take());
    return done(taken.length);
  }
  return { ...done(whole), unclosed: { what: open.what, line: first.line } };
}

/** A continuation line without the indentation of the prompt and without the shell's `> `. */
function continued(text: string, indent: number, angle: boolean): string {
  const blank = Math.min(indent, text.length - text.trimStart().length);
  const line = text.slice(blank).replace(/\\[ \t]+$/, '\\');
  return angle ? line.replace(/^\s*> ?/, '') : line;
}

/** A prompt with a command is a new command, whatever the line above left open. */
function isFreshPrompt(text: string, own: OwnPrompts | undefined): boolean {
  const prompt = readPrompt(text, own);
  if (!prompt || prompt.kind === 'root' || prompt.kind === 'angle' || prompt.kind === 'client') return false;
  return (prompt.kind !== 'inside' || prompt.command !== '') && prompt.kind !== 'named';
}

const COMPOUND: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    for: 'done',
    while: 'done',
    until: 'done',
    select: 'done',
    if: 'fi',
    case: 'esac',
    '{': '}',
  }),
);

interface Open {
  readonly what: string;
  /** Text without which a line cannot close it. */
  readonly closer: string;
  readonly heredoc?: string;
}

function unclosedIn(script: string): Open | undefined {
  const { unclosed, commands } = parseScript(script);
  if (unclosed?.what.startsWith('here-document ')) {
    const heredoc = unclosed.what.slice('here-document '.length);
    return { what: unclosed.what, closer: heredoc, heredoc };
  }
  if (unclosed) return { what: unclosed.what, closer: CLOSERS[unclosed.what] ?? '' };
  const waiting: string[] = [];
  for (const { words } of commands) {
    for (const { text, quoted } of words) {
      if (quoted) break;
      if (text === waiting.at(-1)) waiting.pop();
      else if (COMPOUND.has(text)) waiting.push(COMPOUND.get(text)!);
      if (!LEADS.has(text)) break;
    }
  }
  const closer = waiting.at(-1);
  return closer === undefined ? undefined : { what: `command that needs "${closer}"`, closer };
}

/** Words behind which another command of a compound one may start. */
const LEADS = new Set(['do', 'then', 'else', 'elif', '{', '!', 'while', 'until', 'if']);

const CLOSERS: Readonly<Record<string, string>> = {
  'single quote': "'",
  'double quote': '"',
  backquote: '`',
  'parameter expansion': '}',
  'command substitution': ')',
};
