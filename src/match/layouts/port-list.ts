import { append } from '../../text/append.ts';
import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { lineDifference } from '../differences.ts';
import { groupBy } from '../group.ts';
import { comparePorts } from './ports.ts';

/** Compares what `docker port` lists, in any order: `80/tcp -> 0.0.0.0:8080`. */
export function comparePortLists(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  if (context.command.verb !== 'port') return undefined;
  const wanted = document.filter(({ text }) => text.trim() !== '');
  const found = live.filter(({ text }) => text.trim() !== '');
  if (![...wanted, ...found].every(({ text }) => ENTRY.test(text.trim()))) return undefined;
  const findings = noFindings();
  const byPort = groupBy(
    found.map(({ text }) => asCell(text)),
    portOf,
  );
  for (const line of wanted) {
    // The twin for IPv6 is not missed, and what more is published is told below.
    const cell = asCell(line.text);
    const free = byPort.get(portOf(cell)) ?? [];
    const at = free
      .slice(0, MOST_TRIED)
      .findIndex(
        (other) => comparePorts({ document: cell, live: other }, siteOf(line, context)).hunks.length === 0,
      );
    const [other] = at < 0 ? [] : free.splice(at, 1);
    const { hunks, verdict, cause, acceptances } = comparePorts(
      { document: cell, live: other ?? '' },
      siteOf(line, context),
    );
    append(findings.acceptances, acceptances);
    const rewritten =
      hunks.length === 0 && other !== undefined && line.text.includes('[') !== other.includes('[');
    if (hunks.length === 0 && !rewritten) continue;
    const whole = [{ document: [{ text: line.text, from: 0, to: line.text.length }], live: [] }];
    findings.differences.push(
      lineDifference(whole, {
        line: line.line,
        expected: line.text,
        found: '',
        verdict: rewritten ? 'drifted' : verdict,
        cause: rewritten ? 'written otherwise' : cause,
      }),
    );
  }
  const free = [...byPort.values()].flat();
  if (free.length > 0 && context.expect !== 'subset') {
    findings.differences.push(
      lineDifference([], {
        line: wanted.at(-1)!.line,
        expected: '',
        found: free.join('\n'),
        verdict: 'drifted',
        cause: `${free.join(', ')} is published too`,
      }),
    );
  }
  return findings;
}

const ENTRY = /^(?:\d{1,5}(?:\/\w{3,4})? -> )?(?:\[[0-9a-f:]*\]|[0-9a-f.:]*):\d{1,5}$/i;

const siteOf = ({ line }: Line, { correspondence }: LayoutContext) => ({ correspondence, line });

/** As the list of containers writes it: `0.0.0.0:8080->80/tcp`. */
function asCell(text: string): string {
  const [port, address] = text.trim().split(' -> ');
  return address === undefined ? `${port}->` : `${address}->${port}`;
}

/** Only ports of one container port can correspond. */
const portOf = (cell: string): string => cell.slice(cell.lastIndexOf('->'));

/** One port is published at few addresses. */
const MOST_TRIED = 20;
