import type { LabResult } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import { problemLine } from './documents.ts';
import { EXIT } from './exit-status.ts';

/** What a run came to, as far as its exit status depends on it. */
export interface Outcome {
  readonly results: readonly LabResult[];
  /** Why there is no engine to run labs on. */
  readonly problem: Problem | undefined;
  /** Reports that could not be written, with the reason. */
  readonly broken: readonly string[];
}

export interface Demands {
  readonly strict: boolean;
  readonly requireAll: boolean;
  readonly keep: 'never' | 'always' | 'on-failure';
}

/** The exit status, worst cause first; says on standard error what no report says. */
export function statusOf({ results, problem, broken }: Outcome, demands: Demands): number {
  for (const name of broken) process.stderr.write(`labproof run: report not written: ${name}\n`);
  if (problem) return complain([problem], EXIT.noEnvironment);
  if (broken.length > 0) return EXIT.cannotWrite;
  const verdicts = results.flatMap(({ commands, steps }) => [
    ...commands.map(({ verdict }) => verdict),
    ...steps.flatMap(({ checks }) => checks.map(({ verdict }) => verdict)),
  ]);
  if (verdicts.includes('failed') || results.some(({ verdict }) => verdict === 'failed')) return EXIT.failed;
  if (verdicts.every((verdict) => verdict === 'skipped')) {
    return complain([NOTHING_RAN], EXIT.nothingToRun);
  }
  if (demands.strict && verdicts.includes('drifted')) return EXIT.failed;
  if (demands.requireAll && verdicts.includes('skipped')) return EXIT.failed;
  return results.some(({ cleanup }) => cleanup.left.length > 0 && demands.keep === 'never')
    ? EXIT.failed
    : EXIT.passed;
}

const NOTHING_RAN: Problem = {
  severity: 'error',
  code: 'nothing-ran',
  message: 'every command was skipped, so nothing was run',
};

export function complain(problems: readonly Problem[], status: number): number {
  for (const problem of problems) process.stderr.write(`labproof run: ${problemLine(problem)}\n`);
  return status;
}
