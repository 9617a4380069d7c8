import { type Alarms, type Measures, methods, type Score } from './measure.ts';
import type { ProgramMeasures } from './program-measure.ts';

/** The figures as docs/matching.md shows them, in Markdown. */
export function tablesOf({ alarms, renamed, rows, overall, commands }: Measures): string {
  const alarmRow = ({ document, live, passed, drifted, failed }: Alarms, note = ''): readonly string[] => [
    `${engineOf(document)}${note}`,
    engineOf(live),
    ...[passed, drifted, failed].map(String),
  ];
  return [
    `Of ${commands} commands, those with the same exit status on both sides:`,
    '',
    ...table(
      ['documented', 'live', 'passed', 'drifted', 'failed'],
      [...alarms.map((pair) => alarmRow(pair)), alarmRow(renamed, ', volatile values renamed')],
    ),
    '',
    `Of ${overall.tried} outputs with one fact changed, ${percent(overall)} fail; by the kind of fact and method:`,
    '',
    ...table(
      ['changed', 'mutants', ...methods],
      rows.map(({ kind, scores }) => [
        kind === 'unchanged' ? 'nothing' : kind,
        String(scores.labproof.tried),
        ...methods.map((method) => percent(scores[method])),
      ]),
    ),
  ].join('\n');
}

/** The figures of programs other than docker. */
export function programTablesOf({
  commands,
  passed,
  drifted,
  failed,
  rows,
  overall,
}: ProgramMeasures): string {
  return [
    `Of ${commands} commands of other programs (node, npm, git, python, curl, sqlite, psql, ls, ip, ps, …), run twice: ${passed} passed, ${drifted} drifted, ${failed} failed.`,
    `Of ${overall.tried} of their outputs with one fact changed, ${percent(overall)} fail:`,
    '',
    ...table(
      ['changed', 'mutants', 'labproof'],
      rows.map(({ kind, score }) => [kind, String(score.tried), percent(score)]),
    ),
  ].join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)];
}

const ENGINES: Readonly<Record<string, string>> = { 20: '20.10', 26: '26.1', 28: '28.5' };
const engineOf = (recording: string): string => ENGINES[recording.slice(0, 2)] ?? recording;

/** Rounded down, so that 100 % means all. */
function percent({ found, tried }: Score): string {
  return tried === 0 ? '-' : `${(Math.floor((1000 * found) / tried) / 10).toFixed(1)} %`;
}
