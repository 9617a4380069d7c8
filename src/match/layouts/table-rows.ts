import type { Line } from '../context.ts';
import { isBracketed, isElision } from '../elision.ts';
import { beginsRow, type Column, columnsOf, fits, isKnown, isLeftOut } from './table-columns.ts';

export interface Row {
  readonly line: number;
  readonly text: string;
  /** One per column, '' for an empty one. */
  readonly cells: readonly string[];
}

export interface Table {
  readonly header: Line;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The table whose header is at that place of the lines; a terminal's line breaks are undone. */
export function readTable(
  lines: readonly Line[],
  from: number,
): { readonly table: Table; readonly end: number } | undefined {
  const header = readHeader(lines[from], lines[from + 1]);
  if (!header) return undefined;
  const { columns } = header;
  const first = from + header.used;
  const rows: Row[] = [];
  let at = first;
  while (at < lines.length) {
    const start = lines[at]!;
    if (
      start.text.trim() === '' ||
      (at > first && columnsOf(start.text)?.some(({ name }) => name === columns[0]!.name))
    )
      break;
    let { text } = start;
    at += 1;
    while (at < lines.length && isContinuation(lines[at]!.text, columns)) {
      text = rejoin(text, lines[at]!.text, header);
      at += 1;
    }
    rows.push({ line: start.line, text, cells: splitRow(text, columns) });
  }
  return {
    table: withoutLeftOut({ header: { line: lines[from]!.line, text: header.text }, columns, rows }),
    end: at,
  };
}

/** Without the columns that stand for others. */
function withoutLeftOut(table: Table): Table {
  const { columns, rows } = table;
  if (!columns.some(isLeftOut)) return table;
  const shown = <T>(values: readonly T[]): readonly T[] =>
    values.filter((_, index) => !isLeftOut(columns[index]!));
  return {
    ...table,
    columns: shown(columns),
    rows: rows.map((row) => ({ ...row, cells: shown(row.cells) })),
  };
}

interface Header {
  readonly text: string;
  readonly columns: readonly Column[];
  readonly used: number;
  /** Columns of the terminal that wrapped it; 0 when it did not. */
  readonly width: number;
}

/** A header that a narrow terminal broke goes on in the next line. */
function readHeader(line: Line | undefined, next: Line | undefined): Header | undefined {
  const first = line?.text ?? '';
  const columns = columnsOf(first);
  if (!columns) return undefined;
  const second = next?.text ?? '';
  const whole = brokenInWord(first, second, columns);
  if (whole) return whole;
  const more = columnsOf(second);
  const known = new Set(columns.map(({ name }) => name));
  if (!more || !/^\s|^[A-Z]/.test(second) || more.some(({ name }) => known.has(name))) {
    return { text: first, columns, used: 1, width: 0 };
  }
  const text = `${first}${second.startsWith(' ') ? '' : '  '}${second}`;
  const all = columnsOf(text);
  if (!all || all.length !== columns.length + more.length) return { text: first, columns, used: 1, width: 0 };
  return { text, columns: all, used: 2, width: first.length };
}

/** A header that the terminal broke in the middle of a word, which neither half makes sense without. */
function brokenInWord(first: string, second: string, columns: readonly Column[]): Header | undefined {
  if (!/^[A-Z%]/.test(second) || isKnown(columns)) return undefined;
  const text = first + second.trimEnd();
  const all = columnsOf(text);
  if (!all || !isKnown(all) || all.length < columns.length) return undefined;
  return { text, columns: all, used: 2, width: first.length };
}

function isContinuation(text: string, columns: readonly Column[]): boolean {
  if (isElision(text) || isBracketed(text)) return false;
  return text.trim() !== '' && !beginsRow(columns, text) && columnsOf(text)?.[0]?.name !== columns[0]!.name;
}

/**
 * A terminal breaks in the middle of words, so a full line goes on without a blank; so does one that a
 * wider terminal than the header needs broke in the last column.
 */
function rejoin(text: string, more: string, { width, columns }: Header): string {
  const full = width > 0 ? text.length >= width : text.length > columns.at(-1)!.from && /^\S+$/.test(more);
  if (full) return text + more;
  return `${text}${more.startsWith(' ') ? '' : '  '}${more}`;
}

/** The cells of a row, by the columns' places where the row keeps them, else by what fits. */
export function splitRow(text: string, columns: readonly Column[]): readonly string[] {
  const aligned = byPlace(text, columns);
  if (aligned) return aligned;
  const chunks = chunksOf(text);
  if (
    chunks.length === columns.length &&
    chunks.every((chunk, index) => fits(columns[index]!.kind, chunk.text))
  ) {
    return chunks.map((chunk) => chunk.text);
  }
  return bestFit(text, columns);
}

interface Chunk {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function chunksOf(text: string): readonly Chunk[] {
  return [...text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/**
 * Undefined when a chunk does not begin where a column does. Where but one or two do, chance may have
 * put them there: then they must fit their columns, too.
 */
function byPlace(text: string, columns: readonly Column[]): readonly string[] | undefined {
  const cells = columns.map(() => '');
  const chunks = chunksOf(text);
  const few = chunks.length < 4;
  let column = 0;
  let end = 0;
  for (const { text: cell, from, to } of chunks) {
    const gap = from - end;
    end = to;
    // A command may have two blanks in it.
    if (
      gap === 2 &&
      columns[column]!.kind === 'command' &&
      cells[column] !== '' &&
      from < (columns[column + 1]?.from ?? to)
    ) {
      cells[column] += `  ${cell}`;
      continue;
    }
    while (column < columns.length && columns[column]!.from < from) column += 1;
    const kind = columns[column]?.kind;
    if (kind === undefined || columns[column]!.from !== from) return undefined;
    // A name below the empty ports is one column too far to the left.
    if ((few || kind === 'ports') && !fits(kind, cell)) return undefined;
    cells[column] = cell;
  }
  return cells;
}

/** Words that belong together whatever the gaps: quoted commands, ages, states. */
const ATOM =
  /"[^"]{0,400}"|\d[\d.]{0,8} [kMGT]?B(?= |$)|\d{1,4} (?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b(?: ago)?(?:\.{2,}|…)?|(?:About an? \w+|Less than a second|\d{1,6} \w{3,8}) ago|(?:Up|New|Pending|Assigned|Accepted|Preparing|Ready|Starting|Running|Complete|Failed|Shutdown|Rejected|Remove|Orphaned) (?:[Aa]bout an? \w+|[Ll]ess than a second|\d{1,6} \w{3,8})(?: ago)?(?: \([^)]{0,40}\))?|(?:Exited|Restarting) \(\d{1,4}\)(?: (?:About an? \w+|Less than a second|\d{1,6} \w{3,8}) ago)?|\S+/g;
/** A row with more pieces than any table has is not worth a search. */
const MOST_ATOMS = 40;

/** The cheapest division of the row's words among the columns, in order. */
function bestFit(text: string, columns: readonly Column[]): readonly string[] {
  const atoms: Chunk[] = [...text.matchAll(ATOM)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
  if (atoms.length > MOST_ATOMS) return firstWords(text, { atoms, count: columns.length });
  const width = atoms.length + 1;
  const cost = new Float64Array((columns.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  const taken = new Int32Array((columns.length + 1) * width);
  cost[columns.length * width + atoms.length] = 0;
  for (let column = columns.length - 1; column >= 0; column -= 1) {
    for (let at = atoms.length; at >= 0; at -= 1) {
      for (let end = at; end <= atoms.length; end += 1) {
        const rest = cost[(column + 1) * width + end]!;
        if (rest === Number.POSITIVE_INFINITY) continue;
        const total = rest + cellCost(columns[column]!, atoms.slice(at, end), atoms[end - 1] && atoms[end]);
        if (total < cost[column * width + at]!) {
          cost[column * width + at] = total;
          taken[column * width + at] = end;
        }
      }
    }
  }
  let at = 0;
  return columns.map((_, column) => {
    const end = taken[column * width + at]!;
    const cell = end > at ? text.slice(atoms[at]!.from, atoms[end - 1]!.to) : '';
    at = end;
    return cell;
  });
}

/** A word per column, and all the others in the last: a list of processes with long commands. */
function firstWords(
  text: string,
  { atoms, count }: { atoms: readonly Chunk[]; count: number },
): readonly string[] {
  const cells = atoms.slice(0, count).map((atom) => atom.text);
  cells[count - 1] = text.slice(atoms[count - 1]!.from);
  return cells;
}

function cellCost({ kind, from, to }: Column, atoms: readonly Chunk[], next: Chunk | undefined): number {
  const first = atoms[0];
  const last = atoms.at(-1);
  if (!first || !last) return kind === 'ports' ? 0.2 : 4;
  const text = atoms.length === 1 ? first.text : atoms.map((atom) => atom.text).join(' ');
  const misfit = fits(kind, text) ? 0 : 10;
  // Cells stand below their header's beginning, numbers below its end.
  const offset = Math.min(1, Math.min(Math.abs(first.from - from), Math.abs(last.to - to)) / 40);
  const gaps = atoms.slice(1).filter((atom, index) => atom.from - atoms[index]!.to > 1).length;
  const torn = next && next.from - last.to === 1 ? 0.3 : 0;
  return misfit + offset + gaps * 2 + torn;
}
