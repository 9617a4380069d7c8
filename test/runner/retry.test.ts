import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { retryFailed } from './retry.ts';
import type { FileResult } from './run-file.ts';

test('a file that failed and passes when run again is flaky, and has passed', async () => {
  const ran: string[][] = [];
  const { results, flaky } = await retryFailed([result('a', 0), result('b', 2)], async (files) => {
    ran.push([...files]);
    return [result('b', 0)];
  });
  assert.equal(ran, [['/b.js']]);
  assert.equal(flaky, ['b']);
  assert.equal(counts(results), ['a 0', 'b 0']);
});

test('a file that fails again has failed, with what its second run said', async () => {
  const { results, flaky } = await retryFailed([result('a', 2), result('b', 0)], async () => [
    result('a', 1),
  ]);
  assert.equal(flaky, []);
  assert.equal(counts(results), ['a 1', 'b 0']);
});

test('nothing is run again when all passed, or when many failed', async () => {
  const never = async (): Promise<readonly FileResult[]> => {
    throw new Error('run again');
  };
  assert.equal((await retryFailed([result('a', 0)], never)).flaky, []);
  const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => result(name, 1));
  assert.equal(counts((await retryFailed(many, never)).results), ['a 1', 'b 1', 'c 1', 'd 1', 'e 1', 'f 1']);
});

function result(name: string, failed: number): FileResult {
  const counted = { passed: 1, failed, skipped: 0 };
  return { name, file: `/${name}.js`, ...counted, durationMs: 1, faults: [], output: '' };
}

function counts(results: readonly FileResult[]): readonly string[] {
  return results.map(({ name, failed }) => `${name} ${failed}`);
}

test.run();
