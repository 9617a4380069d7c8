import type { MatchContext } from '../context.ts';
import { groupBy } from '../group.ts';
import { knownShape, shapeOf } from '../keys.ts';
import { tokenize } from '../tokens.ts';
import { unify } from '../unify.ts';
import { instructionOf } from './command-cell.ts';
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
    rowKey(row, columns, (text) => knownShape(tokenize(text), side, context.correspondence));
  pairBy(state, { document: known('document'), live: known('live') });
  const shape = (row: Row): string => rowKey(row, columns, (text) => shapeOf(tokenize(text)));
  pairConsistent(state, { shape, columns, context });
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
  }: { shape: (row: Row) => string; columns: readonly Column[]; context: MatchContext },
): void {
  const waiting = groupBy([...state.live].reverse(), shape);
  for (const row of [...state.document]) {
    // The next in order is last.
    const group = waiting.get(shape(row)) ?? [];
    const tried = group.slice(-MOST_TRIED).reverse();
    const found = tried.find((candidate) => agrees(row, candidate, { columns, context })) ?? tried[0];
    if (!found) continue;
    pair(state, row, found);
    group.splice(group.lastIndexOf(found), 1);
  }
}

const MOST_TRIED = 8;

function agrees(
  document: Row,
  live: Row,
  { columns, context: { correspondence } }: { columns: readonly Column[]; context: MatchContext },
): boolean {
  const mark = correspondence.mark();
  const fine = columns.every(
    ({ kind }, index) =>
      isOpen(kind) ||
      unify(tokenize(document.cells[index]!), tokenize(live.cells[index]!), {
        correspondence,
        line: document.line,
      }).hunks.length === 0,
  );
  correspondence.rollback(mark);
  return fine;
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

function rowKey({ cells }: Row, columns: readonly Column[], keyOf: (text: string) => string): string {
  return columns.map(({ kind }, index) => (isOpen(kind) ? '' : keyOf(cells[index]!))).join('\u0003');
}

/** Cells that may hold anything, or that lists write in more than one way. */
const isOpen = (kind: Column['kind']): boolean =>
  kind === 'measure' ||
  kind === 'host' ||
  kind === 'replicas' ||
  kind === 'age' ||
  kind === 'command' ||
  kind === 'ports';
