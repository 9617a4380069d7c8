import type { Difference } from '../../model/verdict.ts';
import { append } from '../../text/append.ts';
import { missingName } from '../causes.ts';
import { type Findings, type Line, type MatchContext, noFindings } from '../context.ts';
import { lineDifference, loneDifference } from '../differences.ts';
import { isBracketed, isElision } from '../elision.ts';
import { nearest } from '../nearest.ts';
import type { Hunk } from '../unify.ts';
import type { CellResult } from './cell-result.ts';
import { compareCell } from './table-cells.ts';
import type { Column } from './table-columns.ts';
import { namesOf } from './table-names.ts';
import { pairRows, type RowPair } from './table-pairs.ts';
import type { Row, Table } from './table-rows.ts';

/**
 * Compares two tables: cells by header, rows in any order. A documented row or cell that is not
 * live makes the document false; a live row counts only when the lab made what it shows.
 */
export function compareTables(document: Table, live: Table, context: MatchContext): Findings {
  const findings = noFindings();
  const places = placesOf(document, live);
  const missing = document.columns.filter(
    ({ name }, index) => places[index]! < 0 || live.columns[places[index]!]!.name !== name,
  );
  findings.differences.push(...headerDifferences({ document, live, places }));
  if (missing.length > 0) {
    findings.differences.push({
      verdict: 'drifted',
      line: document.header.line,
      expected: document.header.text,
      found: live.header.text,
      cause: `no column ${missing.map(({ name }) => name).join(', ')} any more`,
      marks: { expected: missing.map(({ from, to }) => ({ from, to })), found: [] },
    });
  }
  const elided = document.rows.some(isElisionRow);
  const rows = document.rows.filter((row) => !isElisionRow(row));
  const liveRows = live.rows.map((row) => ({ ...row, cells: places.map((place) => row.cells[place] ?? '') }));
  const { pairs, lone, extra } = pairRows(
    { columns: document.columns, document: rows, live: liveRows },
    context,
  );
  for (const pair of pairs)
    comparePair(pair, { table: document, liveTable: live, places, context, findings });
  const others = new Map(
    extra.slice(0, MOST_NEAR).flatMap((row) =>
      namesOf(row, document)
        .slice(0, 1)
        .map((name) => [name, row] as const),
    ),
  );
  const inherited = rowsOfBase({ columns: document.columns, rows, lone, extra });
  for (const row of lone) {
    const difference = missingRow(row, { table: document, others, context });
    findings.differences.push(
      inherited.has(row)
        ? { ...difference, verdict: 'drifted', cause: 'the base image has other layers' }
        : difference,
    );
  }
  if (!elided && context.expect !== 'subset') reportExtra(extra, { document, context, findings });
  return findings;
}

/** Columns that go by another name today, or stand in another order. */
function headerDifferences({
  document,
  live,
  places,
}: {
  readonly document: Table;
  readonly live: Table;
  readonly places: readonly number[];
}): readonly Difference[] {
  const renamed = document.columns.filter(
    ({ name, written }, index) =>
      live.columns[places[index]!]?.name === name && live.columns[places[index]!]!.written !== written,
  );
  const found = places.filter((place) => place >= 0);
  const moved = document.columns.find(
    (_, index) => places[index]! >= 0 && places[index]! < Math.max(-1, ...places.slice(0, index)),
  );
  const drift = (cause: string, marked: readonly Column[]): Difference => ({
    verdict: 'drifted',
    line: document.header.line,
    expected: document.header.text,
    found: live.header.text,
    cause,
    marks: { expected: marked.map(({ from, to }) => ({ from, to })), found: [] },
  });
  return [
    ...renamed.map((column) =>
      drift(
        `the column ${column.written} is ${live.columns[places[document.columns.indexOf(column)]!]!.written} now`,
        [column],
      ),
    ),
    ...(moved && found.length > 1
      ? [drift(`the column ${moved.written} stands elsewhere now`, [moved])]
      : []),
  ];
}

/**
 * The rows at the end of an image's history that are of the image it is built on, when that one has
 * more or fewer layers now: they are of its version, not of the lab.
 */
function rowsOfBase({
  columns,
  rows,
  lone,
  extra,
}: {
  readonly columns: Table['columns'];
  readonly rows: readonly Row[];
  readonly lone: readonly Row[];
  readonly extra: readonly Row[];
}): ReadonlySet<Row> {
  const alone = new Set(lone);
  const last = rows.findLastIndex((row) => !alone.has(row));
  const below = rows.slice(last + 1);
  const isHistory = columns.some(({ name }) => name === 'CREATED BY');
  return new Set(isHistory && below.length !== extra.length ? below : []);
}

/** For each documented column the place of the live one of its name, -1 for none. */
function placesOf(document: Table, live: Table): readonly number[] {
  const free = live.columns.map(({ name }) => name);
  return document.columns.map(({ name }, index) => {
    const same = free.indexOf(name);
    const at = same < 0 && name === 'CONTAINER' ? containerPlace(document, { index, free }) : same;
    // Two columns of one name correspond in order.
    if (at >= 0) free[at] = '';
    return at;
  });
}

/** `docker stats` once had one column for what was asked for, IDs or names. */
function containerPlace(
  { rows }: Table,
  { index, free }: { readonly index: number; readonly free: readonly string[] },
): number {
  const byId = rows.every(({ cells }) => /^[0-9a-f]{12,64}$/.test(cells[index]!));
  return free.indexOf(byId ? 'CONTAINER ID' : 'NAME');
}

const isElisionRow = ({ text, cells }: Row): boolean =>
  isElision(text) || isBracketed(text) || cells.every((cell) => cell === '' || /^(?:\.{2,}|…)$/.test(cell));

interface Surroundings {
  readonly table: Table;
  readonly liveTable: Table;
  /** For each documented column its place in the live table, -1 for none. */
  readonly places: readonly number[];
  readonly context: MatchContext;
  readonly findings: Findings;
}

function comparePair(
  { document, live }: RowPair,
  { table, liveTable, places, context, findings }: Surroundings,
): void {
  const hunks: Hunk[] = [];
  let verdict: 'drifted' | 'failed' = 'drifted';
  let cause = '';
  let stays = false;
  table.columns.forEach((column, index) => {
    if (places[index]! < 0) return;
    const result: CellResult = compareCell(
      {
        column,
        document: document.cells[index]!,
        live: live.cells[index]!,
        liveFrom: liveTable.columns[places[index]!]!.from,
      },
      {
        row: document,
        liveRow: live,
        table,
        isExcerpt: table.columns.length < liveTable.columns.length,
        context,
      },
    );
    append(findings.acceptances, result.acceptances);
    if (result.hunks.length === 0) return;
    append(hunks, result.hunks);
    if (result.verdict === 'failed') {
      verdict = 'failed';
      stays ||= STAYS.has(column.name);
    }
    cause ||= result.cause;
  });
  if (hunks.length === 0) return;
  const texts = { expected: document.text, found: live.text };
  findings.differences.push(
    lineDifference(hunks, {
      line: document.line,
      ...texts,
      verdict,
      cause,
      ...(stays ? { changes: 'never' } : {}),
    }),
  );
}

/** Columns in which a row of docker's says the same as long as it is there. */
const STAYS: ReadonlySet<string> = new Set(['COMMAND', 'IMAGE', 'NAMES', 'DRIVER', 'SCOPE']);

function missingRow(
  row: Row,
  { table, others, context }: { table: Table; others: ReadonlyMap<string, Row>; context: MatchContext },
): Findings['differences'][number] {
  const [name] = namesOf(row, table);
  const near = name === undefined ? undefined : nearest(name, [...others.keys()]);
  const found = near === undefined ? undefined : others.get(near);
  return loneDifference({
    verdict: 'failed',
    line: row.line,
    expected: row.text,
    found: found?.text ?? '',
    ...(name === undefined
      ? { cause: 'no such row' }
      : (goneAgain(row, { table, context }) ?? missingName(name, row.line, context))),
  });
}

/** Of an object that an earlier line shows and that is in the list no more. */
function goneAgain(
  row: Row,
  { table, context: { correspondence } }: { table: Table; context: MatchContext },
): { readonly cause: string } | undefined {
  for (const name of namesOf(row, table)) {
    for (const space of ['generated name', 'id'] as const) {
      const entry = correspondence.documented(space, name);
      if (entry?.live !== undefined && entry.line < row.line)
        return { cause: `${name} of line ${entry.line} is not listed` };
    }
  }
  return undefined;
}

/** A typing mistake is looked for in a list a reader could look through. */
const MOST_NEAR = 30;

function reportExtra(
  extra: readonly Row[],
  { document, context, findings }: { document: Table; context: MatchContext; findings: Findings },
): void {
  const line: Line = document.rows.at(-1) ?? document.header;
  for (const row of extra) {
    const names = namesOf(row, document);
    if (!names.some((name) => context.made(name))) continue;
    findings.differences.push(
      loneDifference({
        kind: 'extra row',
        verdict: 'drifted',
        line: line.line,
        expected: '',
        found: row.text,
        cause: `${names[0]} is listed too`,
      }),
    );
  }
}
