import type { FileResult } from './run-file.ts';

/** More files than this fail for a reason that running them again does not take away. */
const MOST_RETRIED = 5;

export interface Retried {
  /** Each file's result, the second run's where there was one. */
  readonly results: readonly FileResult[];
  /** Names of the files that passed in the second run only. */
  readonly flaky: readonly string[];
}

/** Runs the files that failed once more, if they are few; a file that fails again has failed. */
export async function retryFailed(
  results: readonly FileResult[],
  run: (files: readonly string[]) => Promise<readonly FileResult[]>,
): Promise<Retried> {
  const failing = results.filter(({ failed }) => failed > 0);
  if (failing.length === 0 || failing.length > MOST_RETRIED) return { results, flaky: [] };
  console.log(`\nrun again: ${failing.map(({ name }) => name).join(' ')}`);
  const again = await run(failing.map(({ file }) => file));
  const second = new Map(again.map((result) => [result.file, result]));
  return {
    results: results.map((result) => second.get(result.file) ?? result),
    flaky: again.filter(({ failed }) => failed === 0).map(({ name }) => name),
  };
}
