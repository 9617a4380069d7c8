import type { MatchContext } from '../match/context.ts';
import { splitTables } from '../match/layouts/mixed.ts';
import { compareCell } from '../match/layouts/table-cells.ts';
import type { Row, Table } from '../match/layouts/table-rows.ts';
import type { Difference } from '../model/verdict.ts';
import { inDocumentValues } from './document-values.ts';
import { applied, type Draft, type Edit } from './draft.ts';
import { editLines, type Sides } from './line-edits.ts';
import { editsTo } from './meeting-texts.ts';

/** Writes what differs in tables cell by cell, with their columns kept, and the lines around them. */
export function editTables(draft: Draft, { document, live, differences, context }: Sides): boolean {
  const wanted = splitTables(document);
  const found = splitTables(live);
  const outside = new Set(wanted.text.map(({ line }) => line));
  const gone = new Set<number>();
  for (const difference of differences) {
    const table = wanted.tables.find(
      ({ header, rows }) =>
        header.line === difference.line || rows.some(({ line }) => line === difference.line),
    );
    if (!table || difference.expected === table.header.text) continue;
    const row = rowOf(found.tables, difference.found);
    if (difference.expected === '') {
      if (row) draft.insertAfter(difference.line, [newRow(table, row, context)]);
    } else if (difference.verdict === 'drifted') continue;
    else if (!row) for (const line of linesOf(document, table, difference)) gone.add(line);
    else if (!editRow(draft, { table, document: shownRow(table, difference), live: row, context }))
      return false;
  }
  draft.remove(gone);
  const text = document.filter(({ line }) => outside.has(line));
  if (!differences.some(({ line, verdict }) => verdict === 'failed' && outside.has(line))) return true;
  return editLines(draft, { document: text, live: found.text, differences, context });
}

interface LiveRow {
  readonly row: Row;
  readonly table: Table;
}

function rowOf(tables: readonly Table[], text: string): LiveRow | undefined {
  for (const table of tables) {
    const row = table.rows.find((candidate) => candidate.text === text);
    if (row) return { row, table };
  }
  return undefined;
}

const shownRow = ({ rows }: Table, { line }: Difference): Row => rows.find((row) => row.line === line)!;

/** The lines of a row, which a narrow terminal may have broken. */
function linesOf(document: Sides['document'], { rows }: Table, { line }: Difference): readonly number[] {
  const next = rows.find((row) => row.line > line)?.line;
  const start = document.findIndex((candidate) => candidate.line === line);
  const row = rows.find((candidate) => candidate.line === line)!;
  const lines: number[] = [];
  let shown = '';
  for (const candidate of document.slice(start)) {
    if (candidate.line === next || shown.length >= row.text.trimEnd().length) break;
    lines.push(candidate.line);
    shown += candidate.text;
  }
  return lines;
}

/** The cell of a live row under a documented column; undefined where there is no such column. */
function liveCell({ row, table }: LiveRow, name: string): string | undefined {
  const at = table.columns.findIndex((column) => column.name === name);
  return at < 0 ? undefined : (row.cells[at] ?? '');
}

function editRow(
  draft: Draft,
  {
    table,
    document,
    live,
    context,
  }: {
    readonly table: Table;
    readonly document: Row;
    readonly live: LiveRow;
    readonly context: MatchContext;
  },
): boolean {
  const edits: Edit[] = [];
  let at = 0;
  table.columns.forEach((column, index) => {
    const cell = document.cells[index] ?? '';
    const start = cell === '' ? -1 : document.text.indexOf(cell, at);
    const found = liveCell(live, column.name);
    if (start >= 0) at = start + cell.length;
    if (found === undefined || isSameCell({ table, index, document, live, context })) return;
    const put = applied(cell, editsTo(cell, found, context.correspondence));
    if (cell === '') edits.push(filled(document.text, { from: Math.max(at, column.from), put }));
    else edits.push(padded(document.text, { from: start, to: start + cell.length, put }));
  });
  return draft.editShown(document.line, document.text, edits);
}

function isSameCell({
  table,
  index,
  document,
  live,
  context,
}: {
  readonly table: Table;
  readonly index: number;
  readonly document: Row;
  readonly live: LiveRow;
  readonly context: MatchContext;
}): boolean {
  const column = table.columns[index]!;
  const { hunks, verdict } = context.correspondence.peek(() =>
    compareCell(
      {
        column,
        document: document.cells[index] ?? '',
        live: liveCell(live, column.name) ?? '',
        liveFrom: 0,
      },
      { row: document, liveRow: live.row, table, context },
    ),
  );
  return hunks.length === 0 || verdict === 'drifted';
}

/** The blanks behind a cell grow or shrink with it, so that the next one stays in its column. */
function padded(row: string, { from, to, put }: Edit): Edit {
  const blanks = /^ */.exec(row.slice(to))![0].length;
  if (to + blanks >= row.length) return { from, to, put };
  const width = to + blanks - from;
  return { from, to: to + blanks, put: put.padEnd(Math.max(width, put.length + 2)) };
}

/** A cell for an empty place in a row. */
function filled(row: string, { from, put }: Omit<Edit, 'to'>): Edit {
  if (from >= row.length)
    return { from: row.length, to: row.length, put: ' '.repeat(from - row.length) + put };
  const blanks = /^ */.exec(row.slice(from))![0].length;
  return { from, to: from + blanks, put: put.padEnd(Math.max(blanks, put.length + 2)) };
}

/** A live row in the columns of the document's table. */
function newRow({ columns }: Table, live: LiveRow, { correspondence }: MatchContext): string {
  let row = '';
  for (const { name, from } of columns) {
    const cell = inDocumentValues(liveCell(live, name) ?? '', correspondence);
    if (cell === '') continue;
    row = row.padEnd(row === '' ? from : Math.max(from, row.length + 2)) + cell;
  }
  return row;
}
