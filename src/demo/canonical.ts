import { hostname, release, tmpdir } from 'node:os';
import type { Correspondence } from '../match/correspondence.ts';
import { splitTables } from '../match/layouts/mixed.ts';
import type { ColumnKind } from '../match/layouts/table-columns.ts';
import type { Table } from '../match/layouts/table-rows.ts';
import { type Token, tokenize } from '../match/tokens.ts';
import type { Plan } from '../plan/plan.ts';
import { plainText } from '../text/ansi.ts';
import { documentForm } from '../update/document-values.ts';
import { CanonicalIdentities } from './canonical-identities.ts';
import { canonicalMeasure } from './canonical-measures.ts';

/**
 * Writes outputs so that nothing of this run is in them: a value that the document has is the
 * document's; another that differs from run to run is one made up for its class, the same in every run.
 */
export class Canonical {
  readonly #correspondence: Correspondence;
  readonly #identities: CanonicalIdentities;
  /** All that the lab's commands and files say: what they give, their outputs may show. */
  readonly #given: string;

  constructor({ plan, correspondence }: { readonly plan: Plan; readonly correspondence: Correspondence }) {
    this.#correspondence = correspondence;
    this.#given = givenBy(plan);
    const subnets = plan.commands.flatMap(({ pins }) =>
      pins.flatMap(({ kind, value }) => (kind === 'subnet' ? [value] : [])),
    );
    this.#identities = new CanonicalIdentities(subnets);
  }

  /** An output as it was written to a terminal, as lines without blanks behind them. */
  output(written: string): string {
    const lines = plainText(written)
      .split('\n')
      .map((line) => withoutNames(line).trimEnd());
    while (lines.at(-1) === '') lines.pop();
    const { tables } = splitTables(lines.map((text, line) => ({ line, text })));
    const texts = lines.map((text) => this.#line(text));
    for (const table of tables) {
      const cells = table.rows.map((row) =>
        row.cells.map((cell, index) => this.#cell(cell, table.columns[index]!.kind)),
      );
      const laid = layOut(table, cells);
      table.rows.forEach((row, index) => {
        // A row that takes several lines is left as it is.
        if (lines[row.line] === row.text.trimEnd()) texts[row.line] = laid[index + 1]!;
      });
      if (lines[table.header.line] === table.header.text.trimEnd()) texts[table.header.line] = laid[0]!;
    }
    return texts.join('\n');
  }

  /** What a cell holds is known from its column. */
  #cell(cell: string, kind: ColumnKind): string {
    const put = this.#line(cell);
    if (put !== cell || this.#given.includes(cell)) return put;
    const short = /^[0-9a-z]{12}(?= \*$|$)/.exec(cell)?.[0];
    if (kind === 'id' && short) return this.#identities.of(short, SHORT_ID) + cell.slice(short.length);
    return kind === 'measure' && /^\d+(?:[.:]\d+)*$/.test(cell) && cell !== '1' ? zeroLike(cell) : put;
  }

  #line(text: string): string {
    let out = '';
    let at = 0;
    for (const token of tokenize(text)) {
      if (!token.valueClass) continue;
      const put = this.#value(token);
      if (put === token.text) continue;
      const between = text.slice(at, token.from);
      out += between + put;
      at = token.to;
      // What comes in columns stays there.
      const blanks = /^ {2,}/.exec(text.slice(at))?.[0].length ?? 0;
      if (blanks > 0) {
        at += blanks;
        out += ' '.repeat(Math.max(2, blanks + token.text.length - put.length));
      }
    }
    return out + text.slice(at);
  }

  #value(token: Token): string {
    const { text, valueClass } = token;
    if (valueClass?.name === 'interface number') return this.#identities.interfaceNumber(text);
    if (valueClass?.kind === 'measure')
      return this.#given.includes(text) ? text : canonicalMeasure(valueClass.name, text);
    const own = this.#documented(token);
    if (own !== text || this.#correspondence.pinOf(text) || this.#given.includes(text)) return own;
    return this.#identities.of(text, valueClass!);
  }

  /** Of an ID of which the document shows a part, the rest is made up. */
  #documented(token: Token): string {
    const { text, valueClass } = token;
    const own = documentForm(token, this.#correspondence);
    const document = this.#correspondence.documentOf(text);
    if (valueClass?.kind !== 'identity' || valueClass.space !== 'id' || document === undefined) return own;
    const shown = document.replace('sha256:', '').length;
    const head = own.startsWith('sha256:') ? 'sha256:'.length : 0;
    return own.slice(0, head + shown) + this.#identities.of(text, valueClass).slice(head + shown);
  }
}

/** In a form that every number of the column can have had. */
const zeroLike = (cell: string): string => (cell.includes(':') ? '00:00' : cell.includes('.') ? '0.0' : '0');

/** Lists of a swarm show twelve digits of base 36. */
const SHORT_ID = {
  kind: 'identity',
  name: 'swarm ID',
  space: 'swarm ID',
  starts: '',
  end: () => -1,
} as const;

function givenBy({ lab, commands }: Plan): string {
  const files = lab.steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'file' ? [action.content] : [])),
  );
  return [...commands.map(({ command }) => command.typed), ...files].join('\n');
}

/** The names of this machine and the folder that the lab ran in. */
function withoutNames(line: string): string {
  let out = line;
  for (const [pattern, put] of NAMES)
    out = out.replace(pattern, (found) => (typeof put === 'string' ? put : put(found)));
  return out;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const NAMES: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  // What only its place tells from a number that counts.
  [/(?<="Pid": ?)[1-9]\d*/g, '100'],
  [/\d+\.\d+(?:\/\d+\.\d+)+(?= ms)/g, (times) => times.replace(/\d+\.\d+/g, '0.1')],
  [new RegExp(`${escaped(tmpdir())}/labproof-\\w{6}(?:/[\\w-]+)?`, 'g'), '/home/you/lab'],
  [new RegExp(`(?<![\\w.-])${escaped(hostname())}(?![\\w-])`, 'g'), 'docker-host'],
  [new RegExp(`(?<![\\w.-])${escaped(release())}(?![\\w-])`, 'g'), '6.1.0'],
];

/**
 * The header and the rows of a table with other cells. The width of a column follows from its cells as
 * in Go's tabwriter: three blanks behind the longest, and at least a width that docker sets.
 */
function layOut({ columns, header, rows }: Table, cells: readonly (readonly string[])[]): readonly string[] {
  const names = columns.map(({ from, to }) => header.text.slice(from, to));
  const lines = [names, ...cells];
  const widths = columns.map(({ from }, index) => {
    const next = columns[index + 1]?.from;
    if (next === undefined) return 0;
    const live = next - from;
    const longest = Math.max(names[index]!.length, ...rows.map((row) => (row.cells[index] ?? '').length));
    const wanted = Math.max(names[index]!.length, ...cells.map((row) => (row[index] ?? '').length));
    const least = MINIMUMS.find((width) => width === live && longest + PADDING <= live) ?? 0;
    return Math.max(least, wanted + (least > 0 ? PADDING : Math.max(1, live - longest)));
  });
  const indent = ' '.repeat(/^ */.exec(header.text)![0].length);
  return lines.map((line) =>
    (indent + line.map((cell, index) => cell.padEnd(widths[index]!)).join('')).trimEnd(),
  );
}

const MINIMUMS = [10, 20];
const PADDING = 3;
