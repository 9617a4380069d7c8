import { type Coverage, reaches } from './coverage.ts';
import { applied, type Mutant } from './mutants.ts';
import type { Workbench } from './workbench.ts';

/** What became of a mutant: noticed by a test, by one that no longer ended, by none that was run, or reached by none. */
export type Fate = 'killed' | 'timeout' | 'survived' | 'unreached';

export interface Trial {
  readonly fate: Fate;
  /** The test that noticed it. */
  readonly test?: string;
}

export interface TrialOptions {
  readonly path: string;
  readonly text: string;
  readonly tests: ReadonlyMap<string, Coverage>;
  /** How long the tests of one mutant may take in all, in ms. */
  readonly budgetMs: number;
}

/** Runs the tests that reach the mutant, the fastest first, until one notices it. */
export async function tryMutant(
  bench: Workbench,
  mutant: Mutant,
  { path, text, tests, budgetMs }: TrialOptions,
): Promise<Trial> {
  const reaching = [...tests]
    .filter(([, coverage]) => coverage.passes && reaches(coverage, path, mutant.from))
    .sort(([, a], [, b]) => a.durationMs - b.durationMs);
  if (reaching.length === 0) return { fate: 'unreached' };
  bench.write(path, applied(text, mutant));
  try {
    let left = budgetMs;
    for (const [test, { durationMs }] of reaching) {
      const result = await bench.run(test, durationMs);
      if (result.faults.some((fault) => fault.startsWith('it took longer'))) return { fate: 'timeout', test };
      if (result.failed > 0) return { fate: 'killed', test };
      left -= result.durationMs;
      if (left < 0) break;
    }
    return { fate: 'survived' };
  } finally {
    bench.mend();
    bench.write(path, text);
  }
}
