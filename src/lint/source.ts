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
export function placeOf(source: Source, { line, column = 1, last = false }: Start, word: string): Place {
  const { text, from } = source.lines[line - 1] ?? { text: '', from: source.text.length };
  const next = (at: number): number =>
    last ? (at < 0 ? -1 : text.lastIndexOf(word, at)) : text.indexOf(word, at);
  let at = next(last ? text.length : column - 1);
  while (at >= 0 && (isNamePart(text[at - 1]) || isNamePart(text[at + word.length]))) {
    at = next(last ? at - 1 : at + 1);
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
  /** The last of several is meant. */
  readonly last?: boolean;
}

const isNamePart = (character: string | undefined): boolean =>
  character !== undefined && /[\w.-]/.test(character);

/** The place of the name of a row, which a terminal may have broken into lines. */
export function placeInRow(source: Source, start: Start, word: string): Place {
  for (let line = start.line; line < start.line + MOST_BROKEN; line += 1) {
    const place = placeOf(source, { ...start, line }, word);
    if (place.to > place.from) return place;
  }
  return placeOf(source, start, word);
}

/** Lines that a wide row takes in a narrow terminal. */
const MOST_BROKEN = 3;

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
