import { isNoise } from '../match/noise.ts';
import type { Block, Command } from '../model/lab.ts';
import { visibleLines } from '../text/lines.ts';

/** Lines that come into a document. */
export interface Insertion {
  /** The command whose output it is. */
  readonly command: number;
  /** The line that they come behind. */
  readonly after: number;
  readonly lines: readonly string[];
}

export interface Printed {
  readonly command: Command;
  /** What it printed, as written. */
  readonly output: string;
  /** The block that the command stands in. */
  readonly block: Block;
  /** The lines of the document, from 0. */
  readonly document: readonly string[];
  /** Whether the block holds no other command. */
  readonly alone: boolean;
}

/** Longer outputs are for the author to cut. */
const MOST_LINES = 100;

/**
 * Where the output of a command without one goes: behind it, where its block shows by prompts what is
 * typed, else into a block of its own behind that of the command. Undefined where nothing is printed.
 */
export function insertionOf({
  command,
  output,
  block,
  document,
  alone,
}: Printed): Insertion | { readonly reason: string } | undefined {
  const lines = trimmed(visibleLines(output).filter((line) => !isNoise(line)));
  if (lines.length === 0) return undefined;
  if (lines.length > MOST_LINES)
    return { reason: `it prints ${lines.length} lines; show those that matter, with … for the rest` };
  const last = document[command.span.endLine - 1] ?? '';
  const margin = marginOf(last);
  if (block.role === 'transcript' || isPrompted(document[command.span.line - 1] ?? '', command))
    return {
      command: command.id,
      after: command.span.endLine,
      lines: lines.map((line) => set(margin, line)),
    };
  if (!alone)
    return {
      reason: 'put a prompt ($ ) before the commands of its block, so that outputs can stand between them',
    };
  const closing = document[block.span.endLine - 1] ?? '';
  if (!/^[\s>]*(?:`{3,}|~{3,})\s*$/.test(closing))
    return { reason: 'its block has no closing fence that an output could come behind' };
  const longest = lines
    .flatMap((line) => line.match(/`+/g) ?? [])
    .reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const own = marginOf(closing);
  const body = [`${fence}text`, ...lines, fence].map((line) => set(own, line));
  return { command: command.id, after: block.span.endLine, lines: [own.trimEnd(), ...body] };
}

/** A document with lines in it; all else is the same to the byte. */
export function withInsertions(text: string, insertions: readonly Insertion[]): string {
  const lines = text.split(/(?<=\n)/);
  const ending = lines[0]?.endsWith('\r\n') ? '\r\n' : '\n';
  for (const { after, lines: own } of [...insertions].sort((a, b) => b.after - a.after)) {
    const before = lines[after - 1];
    if (before !== undefined && !before.endsWith('\n')) lines[after - 1] = before + ending;
    lines.splice(after, 0, ...own.map((line) => line + ending));
  }
  return lines.join('');
}

const isPrompted = (line: string, { typed }: Command): boolean => {
  const at = line.indexOf(typed.split('\n', 1)[0]!);
  return at > 0 && /\S/.test(line.slice(0, at).replace(/^[\s>]*/, ''));
};

const marginOf = (line: string): string => /^(?:\s|> ?)*/.exec(line)![0];
const set = (margin: string, line: string): string => (line === '' ? margin.trimEnd() : margin + line);

function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1).map((line) => line.trimEnd());
}
