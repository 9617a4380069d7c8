import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver/node';
import type { Finding, Level } from '../model/finding.ts';
import type { Difference } from '../model/verdict.ts';
import { legible } from '../report/legible.ts';
import type { PlacedResult } from './last-run.ts';

/** Who says it: what the text alone tells, or what the last run came to. */
export const SOURCES = { lint: 'labproof', run: 'labproof run' } as const;

const SEVERITIES: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What lint found in a document with these lines. */
export const lintDiagnostics = (
  findings: readonly Finding[],
  lines: readonly string[],
): readonly Diagnostic[] =>
  findings.map(({ line, column, rule, level, message, hint }) => ({
    range: untilEnd(lines, line, column),
    severity: SEVERITIES[level],
    source: SOURCES.lint,
    code: rule,
    message: legible(`${message}; ${hint}`),
  }));

/** What does not hold, by the last run: a mark at each line that differs, else at the command. */
export const runDiagnostics = (
  results: readonly PlacedResult[],
  lines: readonly string[],
): readonly Diagnostic[] =>
  results
    .flatMap((placed) => marksOf(placed, lines))
    .map((mark) => ({ ...mark, message: legible(String(mark.message)) }));

function marksOf({ command, result, shift }: PlacedResult, lines: readonly string[]): readonly Diagnostic[] {
  const { verdict, reason, differences, checks, skip } = result;
  const own = { source: SOURCES.run, code: skip?.reason ?? verdict };
  const broken = checks
    .filter((check) => check.verdict === 'failed')
    .map(({ line, sentence, found }) => ({
      ...own,
      severity: DiagnosticSeverity.Error,
      range: untilEnd(lines, line + shift),
      message: found === '' ? `does not hold: ${sentence}` : `does not hold: ${sentence} (found ${found})`,
    }));
  if (verdict === 'passed') return broken;
  if (verdict === 'skipped') {
    const message = `skipped: ${reason}${skip?.hint ? `; to run it: ${skip.hint}` : ''}`;
    const range = untilEnd(lines, command.span.line, command.span.column);
    return [...broken, { ...own, severity: DiagnosticSeverity.Hint, range, message }];
  }
  if (differences.length === 0) {
    const range = untilEnd(lines, command.span.line, command.span.column);
    const severity = verdict === 'failed' ? DiagnosticSeverity.Error : DiagnosticSeverity.Information;
    // A check that does not hold is why it failed, and says it itself.
    return broken.length > 0 ? broken : [{ ...own, severity, range, message: reason }];
  }
  const lineOf = ({ line }: Difference): number => line + shift;
  const marks = [...new Set(differences.map(lineOf))].map((line) => {
    const ofLine = differences.filter((difference) => lineOf(difference) === line);
    const failed = ofLine.some((difference) => difference.verdict === 'failed');
    return {
      source: SOURCES.run,
      code: failed ? 'failed' : 'drifted',
      severity: failed ? DiagnosticSeverity.Error : DiagnosticSeverity.Information,
      range: rangeOf(ofLine, { line, lines }),
      message: messageOf(ofLine, reason),
    };
  });
  return [...broken, ...marks];
}

/** How many lines of what a run shows are told at one mark. */
const SHOWN = 12;

/** What is wrong with a line, and what a run shows in its place. */
function messageOf(differences: readonly Difference[], reason: string): string {
  const [worst] = differences.toSorted(
    (a, b) => Number(b.verdict === 'failed') - Number(a.verdict === 'failed'),
  );
  const why = worst!.cause === '' ? reason : worst!.cause;
  const found = differences.flatMap((difference) => (difference.found === '' ? [] : [difference.found]));
  const rest = found.length - SHOWN;
  return [
    ...(why === '' ? [] : [why]),
    found.length === 0 ? 'a run does not show this' : `a run shows: ${found.slice(0, SHOWN).join('\n')}`,
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join('\n');
}

/** The part of the line that differs, where one difference knows it; else all of it. */
function rangeOf(
  differences: readonly Difference[],
  { line, lines }: { readonly line: number; readonly lines: readonly string[] },
): Range {
  const stated = differences.filter(({ expected }) => expected !== '');
  const [{ expected = '', marks } = { marks: { expected: [] } }] = stated;
  const [first] = marks.expected;
  const last = marks.expected.at(-1);
  const at = (lines[line - 1] ?? '').indexOf(expected);
  if (stated.length !== 1 || !first || !last || at < 0) return untilEnd(lines, line);
  return {
    start: { line: line - 1, character: at + first.from },
    end: { line: line - 1, character: at + last.to },
  };
}

/** From a place, or from the first letter of its line, to the end of the line; lines count from 1. */
function untilEnd(lines: readonly string[], line: number, column?: number): Range {
  const text = lines[line - 1] ?? '';
  const end = text.trimEnd().length;
  const start = Math.min(column === undefined ? text.length - text.trimStart().length : column - 1, end);
  return { start: { line: line - 1, character: start }, end: { line: line - 1, character: end } };
}
