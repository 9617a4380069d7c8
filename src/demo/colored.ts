import { plainText } from '../text/ansi.ts';
import { onlyGrows } from './growth.ts';

/**
 * The lines that are shown, in the colours that a program has written them in. A word that was
 * replaced has the colours of the one in its place. What was written over comes without any.
 */
export function colored(shown: string, written: string): string {
  if (!written.includes('\u001b[') || !onlyGrows(written.replace(/\r*\n/g, '\r\n').replace(/\r+$/, '')))
    return shown;
  const lines = styledLines(written);
  // Both readers of escape sequences have to agree on what the lines are.
  if (lines.map(({ text }) => text).join('\n') !== plainText(written)) return shown;
  let next = 0;
  return shown
    .split('\n')
    .map((text) => {
      const found = lines.findIndex((line, index) => index >= next && isLike(line.text, text));
      if (found < 0) return text;
      next = found + 1;
      return painted(text, lines[found]!);
    })
    .join('\n');
}

interface StyledLine {
  readonly text: string;
  /** Parameters of SGR for each of its code units; '' for none. */
  readonly styles: readonly string[];
}

function styledLines(written: string): readonly StyledLine[] {
  const lines: { text: string; styles: string[] }[] = [{ text: '', styles: [] }];
  let style = '';
  for (const [piece] of written.matchAll(PIECES)) {
    if (piece.endsWith('\n')) lines.push({ text: '', styles: [] });
    else if (/^\u001b\[[\d;:]*m$/.test(piece)) style = after(style, piece.slice(2, -1));
    else if (!/^[\u0000-\u0008\u000b-\u001f]/.test(piece)) {
      const last = lines.at(-1)!;
      last.text += piece;
      last.styles.push(style);
    }
  }
  return lines;
}

/** A line's end, a sequence of those that `onlyGrows` lets by, or a code unit. */
const PIECES =
  /\r*\n|\u001b\[[\d;:]*m|\u001b\][012];[^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b\[\?\d+[hl]|[\s\S]/g;

/** The style once more parameters have come; a reset takes away what stands before it. */
function after(style: string, parameters: string): string {
  const given = parameters.split(';');
  let kept = style === '' ? [] : [style];
  for (let at = 0; at < given.length; ) {
    const wide = /^[34]8$/.test(given[at]!) ? { '5': 3, '2': 5 }[given[at + 1] ?? ''] : undefined;
    const parameter = given.slice(at, at + (wide ?? 1));
    kept = /^0*$/.test(parameter.join()) ? [] : [...kept, ...parameter];
    at += parameter.length;
  }
  return kept.join(';');
}

const wordsOf = (text: string): readonly string[] => text.trimEnd().split(/(\s+)/);

/** The same line, or one in which some words are others. */
function isLike(line: string, shown: string): boolean {
  if (line.trimEnd() === shown) return true;
  const [own, other] = [wordsOf(line), wordsOf(shown)];
  if (own.length !== other.length || own.length < 3) return false;
  const same = own.filter((word, index) => index % 2 === 0 && word === other[index]).length;
  return same * 2 >= Math.ceil(own.length / 2);
}

function painted(text: string, { text: line, styles }: StyledLine): string {
  const own = wordsOf(line);
  let from = 0;
  let out = '';
  let open = '';
  wordsOf(text).forEach((word, index) => {
    const exact = own[index] === word;
    for (let at = 0; at < word.length; at += 1) {
      const style = styles[from + (exact ? at : 0)] ?? '';
      if (style !== open) out += `${open === '' ? '' : '\u001b[m'}${style === '' ? '' : `\u001b[${style}m`}`;
      open = style;
      out += word[at];
    }
    from += own[index]!.length;
  });
  return open === '' ? out : `${out}\u001b[m`;
}
