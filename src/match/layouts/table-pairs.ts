import type { MatchContext } from '../context.ts';
import { groupBy } from '../group.ts';
import { identityKey } from '../identities.ts';
import { knownShape, shapeOf } from '../keys.ts';
import { isGeneratedName, isMadeUp } from '../made-up.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { unify } from '../unify.ts';
import { commandOf, instructionOf } from './command-cell.ts';
import { composedName } from './composed-name.ts';
import type { Column } from './table-columns.ts';
import type { Row } from './table-rows.ts';

export interface RowPair {
  readonly document: Row;
  readonly live: Row;
}

export interface Pairing {
  readonly pairs: readonly RowPair[];
  /** Documented rows with no live one. */
  readonly lone: readonly Row[];
  /** Live rows with no documented one. */
  readonly extra: readonly Row[];
}

interface Sides {
  readonly columns: readonly Column[];
  readonly document: readonly Row[];
  /** Cells in the order of the documented columns. */
  readonly live: readonly Row[];
}

/**
 * Pairs rows in any order: by their names, then by what all cells show as far as it is known, then
 * by what their cells show when volatile values are left out.
 */
export function pairRows({ columns, document, live }: Sides, context: MatchContext): Pairing {
  const state: State = { pairs: [], document: new Set(document), live: new Set(live) };
  const names = (side: 'document' | 'live') => (row: Row) => nameKey(row, columns, { side, context });
  pairBy(state, { document: names('document'), live: names('live') });
  const known = (side: 'document' | 'live') => (row: Row) =>
    rowKey(row, columns, (text, kind) => knownKey(text, kind, { side, context }));
  const keys = { document: known('document'), live: known('live') };
  // Two containers of one image may differ in nothing but what they run.
  const running = (key: (row: Row) => string) => (row: Row) => `${key(row)}\u0003${startOf(row, columns)}`;
  pairBy(state, { document: running(keys.document), live: running(keys.live) });
  pairBy(state, keys);
  const shape = (side: 'document' | 'live') => (row: Row) =>
    rowKey(row, columns, (text, kind) => shapeKey(text, kind, { side, context }));
  pairConsistent(state, { shape, columns, context });
  pairLeftOpen(state, { columns, context });
  pairUnnamed(state, { columns, context });
  const instruction = (row: Row): string | undefined => instructionKey(row, columns);
  pairBy(state, { document: instruction, live: instruction });
  return {
    pairs: state.pairs.sort((a, b) => a.document.line - b.document.line),
    lone: [...state.document],
    extra: [...state.live],
  };
}

interface State {
  readonly pairs: RowPair[];
  readonly document: Set<Row>;
  readonly live: Set<Row>;
}

type KeyOf = (row: Row) => string | undefined;

/** Pairs the rows that have one key, in order. */
function pairBy(state: State, keys: { readonly document: KeyOf; readonly live: KeyOf }): void {
  const waiting = groupBy(state.live, keys.live);
  const next = new Map<string, number>();
  for (const row of [...state.document]) {
    const key = keys.document(row);
    if (key === undefined) continue;
    const at = next.get(key) ?? 0;
    const found = waiting.get(key)?.[at];
    if (!found) continue;
    next.set(key, at + 1);
    pair(state, row, found);
  }
}

/** How what is run begins, before any list cuts it; '' where there is no such column. */
const startOf = ({ cells }: Row, columns: readonly Column[]): string =>
  columns
    .map(({ kind }, index) => (kind === 'command' ? commandOf(cells[index]!).slice(0, SHORTEST_CUT) : ''))
    .join('\u0003');

/** Lists cut commands behind this many characters, or later. */
const SHORTEST_CUT = 16;

function pair(state: State, document: Row, live: Row): void {
  state.pairs.push({ document, live });
  state.document.delete(document);
  state.live.delete(live);
}

/** Rows of one shape that could be each other's: the first that contradicts nothing. */
function pairConsistent(
  state: State,
  {
    shape,
    columns,
    context,
  }: {
    shape: (side: 'document' | 'live') => (row: Row) => string;
    columns: readonly Column[];
    context: MatchContext;
  },
): void {
  const waiting = groupBy([...state.live].reverse(), shape('live'));
  const documented = shape('document');
  for (const row of [...state.document]) {
    // The next in order is last.
    const group = waiting.get(documented(row)) ?? [];
    const tried = group.slice(-MOST_TRIED).reverse();
    const found = tried.find((candidate) => agrees(row, candidate, { columns, context })) ?? tried[0];
    if (!found) continue;
    pair(state, row, found);
    group.splice(group.lastIndexOf(found), 1);
  }
}

const MOST_TRIED = 8;

/** Rows with a hole in a cell: the first live row that could fill it. */
function pairLeftOpen(
  state: State,
  { columns, context }: { columns: readonly Column[]; context: MatchContext },
): void {
  for (const row of [...state.document]) {
    if (!row.cells.some((cell) => tokenizeDocument(cell).some(({ hole }) => hole))) continue;
    const tried = [...state.live].slice(0, MOST_TRIED);
    const found = tried.find((candidate) => agrees(row, candidate, { columns, context }));
    if (found) pair(state, row, found);
  }
}

function agrees(
  document: Row,
  live: Row,
  { columns, context }: { columns: readonly Column[]; context: MatchContext },
): boolean {
  const { correspondence } = context;
  return correspondence.peek(() =>
    columns.every(({ kind }, index) => {
      const [cell = '', other = ''] = [document.cells[index], live.cells[index]];
      return (
        isOpen(kind) ||
        kind === 'status' ||
        (kind === 'id' && !isLiteralId(cell) && shapeOf(tokenize(cell)) !== shapeOf(tokenize(other))) ||
        (kind === 'name' && isMadeUp(cell, context) && !isGiven(other, context)) ||
        unify(tokenizeDocument(cell), tokenize(other), { correspondence, line: document.line }).hunks
          .length === 0
      );
    }),
  );
}

const isGiven = (name: string, { correspondence, names }: MatchContext): boolean =>
  names.includes(name) || correspondence.pinOf(name) !== undefined;

/** What docker itself writes where there is no ID. */
const isLiteralId = (cell: string): boolean => cell === '' || cell === '<none>' || cell === '<missing>';

interface Side {
  readonly side: 'document' | 'live';
  readonly context: MatchContext;
}

/** What a cell says, as far as it is known. Whatever stands in an ID's column is an ID. */
function knownKey(text: string, kind: Column['kind'], { side, context }: Side): string {
  const { correspondence } = context;
  if (kind === 'name' && isVolatileName(text, { side, context })) return '\u0001name';
  if (kind !== 'id' || isLiteralId(text)) return knownShape(tokenize(text), side, correspondence);
  const [id = '', mark = ''] = text.split(' ');
  for (const space of ['id', 'swarm ID'] as const) {
    const entry =
      side === 'document' ? correspondence.documented(space, id) : correspondence.metLive(space, id);
    if (entry?.live !== undefined) return `\u0002${identityKey(space, entry.live)} ${mark}`;
  }
  return `\u0001id ${mark}`;
}

function shapeKey(text: string, kind: Column['kind'], side: Side): string {
  if (kind === 'id' && !isLiteralId(text)) return '\u0001id';
  return kind === 'name' && isVolatileName(text, side) ? '\u0001name' : shapeOf(tokenize(text));
}

/** A name that the engine chose: of a container without a name, whatever the document shows for it. */
function isVolatileName(name: string, { side, context }: Side): boolean {
  return side === 'document' ? isMadeUp(name, context) : isGeneratedName(name) && !isGiven(name, context);
}

/** Rows that only volatile names tell apart, in order. */
function pairUnnamed(
  state: State,
  { columns, context }: { columns: readonly Column[]; context: MatchContext },
): void {
  const unnamed = (side: 'document' | 'live') => (row: Row) =>
    columns.some(({ kind }) => kind === 'name') && nameKey(row, columns, { side, context }) === undefined
      ? ''
      : undefined;
  pairBy(state, { document: unnamed('document'), live: unnamed('live') });
}

/** Undefined when the names are of the engine's making, or there are none. */
function nameKey(
  { cells }: Row,
  columns: readonly Column[],
  { side, context: { correspondence, names } }: { side: 'document' | 'live'; context: MatchContext },
): string | undefined {
  const named = columns.flatMap(({ kind }, index) => (kind === 'name' ? [cells[index]!] : []));
  if (named.length === 0) return undefined;
  const volatile = named.some((name) => {
    if (name === '<none>') return true;
    if (correspondence.pinOf(name) || names.includes(name)) return false;
    const tokens = tokenize(name);
    return tokens.length === 1 && tokens[0]!.valueClass?.kind === 'identity';
  });
  if (!volatile)
    return named.map((name) => (names.includes(name) ? name : composedName(name))).join('\u0000');
  const bound = named.map((name) =>
    side === 'document' ? correspondence.liveOf(name) : correspondence.documentOf(name) && name,
  );
  return bound.every((name) => name !== undefined) ? bound.join('\u0000') : undefined;
}

/** What a row of an image's history says, which has no name; undefined for other tables. */
function instructionKey({ cells }: Row, columns: readonly Column[]): string | undefined {
  const at = columns.findIndex(({ name }) => name === 'CREATED BY');
  return at < 0 ? undefined : instructionOf(cells[at]!);
}

function rowKey(
  { cells }: Row,
  columns: readonly Column[],
  keyOf: (text: string, kind: Column['kind']) => string,
): string {
  return columns.map(({ kind }, index) => (isOpen(kind) ? '' : keyOf(cells[index]!, kind))).join('\u0003');
}

/** Cells that may hold anything, or that lists write in more than one way. */
const isOpen = (kind: Column['kind']): boolean =>
  kind === 'measure' ||
  kind === 'host' ||
  kind === 'replicas' ||
  kind === 'age' ||
  kind === 'command' ||
  kind === 'ports';
