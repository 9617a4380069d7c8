import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { lineDifference } from '../differences.ts';
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
  const free = found.map(({ text }) => asCell(text));
  for (const line of wanted) {
    // The twin for IPv6 is not missed, and what more is published is told below.
    const cell = asCell(line.text);
    const at = free.findIndex(
      (other) => comparePorts({ document: cell, live: other }, siteOf(line, context)).hunks.length === 0,
    );
    const [other] = at < 0 ? [] : free.splice(at, 1);
    const { hunks, verdict, cause, acceptances } = comparePorts(
      { document: cell, live: other ?? '' },
      siteOf(line, context),
    );
    findings.acceptances.push(...acceptances);
    const rewritten = hunks.length === 0 && other !== undefined && !sameSpelling(line.text, found, other);
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

function sameSpelling(text: string, live: readonly Line[], cell: string): boolean {
  const other = live.find((line) => asCell(line.text) === cell);
  return (text.includes('[') ? 1 : 0) === (other?.text.includes('[') ? 1 : 0);
}
