import type { CodeLine } from '../markdown/blocks.ts';
import { commandLikeness } from './programs.ts';
import { readPrompt } from './prompts.ts';
import { readTyped } from './typed-command.ts';

/**
 * How much a line looks like a command by its form, whatever the program is called: `strong` has what
 * prose and outputs lack (an option, an operator, a variable), `weak` has words like a command's,
 * and `no` can be none.
 */
export type Shape = 'strong' | 'weak' | 'no';

export function shapeOf(line: string): Shape {
  const text = withoutComment(line.trim());
  if (commandLikeness(text) === 'sure' || KEYWORDS.test(text)) return 'strong';
  const bare = text.replace(LEAD, '');
  if (bare === '') return ASSIGNMENT.test(text) ? 'strong' : 'no';
  if (ASSIGNMENT.test(text)) return 'strong';
  const program = PROGRAM.exec(bare)?.[0];
  if (program === undefined || NO_PROGRAM.some((form) => form.test(bare))) return 'no';
  const rest = bare.slice(program.length);
  if (rest !== '' && !/^[\s;|&)<>]/.test(rest)) return 'no';
  if (isProse(bare)) return 'no';
  if (/\w: \w/.test(rest) && !/["']/.test(rest)) return 'no';
  return STRONG.some((form) => form.test(rest)) || program.includes('/') ? 'strong' : 'weak';
}

/** A command without the comment behind it, which is prose. */
function withoutComment(text: string): string {
  if (!/\s#\s/.test(text)) return text;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at]!;
    if (one === '\\') at += 1;
    else if (quote !== '') quote = one === quote ? '' : quote;
    else if (one === '"' || one === "'") quote = one;
    else if (one === '#' && /\s/.test(text[at - 1] ?? '') && at > 0) return text.slice(0, at).trimEnd();
  }
  return text;
}

/** What only a shell reads: its loops and tests by their form, functions, arithmetic, the null command. */
const KEYWORDS =
  /^(?:for \(\(|for \w+ in\b|(?:while|until|if) (?:\[|\(|!|true\b)|case \S+ in\b|(?:function )?\w[\w-]{0,60} ?\(\) ?\{|function \w+ \{|\(\(|: ["$'])/;

/** A variable set before the command, `sudo`, and the like. */
const LEAD =
  /^(?:(?:sudo|time|nohup|exec|command|env)\s+(?:-[A-Za-z]+\s+){0,3})?(?:[A-Za-z_]\w{0,40}=(?:"[^"]*"|'[^']*'|[^\s"';|&]{0,200})\s+){0,8}/;
/** A variable set, and nothing else; a program's listing of its settings looks the same. */
export const isAssignment = (line: string): boolean => ASSIGNMENT.test(line.trim());

/** Also of an element, to what is there already, and of a list. */
const ASSIGNMENT =
  /^[A-Za-z_]\w{0,60}(?:\[[^\]\s]{1,60}\])?\+?=(?:"[^"]*"|'[^']*'|\$\(.*|`.*|\$\{[^}]*\}|\([^)]{0,400}\)|[^\s"'=()]*)$/;
/** A name as programs have it, or a path. */
const PROGRAM =
  /^(?:[a-z_][\w+-]*(?:\.[a-z][\w+-]*)*|(?:\.{1,2}|~|\$\{?\w+\}?|\.?[\w.-]+)?(?:\/[\w.+@-]+)+|\$\{?[A-Za-z_]\w*\}?|\.(?= \S)|\[{1,2}(?= )|\{(?= ))/;

/** What outputs begin with. */
const NO_PROGRAM: readonly RegExp[] = [
  // `error: …`, `latest: Pulling`
  /^\S+:(?:\s|$)/,
  // A row or a heading of a table.
  /\S(?: {3,}|\t+)\S.*\S(?: {3,}|\t+)\S/,
  // Hashes, rows of `ls -l`.
  /^[0-9a-f]{12,}(?:\s|$)/,
  /^[bcdlps-][rwxsStT-]{9}/,
  // A mapping, a template, a sentence's end.
  /^\S+\s*(?:=>|->|:=|==)\s/,
  /[.!?]$(?<!\s\.{1,2})(?<!\/\.{1,2})/,
];

const STRONG: readonly RegExp[] = [
  /\s--?[A-Za-z][\w-]*/,
  /\s(?:\|{1,2}|&&|>{1,2}|<{1,3}|;|&)(?:\s|$)|;\s/,
  /\\$/,
  /\$[\w({]|`[^`]+`/,
  /\s(?:\.{1,2}|~)?\/[\w.]|\s\.$|\shttps?:\/\//,
  /\s(?:"[^"]*"|'[^']*')(?:\s|$)/,
  /\s[\w./-]+\.(?:py|js|ts|sh|go|rb|ya?ml|json|tf|toml|txt|sql|jar|md)(?:\s|$)/,
];

const WORDS =
  /(?:^|\s)(?:the|a|an|is|are|was|this|that|your|you|we|it|with|will|should|and|of|from|which|using|has|have|not|been)(?=\s|$)/gi;

function isProse(text: string): boolean {
  const plain = text.slice(0, 300).replace(/"[^"]*"|'[^']*'/g, '""');
  return (plain.match(WORDS)?.length ?? 0) >= 2 || /^[a-z]+ [a-z]+ (?:is|are|was) /.test(plain);
}

export interface BlockShape {
  /** How many of its commands are so. */
  readonly strong: number;
  readonly weak: number;
  /** Programs that are known as such begin so many. */
  readonly known: number;
  /** The first that is neither blank nor a comment. */
  readonly first: Shape;
  /** Lines that can be no commands. */
  readonly others: number;
}

const LOOKED_AT = 60;

/** The forms of the commands that a block without prompts would have; what continues a command is part of it. */
export function blockShape(lines: readonly CodeLine[]): BlockShape {
  let strong = 0;
  let weak = 0;
  let known = 0;
  let others = 0;
  let first: Shape | undefined;
  for (let at = 0; at < Math.min(lines.length, LOOKED_AT); ) {
    const { text } = lines[at]!;
    if (text.trim() === '' || /^\s*#/.test(text)) {
      at += 1;
      continue;
    }
    const shape = readPrompt(text) ? 'no' : shapeOf(text);
    first ??= shape;
    if (shape === 'no') {
      others += 1;
      at += 1;
      continue;
    }
    if (shape === 'strong') strong += 1;
    else weak += 1;
    const likeness = commandLikeness(text.trim());
    if (likeness === 'sure' || likeness === 'likely') known += 1;
    const indent = text.length - text.trimStart().length;
    at += readTyped(lines, at, { kind: 'none', indent, offset: indent }).lines.length;
  }
  return { strong, weak, known, others, first: first ?? 'no' };
}
