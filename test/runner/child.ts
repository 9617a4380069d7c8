import { pathToFileURL } from 'node:url';

/** What one file's tests gave. */
export interface FileReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What is wrong with the file as a whole. */
  readonly fault?: string;
}

/** uvu's own: failures as text (or true for none), and how many passed, were skipped and were to run. */
type SuiteRun = () => Promise<
  readonly [errors: string | true, passed: number, skipped: number, total: number]
>;

/** Collects the suites that a file queues with `test.run()`, as uvu's command line does. */
const uvuGlobals = globalThis as { UVU_DEFER?: number; UVU_QUEUE?: SuiteRun[][]; UVU_INDEX?: number };

async function runTests(file: string): Promise<FileReport> {
  const suites: SuiteRun[] = [];
  Object.assign(uvuGlobals, { UVU_DEFER: 1, UVU_QUEUE: [suites], UVU_INDEX: 0 });
  const { test } = await import('uvu');
  Object.assign(test, {
    only: () => {
      throw new Error('test.only is left in');
    },
  });
  await import(pathToFileURL(file).href);
  const queued = suites.length;
  // Queues what the file has defined since its last test.run(): nothing, if it is right.
  test.run();
  let [passed, failed, skipped] = [0, 0, 0];
  let fault: string | undefined;
  for (const [index, run] of suites.entries()) {
    const [errors, ran, left, total] = await run();
    // A test that throws no Error, or a hook that throws, leaves no text but a smaller number.
    const lost = total - ran;
    if (typeof errors === 'string') process.stdout.write(`\n${errors}\n`);
    else if (lost > 0) process.stdout.write('\na hook threw, or a test threw something that is no Error\n');
    passed += ran;
    failed += lost;
    skipped += left;
    if (index >= queued && total > 0) fault = 'it has tests after its last test.run()';
  }
  if (passed + failed === 0) fault = 'it has no tests';
  return { passed, failed, skipped, ...(fault !== undefined && { fault }) };
}

// An empty await keeps nothing alive: if a test never settles, the process ends without a report.
const report = await runTests(process.argv[2] ?? '');
process.send?.(report);
process.disconnect();
