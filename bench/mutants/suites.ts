/** Stands for uvu in files of tests that are run many times in one process. */

interface Suite {
  (name: string, run: () => unknown): void;
  run(): void;
  skip(): void;
  before(run: () => unknown): void;
}

export interface Test {
  readonly file: string;
  readonly name: string;
  readonly run: () => unknown;
  readonly before: readonly (() => unknown)[];
  ms: number;
  passes: boolean;
  reached: ReadonlySet<number>;
}

export const tests: Test[] = [];

/** Stands for uvu's `test` in the files of tests. */
export function suiteOf(file: string): Suite {
  const before: (() => unknown)[] = [];
  const suite = (name: string, run: () => unknown): void => {
    tests.push({ file, name, run, before, ms: 0, passes: true, reached: new Set() });
  };
  return Object.assign(suite, {
    run: () => undefined,
    skip: () => undefined,
    before: (run: () => unknown) => void before.push(run),
  });
}
