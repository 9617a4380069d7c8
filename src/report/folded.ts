import stringWidth from 'fast-string-width';
import { controlLength } from '../text/control-sequence.ts';

/**
 * A text for a terminal of so many columns: what is too long goes on in the next line, indented like
 * the line itself, behind its sign. It breaks at blanks where there are some. Colours go on over a break.
 */
export function folded(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => foldedLine(line, columns))
    .join('\n');
}

/** What a line begins with that its continuation stands behind: blanks, a line number, a sign. */
const LEAD = /^ *(?:\d+ +)?(?:(?:[-+~!✓✗…]|\$) +)?/;
/** How far lines without a sign are indented more from the second on. */
const MORE = 2;

function foldedLine(line: string, columns: number): string {
  const parts = partsOf(line);
  const plain = parts.map(({ shown }) => shown).join('');
  if (stringWidth(plain) <= columns) return line;
  const lead = LEAD.exec(plain)![0];
  const blanks = plain.length - plain.trimStart().length;
  const wanted = lead.length > blanks ? stringWidth(lead) : blanks + MORE;
  const indent = wanted > columns / 2 ? MORE : wanted;
  const rows: string[] = [];
  let row = '';
  let used = 0;
  /** Where the row can be broken: behind its last blank. */
  let blank: { readonly at: number; readonly used: number } | undefined;
  for (const { shown, raw } of parts) {
    const width = stringWidth(shown);
    if (width > 0 && used + width > columns) {
      const at = blank?.at ?? row.length;
      rows.push(row.slice(0, at).trimEnd());
      used = indent + (blank ? used - blank.used : 0);
      row = ' '.repeat(indent) + row.slice(at);
      blank = undefined;
      // A blank that would begin the row is taken for the break itself.
      if (shown === ' ' && used === indent) continue;
    }
    row += raw;
    used += width;
    const text = rows.length > 0 ? used > indent : used > stringWidth(lead);
    if (shown === ' ' && text) blank = { at: row.length, used };
  }
  return [...rows, row].join('\n');
}

/** Characters as they are seen, each with what is written for it; an escape sequence is seen as nothing. */
function partsOf(line: string): readonly { readonly shown: string; readonly raw: string }[] {
  const parts: { shown: string; raw: string }[] = [];
  for (let at = 0; at < line.length; ) {
    const control = line[at] === '\u001b' ? controlLength(line, at) : 0;
    if (control > 0) {
      parts.push({ shown: '', raw: line.slice(at, at + control) });
      at += control;
      continue;
    }
    const next = line.indexOf('\u001b', at + 1);
    const stretch = line.slice(at, next < 0 ? line.length : next);
    for (const { segment } of SEGMENTS.segment(stretch)) parts.push({ shown: segment, raw: segment });
    at += stretch.length;
  }
  return parts;
}

const SEGMENTS = new Intl.Segmenter();
