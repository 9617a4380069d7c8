import type { Acceptance } from '../model/verdict.ts';
import { legible, legibleLine } from '../report/legible.ts';
import type { PlacedResult } from './last-run.ts';

/** How many lines of a live output are shown. */
const SHOWN = 20;

/**
 * What the last run tells of a line (from 1), as Markdown: of a command what came of it, of its output
 * why each value was accepted; undefined where it tells nothing.
 */
export function hoverText(results: readonly PlacedResult[], line: number): string | undefined {
  for (const placed of results) {
    const { command, result, shift } = placed;
    if (line >= command.span.line && line <= command.span.endLine) return commandText(placed);
    const accepted = result.acceptances.filter((acceptance) => acceptance.line + shift === line);
    if (accepted.length > 0) return acceptedText(accepted);
  }
  return undefined;
}

function commandText({ result }: PlacedResult): string {
  const { verdict, reason, exitCode, durationMs, output, skip } = result;
  const head = [
    `**${verdict}**`,
    ...(exitCode === undefined ? [] : [`exit status ${exitCode}`]),
    ...(verdict === 'skipped' ? [] : [`${(durationMs / 1000).toFixed(1)} s`]),
  ].join(', ');
  const text = legible(output).trimEnd();
  const lines = text === '' ? [] : text.split('\n');
  const rest = lines.length - SHOWN;
  return [
    head,
    ...(reason === '' ? [] : [escaped(reason)]),
    ...(skip?.hint ? [`To run it: ${escaped(skip.hint)}`] : []),
    ...(lines.length === 0 ? [] : [fenced(lines.slice(0, SHOWN).join('\n'))]),
    ...(rest > 0 ? [`and ${rest} more ${rest === 1 ? 'line' : 'lines'}`] : []),
  ].join('\n\n');
}

const acceptedText = (accepted: readonly Acceptance[]): string =>
  accepted
    .map(({ expected, found, reason }) =>
      expected === found
        ? `- ${code(expected)}: ${escaped(reason)}`
        : `- ${code(expected)} stands for ${code(found)}: ${escaped(reason)}`,
    )
    .join('\n');

function fenced(text: string): string {
  const fence = ticksAround(text, 3);
  return `${fence}\n${text}\n${fence}`;
}

function code(value: string): string {
  const text = legibleLine(value);
  const ticks = ticksAround(text, 1);
  return text.includes('`') ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

/** More than stand anywhere in the text in a row, and at least so many. */
function ticksAround(text: string, least: number): string {
  const most = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  return '`'.repeat(Math.max(least, most + 1));
}

/** Plain words, whatever a document or a program put into them. */
const escaped = (text: string): string => legibleLine(text).replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&');
