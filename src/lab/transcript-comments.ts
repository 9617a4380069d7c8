import type { CodeLine } from '../markdown/blocks.ts';
import { commandLikeness } from './programs.ts';
import { readPrompt } from './prompts.ts';
import type { Entry } from './transcript-entry.ts';

/**
 * Lines with `#` between an output and the next command tell the reader what comes. Files shown by
 * `cat` have such lines of their own, and so has the progress of BuildKit (`#5 [2/3] RUN …`).
 */
export function isComment(
  line: CodeLine,
  lines: readonly CodeLine[],
  at: number,
  entry: Entry | undefined,
): boolean {
  if (!/^\s*(?:#(?!\d+ )|\/\/ )/.test(line.text)) return false;
  if (!entry) return true;
  if (SHOWS_TEXT.test(entry.command.typed)) {
    const next = lines.slice(at + 1, at + 4).find(({ text }) => text.trim() !== '');
    if (lines[at - 1]?.text.trim() !== '') return false;
    if (next === undefined || lines.slice(at).every(({ text }) => REST.test(text)))
      return entry.prompt === undefined && entry.output.every(({ text }) => text.trim() === '');
    return readPrompt(next.text)?.kind === 'host' || leadsOver(lines, at, entry);
  }
  return true;
}

/** A comment or a blank line, at the end of a block. */
const REST = /^\s*(?:#|$)/;

/** Whether a comment below a command without a prompt that shows nothing is about the docker command next. */
function leadsOver(lines: readonly CodeLine[], at: number, { prompt, output }: Entry): boolean {
  if (prompt !== undefined || output.some(({ text }) => text.trim() !== '')) return false;
  const next = lines.slice(at + 1).find(({ text }) => !/^\s*(?:#|\/\/ |$)/.test(text));
  return next !== undefined && commandLikeness(next.text.trim()) === 'sure';
}

/** Commands whose output may be any text, lines with `#` included. */
const SHOWS_TEXT =
  /(?:^|\s)(?:cat|more|less|head|tail|vim?|nano|curl|wget)\s|\blogs\s|\bcompose.{0,80}\sconfig\b/;

/** For each line, whether it goes on with a `//` comment above, whose further lines may lack the mark. */
export function goingOnComments(lines: readonly CodeLine[]): readonly boolean[] {
  const going: boolean[] = [false];
  for (let at = 1; at < lines.length; at += 1) {
    const { text } = lines[at - 1]!;
    const over = lines[at - 2];
    const begins = /^\s*\/\/ /.test(text);
    const goes = begins ? over === undefined || over.text.trim() === '' : going[at - 1]!;
    going.push(goes && text.trim() !== '' && !readPrompt(text));
  }
  return going;
}

/** For each line, the last above it that is not blank. */
export function writtenAbove(lines: readonly CodeLine[]): readonly (CodeLine | undefined)[] {
  const above: (CodeLine | undefined)[] = [undefined];
  for (const line of lines) above.push(line.text.trim() === '' ? above.at(-1) : line);
  return above;
}

/** `# Expected output:` over comments that show it, and `# => what a line prints`. */
const SAYS_OUTPUT =
  /^\s*#+\s*(?:(?:the )?(?:expected|sample|example|typical|possible)?\s*(?:output|result|response)|(?:it |this )?(?:prints|outputs|shows|returns)|you(?:'ll| will| should) see)\b[^:]{0,40}:\s*(\S.*)?$/i;
const ARROW = /^\s*#+\s*(?:=>|->|→|⇒|>>>?)\s+(\S.*)$/;

/** The output that comments below a command document, and how many lines they are. */
export function documentedBelow(
  lines: readonly CodeLine[],
  at: number,
  entry: Entry | undefined,
): { readonly output: readonly CodeLine[]; readonly count: number } | undefined {
  if (!entry || entry.output.some(({ text }) => text.trim() !== '') || !lines[at]!.text.includes('#'))
    return undefined;
  const output: CodeLine[] = [];
  const take = (line: CodeLine, text: string): void => {
    output.push({ line: line.line, text, offset: line.offset + line.text.lastIndexOf(text) });
  };
  let next = at;
  const told = SAYS_OUTPUT.exec(lines[at]!.text);
  if (told) {
    next += 1;
    if (told[1] !== undefined) take(lines[at]!, told[1]);
    for (; told[1] === undefined && next < lines.length; next += 1) {
      const text = /^\s*#+ ?(.*)$/.exec(lines[next]!.text)?.[1];
      if (text === undefined) break;
      take(lines[next]!, text.trimEnd());
    }
  } else {
    for (; next < lines.length; next += 1) {
      const text = ARROW.exec(lines[next]!.text)?.[1];
      if (text === undefined) break;
      take(lines[next]!, text.trimEnd());
    }
  }
  return output.length === 0 ? undefined : { output, count: next - at };
}
