import type { Finding, Level, Rule } from '../lint/finding.ts';
import { RULES } from '../lint/rules.ts';
import { legibleLine } from '../report/legible.ts';
import { palette } from '../report/paint.ts';
import { count } from '../report/words.ts';
import { safeJson } from '../text/log-safe.ts';

export interface LintResult {
  readonly file: string;
  readonly findings: readonly Finding[];
  /** How many findings were put right in the file. */
  readonly fixed: number;
}

export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly fixable: number;
}

export function tally(findings: readonly Finding[]): Tally {
  const of = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  return {
    errors: of('error'),
    warnings: of('warning'),
    infos: of('info'),
    fixable: findings.filter(({ fix }) => fix).length,
  };
}

/** The findings as lines for people, a summary last. */
export function lintText(
  results: readonly LintResult[],
  { quiet, color }: { readonly quiet: boolean; readonly color: boolean },
): string {
  const paint = palette(color);
  const levels: Readonly<Record<Level, string>> = {
    error: paint.red('error'),
    warning: paint.yellow('warning'),
    info: paint.dim('info'),
  };
  const findings = results.flatMap((result) => result.findings);
  const lines = findings
    .filter(({ level }) => !quiet || level !== 'info')
    .map(({ file, line, column, level, rule, message, hint, fix }) => {
      const fixable = fix ? paint.dim(' (--fix)') : '';
      return `${file}:${line}:${column} ${levels[level]} ${paint.bold(rule)} ${legibleLine(message)}\n    ${paint.dim(legibleLine(hint))}${fixable}\n`;
    });
  return `${lines.join('')}${summary(results, tally(findings))}\n`;
}

function summary(results: readonly LintResult[], { errors, warnings, infos, fixable }: Tally): string {
  const fixed = results.reduce((sum, result) => sum + result.fixed, 0);
  const notes = infos > 0 ? `, ${infos} info` : '';
  const repairs = [
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
    ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
  ].join(', ');
  return `${count(errors, 'error')}, ${count(warnings, 'warning')}${notes} in ${count(results.length, 'document')}${repairs && ` (${repairs})`}`;
}

/** The findings as JSON; `fix.edits` are offsets of UTF-16 units in the file as it is now. */
export function lintJson(results: readonly LintResult[]): string {
  const findings = results.flatMap((result) => result.findings);
  const fixed = results.reduce((sum, result) => sum + result.fixed, 0);
  const { errors, warnings, infos, fixable } = tally(findings);
  const summary = { documents: results.length, errors, warnings, infos, fixable, fixed };
  const rows = findings.map(({ rule, level, file, line, column, message, hint, fix }) => ({
    rule,
    level,
    file,
    line,
    column,
    message,
    hint,
    ...(fix ? { fix } : {}),
  }));
  return `${safeJson(JSON.stringify({ version: 1, summary, findings: rows }, undefined, 2))}\n`;
}

export function ruleList(): string {
  return Object.entries<Rule>(RULES)
    .map(([name, { level, summary }]) => `${name.padEnd(24)} ${level.padEnd(8)} ${summary}\n`)
    .join('');
}
