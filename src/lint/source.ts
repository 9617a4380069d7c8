import type { DocumentLine } from '../model/lab.ts';

/** The text of a document with the offsets of its lines. */
export interface Source {
  readonly text: string;
  readonly lines: readonly SourceLine[];
}

export interface SourceLine {
  /** Without its line end. */
  readonly text: string;
  /** Offset of its first character in the document. */
  readonly from: number;
}

export function readSource(text: string): Source {
  const lines: SourceLine[] = [];
  const breaks = /\r\n|\n|\r/g;
  let from = text.startsWith('\uFEFF') ? 1 : 0;
  for (const end of text.matchAll(breaks)) {
    lines.push({ text: text.slice(from, end.index), from });
    from = end.index + end[0].length;
  }
  lines.push({ text: text.slice(from), from });
  return { text, lines };
}

/** A stretch of one line: a value that the document shows. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** Offset in the document. */
  readonly from: number;
  readonly to: number;
}

/**
 * Where a word stands in a line as a word of its own, from a column on; the line's first visible
 * character, with no extent, when it is not found.
 */
export function placeOf(source: Source, { line, column = 1 }: Start, word: string): Place {
  const { text, from } = source.lines[line - 1] ?? { text: '', from: source.text.length };
  let at = text.indexOf(word, column - 1);
  while (at >= 0 && (isNamePart(text[at - 1]) || isNamePart(text[at + word.length]))) {
    at = text.indexOf(word, at + 1);
  }
  if (at < 0) {
    const first = text.length - text.trimStart().length;
    return { line, column: first + 1, from: from + first, to: from + first };
  }
  return { line, column: at + 1, from: from + at, to: from + at + word.length };
}

interface Start {
  readonly line: number;
  readonly column?: number;
}

const isNamePart = (character: string | undefined): boolean =>
  character !== undefined && /[\w.-]/.test(character);

/** The place of the first of the lines that has the word. */
export function placeInLines(source: Source, lines: readonly DocumentLine[], word: string): Place {
  for (const { line } of lines) {
    const place = placeOf(source, { line }, word);
    if (place.to > place.from) return place;
  }
  return placeOf(source, { line: lines[0]?.line ?? 1 }, word);
}

/** The place of a word of a command, which may go on for several lines. */
export function placeInCommand(
  source: Source,
  { line, column, endLine }: { readonly line: number; readonly column: number; readonly endLine: number },
  word: string,
): Place {
  for (let at = line; at <= endLine; at += 1) {
    const place = placeOf(source, at === line ? { line, column } : { line: at }, word);
    if (place.to > place.from) return place;
  }
  const { from } = source.lines[line - 1] ?? { from: 0 };
  return { line, column, from: from + column - 1, to: from + column - 1 };
}
