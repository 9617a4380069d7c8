import type { LabResult } from '../model/event.ts';
import type { SkipReason } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { reportBug } from './bug.ts';
import { problemLine } from './documents.ts';
import { EXIT } from './exit-status.ts';

/** What a run came to, as far as its exit status depends on it. */
export interface Outcome {
  readonly results: readonly LabResult[];
  /** Why there is no engine to run labs on. */
  readonly problem: Problem | undefined;
  /** Reports that could not be written, with the reason. */
  readonly broken: readonly string[];
  /** What ended labs that is a bug of labproof's. */
  readonly bugs: readonly unknown[];
}

export interface Demands {
  readonly strict: boolean;
  readonly requireAll: boolean;
  readonly failOnSkip: ReadonlySet<SkipReason>;
  readonly keep: 'never' | 'always' | 'on-failure';
}

/**
 * The exit status, worst cause first; says on standard error what no report says, of a run that was interrupted only
 * what was not to be expected.
 */
export function statusOf(outcome: Outcome, demands: Demands, interrupted = false): number {
  for (const bug of outcome.bugs) reportBug(bug);
  for (const name of outcome.broken) process.stderr.write(`labproof run: report not written: ${name}\n`);
  const { status, problem } = judged(outcome, demands);
  return complain(problem && !interrupted ? [problem] : [], status);
}

/** What a run comes to, and why where no report says it. */
export function judged(
  { results, problem, broken, bugs }: Outcome,
  demands: Demands,
): { readonly status: number; readonly problem?: Problem } {
  if (bugs.length > 0) return { status: EXIT.internal, ...(problem && { problem }) };
  if (problem) return { status: EXIT.noEnvironment, problem };
  if (broken.length > 0) return { status: EXIT.cannotWrite };
  const verdicts = results.flatMap(({ commands, steps }) => [
    ...commands.map(({ verdict }) => verdict),
    ...steps.flatMap(({ checks }) => checks.map(({ verdict }) => verdict)),
  ]);
  if (verdicts.includes('failed') || results.some(({ verdict }) => verdict === 'failed'))
    return { status: EXIT.failed };
  const refused = refusedSkips(results, demands.failOnSkip);
  if (refused) return { status: EXIT.failed, problem: refused };
  if (verdicts.every((verdict) => verdict === 'skipped'))
    return { status: EXIT.nothingToRun, problem: NOTHING_RAN };
  if (demands.strict && verdicts.includes('drifted')) return { status: EXIT.failed };
  if (demands.requireAll && verdicts.includes('skipped')) return { status: EXIT.failed };
  const left = results.some(({ cleanup }) => cleanup.left.length > 0 && demands.keep === 'never');
  return { status: left ? EXIT.failed : EXIT.passed };
}

/** Of a run beside which documents were refused: what failed is worse, and that worse than nothing to run. */
export const withRefused = (status: number, refused: readonly Problem[]): number =>
  refused.length > 0 && (status === EXIT.passed || status === EXIT.nothingToRun) ? EXIT.usage : status;

/** Says which skips fail the run, as no other report does. */
export function refusedSkips(
  results: readonly LabResult[],
  reasons: ReadonlySet<SkipReason>,
): Problem | undefined {
  const skipped = results
    .flatMap(({ file, commands }) => commands.map((command) => ({ file, ...command })))
    .filter(({ skip }) => skip && reasons.has(skip.reason));
  const [first] = skipped;
  if (!first?.skip) return undefined;
  const { file, line, skip } = first;
  const more = skipped.length > 1 ? ` and ${skipped.length - 1} more` : '';
  return {
    severity: 'error',
    code: 'fail-on-skip',
    message: `${file}:${line}: skipped (${skip.reason}: ${skip.message})${more}, which --fail-on-skip ${skip.reason} makes a failure`,
    ...(skip.hint === undefined ? {} : { hint: skip.hint }),
  };
}

const NOTHING_RAN: Problem = {
  severity: 'error',
  code: 'nothing-ran',
  message: 'every command was skipped, so nothing was run',
};

/** What is wrong with how labproof was called. */
export const usage = (message: string): Problem => ({ severity: 'error', code: 'usage', message });

export function complain(problems: readonly Problem[], status: number): number {
  for (const problem of problems) process.stderr.write(`labproof run: ${problemLine(problem)}\n`);
  return status;
}
