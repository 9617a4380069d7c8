import { type Findings, type Line, type MatchContext, noFindings } from '../context.ts';
import { compareLines } from './lines.ts';
import { compareTables } from './table.ts';
import { readTable, type Table } from './table-rows.ts';

/** Compares texts with tables in them: table with table, in order, and the rest line by line. */
export function compareMixed(
  document: readonly Line[],
  live: readonly Line[],
  context: MatchContext,
): Findings {
  const findings = noFindings();
  const wanted = splitTables(document);
  const found = splitTables(live);
  const free = [...found.tables].reverse();
  const text = [...wanted.text];
  for (const table of wanted.tables) {
    // The next in order is last, which costs nothing to take away.
    const nearby = free.slice(-MOST_TRIED).reverse();
    const best = bestTable(table, nearby);
    const at = free.length - 1 - best;
    if (best < 0) {
      text.push(table.header, ...table.rows);
      continue;
    }
    const [other] = free.splice(at, 1);
    add(findings, compareTables(table, other!, context));
  }
  const rest = [...found.text, ...free.reverse().flatMap(({ header, rows }) => [header, ...rows])];
  if (text.length + rest.length > 0) add(findings, compareLines(text, rest, context));
  return findings;
}

/** A reader would not look further for a table. */
const MOST_TRIED = 50;

function add(findings: Findings, { differences, acceptances }: Findings): void {
  for (const difference of differences) findings.differences.push(difference);
  for (const acceptance of acceptances) findings.acceptances.push(acceptance);
}

/** The tables of a text, and the lines that are in none. */
export function splitTables(lines: readonly Line[]): {
  readonly tables: readonly Table[];
  readonly text: readonly Line[];
} {
  const tables: Table[] = [];
  const text: Line[] = [];
  for (let at = 0; at < lines.length; ) {
    const read = readTable(lines, at);
    if (read) tables.push(read.table);
    else if (lines[at]!.text.trim() !== '') text.push(lines[at]!);
    at = read?.end ?? at + 1;
  }
  return { tables, text };
}

/** The first table with most of the headers; -1 when none has any. */
export function bestTable({ columns }: Table, tables: readonly Table[]): number {
  const wanted = new Set(columns.map(({ name }) => name));
  let best = -1;
  let most = 0;
  for (let at = 0; at < tables.length && most < wanted.size; at += 1) {
    const score = tables[at]!.columns.filter(({ name }) => wanted.has(name)).length;
    if (score <= most) continue;
    most = score;
    best = at;
  }
  return best;
}
