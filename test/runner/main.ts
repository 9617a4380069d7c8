import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { repository } from '../support/repository.ts';
import { retryFailed } from './retry.ts';
import type { FileResult } from './run-file.ts';
import { runFile } from './run-file.ts';

/**
 * `node dist/test/runner/main.js [--no-engine] [--retry] [NAME…]`: runs the compiled tests, all or those
 * whose path has one of the names in it; with `--no-engine` only those that start none. With `--retry`
 * a file that failed is run once more, alone, when the others are done; where it passes then, its first
 * failure is shown, and the file named as flaky. uvu passes silently when no file matches, when a file
 * forgets `test.run()`, when a test throws something that is no Error, and more; here each of these
 * fails. The last line is always `N passed, N failed, N skipped`.
 */
async function main(given: readonly string[]): Promise<boolean> {
  const filters = given.filter((name) => !name.startsWith('--'));
  const unknown = given.find((name) => name.startsWith('--') && !OPTIONS.has(name));
  if (unknown !== undefined) {
    console.error(`${unknown} is no option of the test runner: ${[...OPTIONS].join(', ')}`);
    return false;
  }
  const files = (await testFiles(filters)).filter(
    (file) => !given.includes('--no-engine') || !isDockerTest(file),
  );
  const first = await runAll(files, WORKERS);
  const { results, flaky } = given.includes('--retry')
    ? await retryFailed(first, (failing) => runAll(failing, 1))
    : { results: first, flaky: [] };
  const sum = (key: 'passed' | 'failed' | 'skipped') => results.reduce((n, result) => n + result[key], 0);
  const failing = results.filter(({ failed }) => failed > 0);
  if (flaky.length > 0) console.log(`\nflaky, passed when run again: ${flaky.join(' ')}`);
  if (failing.length > 0) console.log(`\nfailed: ${failing.map(({ name }) => name).join(' ')}`);
  if (files.length === 0) console.log(`no test file matches ${filters.join(' ') || 'test/**/*.test.ts'}`);
  const failed = sum('failed') + (files.length === 0 ? 1 : 0);
  const skipped = sum('skipped');
  console.log(`${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0;
}

const OPTIONS: ReadonlySet<string> = new Set(['--no-engine', '--retry']);
/** How many files run at a time; each may start an engine. */
const WORKERS = 2;
/** When a file is given up as one that hangs, in ms: many times what any takes, as a machine may be busy. */
const DEADLINES = { plain: 600_000, docker: 1_500_000 };

/** Compiled tests whose source is there; engine tests first, as they take longest. */
async function testFiles(filters: readonly string[]): Promise<readonly string[]> {
  const top = join(repository(), 'dist');
  const paths = await readdir(join(top, 'test'), { recursive: true });
  const wanted = paths.filter((path) => {
    const source = join('test', path.replace(/\.js$/, '.ts'));
    const isNamed = filters.length === 0 || filters.some((filter) => source.includes(filter));
    return path.endsWith('.test.js') && isNamed && existsSync(join(repository(), source));
  });
  const files = wanted.sort().map((path) => join(top, 'test', path));
  return files.sort((a, b) => Number(isDockerTest(b)) - Number(isDockerTest(a)));
}

async function runAll(files: readonly string[], workers: number): Promise<readonly FileResult[]> {
  const queue = [...files];
  const results: FileResult[] = [];
  const work = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const name = sourceName(file);
      const deadlineMs = isDockerTest(file) ? DEADLINES.docker : DEADLINES.plain;
      const result = await runFile(file, { name, deadlineMs });
      results.push(result);
      console.log(report(result));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

/** `test/…/x.test.ts` of a compiled file. */
function sourceName(file: string): string {
  return relative(join(repository(), 'dist'), file).replace(/\.js$/, '.ts');
}

function isDockerTest(file: string): boolean {
  return file.endsWith('.docker.test.js');
}

function report({ name, passed, failed, durationMs, faults, output }: FileResult): string {
  const seconds = (durationMs / 1000).toFixed(1);
  const line = `${failed > 0 ? '✗' : '✓'} ${name}  ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}  ${seconds}s`;
  if (failed === 0) return line;
  return [line, ...faults.map((fault) => `  ${fault}`), output.trimEnd()].filter(Boolean).join('\n');
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
