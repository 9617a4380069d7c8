import { missingName } from '../causes.ts';
import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { loneDifference } from '../differences.ts';
import { composedName } from './composed-name.ts';
import { comparePorts } from './ports.ts';
import { type Row, readTable } from './table-rows.ts';

/**
 * Compares the list of version 1 of Compose (`Name  Command  State  Ports` over a rule) with that of
 * version 2. The form differs in any case; the facts are the services, their states and ports.
 */
export function compareComposeLists(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  const head = document.findIndex(({ text }) => HEADER.test(text));
  const liveHead = live.findIndex(({ text }) => /^NAME\s.*\bSERVICE\b/.test(text));
  if (head < 0 || liveHead < 0 || !/^-{20,}$/.test(document[head + 1]?.text.trim() ?? '')) return undefined;
  const table = readTable(live, liveHead)?.table;
  if (!table) return undefined;
  const cell = ({ cells }: Row, name: string): string =>
    cells[table.columns.findIndex((column) => column.name === name)] ?? '';
  const rows = new Map(table.rows.map((row) => [cell(row, 'NAME'), row]));
  const findings = noFindings();
  const header = document[head]!;
  findings.differences.push(
    loneDifference({
      verdict: 'drifted',
      line: header.line,
      expected: header.text,
      found: table.header.text,
      cause: 'version 2 of Compose lists other columns',
    }),
  );
  for (const { line, text } of document.slice(head + 2)) {
    const service = read(text);
    if (!service) continue;
    const row = rows.get(composedName(service.name)) ?? rows.get(service.name);
    const fail = (cause: string): void => {
      findings.differences.push(
        loneDifference({ verdict: 'failed', line, expected: text, found: row?.text ?? '', cause }),
      );
    };
    if (!row) {
      fail(missingName(service.name, line, context).cause);
      continue;
    }
    const status = cell(row, 'STATUS');
    const exit = /^Exit (\d+)/.exec(service.state)?.[1];
    const agrees =
      exit === undefined
        ? status.startsWith(service.state.split(' ', 1)[0]!)
        : status.startsWith(`Exited (${exit})`);
    if (!agrees) fail(`the state is ${status || 'not shown: it does not run'}`);
    const ports = comparePorts(
      { document: service.ports, live: cell(row, 'PORTS') },
      { correspondence: context.correspondence, line },
    );
    if (ports.hunks.length > 0 && ports.verdict === 'failed') fail(ports.cause);
  }
  return findings;
}

const HEADER = /^\s*Name\s{2,}Command\s{2,}State(?:\s{2,}Ports)?\s*$/;

interface Service {
  readonly name: string;
  readonly state: string;
  readonly ports: string;
}

/** A row; lines on which a long cell goes on have no state. */
function read(text: string): Service | undefined {
  const cells = text.trim().split(/ {2,}/);
  const at = cells.findIndex((cell) =>
    /^(?:Up|Exit \d+|Restarting|Paused|Ghost|Created)(?: \([^)]*\))?$/.test(cell),
  );
  if (at < 1 || text.startsWith(' ')) return undefined;
  return { name: cells[0]!, state: cells[at]!, ports: cells.slice(at + 1).join(' ') };
}
