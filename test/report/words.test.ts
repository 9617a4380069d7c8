import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CommandResult, Difference } from '../../src/model/verdict.ts';
import { explainFailure } from '../../src/report/difference.ts';
import { palette } from '../../src/report/paint.ts';
import { count, duration, lastLine, leftover, skipsByReason, tally } from '../../src/report/words.ts';

test('a duration has tenths of a second below ten, then seconds, then minutes', () => {
  assert.equal([0, 449, 9_949, 9_950, 59_400, 59_600, 125_000].map(duration), [
    '0.0s',
    '0.4s',
    '9.9s',
    '10s',
    '59s',
    '1m 00s',
    '2m 05s',
  ]);
});

test('what was made is counted by kind, a layer of an image not as an image', () => {
  const made = [
    { kind: 'image', id: '1', name: 'shop:1' },
    { kind: 'image', id: '2', name: 'sha256:77' },
    { kind: 'network', id: '3', name: 'wire' },
    { kind: 'network', id: '4', name: 'line' },
  ] as const;
  const cleanup = { made, removed: [], left: [], durationMs: 1 };
  assert.is(leftover([cleanup]), 'nothing: 1 image and 2 networks made and removed');
  assert.is(leftover([{ ...cleanup, made: [made[1]] }]), 'nothing: nothing was made');
  assert.is(
    leftover([{ ...cleanup, left: [{ kind: 'container', id: 'c'.repeat(64), name: '', why: 'busy' }] }]),
    `container ${'c'.repeat(12)} (busy)`,
  );
});

test('verdicts are counted in one order, those that are none left out but in the last line', () => {
  assert.is(tally(['skipped', 'failed', 'passed', 'passed']), '2 passed, 1 failed, 1 skipped (4)');
  assert.is(tally([]), 'none (0)');
  assert.is(lastLine(['passed']), '1 passed, 0 failed, 0 skipped');
  assert.is(lastLine(['drifted']), '0 passed, 0 failed, 0 skipped, 1 drifted');
  assert.is(count(1, 'lab') + count(2, 'lab'), '1 lab2 labs');
});

const difference = (line: number, cause: string): Difference => ({
  line,
  expected: `old ${line}`,
  found: `new ${line}`,
  marks: { expected: [], found: [] },
  cause,
  verdict: 'failed',
});

const result = (more: Partial<CommandResult>): CommandResult => ({
  id: 0,
  line: 7,
  step: 1,
  command: 'docker ps',
  verdict: 'failed',
  reason: '',
  durationMs: 1,
  output: '',
  differences: [],
  acceptances: [],
  checks: [],
  ...more,
});

const told = (more: Partial<CommandResult>, imagesListed = false): readonly string[] =>
  explainFailure(result(more), { file: 'a.md', paint: palette(false), imagesListed });

test('skips are counted by reason, most first', () => {
  const skip = (reason: 'image' | 'network') => result({ skip: { reason, message: '', hint: '' } });
  assert.is(skipsByReason([skip('network'), skip('image'), result({}), skip('image')]), '2 image, 1 network');
});

test('of a command that failed by its exit status few differences are shown, of another many', () => {
  const differences = Array.from({ length: 14 }, (_, index) => difference(index + 8, ''));
  assert.match(told({ differences, exitCode: 1 }).at(-1)!, 'and 12 more differences');
  assert.match(told({ differences, exitCode: 0 }).at(-1)!, 'and 2 more differences');
  assert.is(told({ differences: differences.slice(0, 12), exitCode: 0 }).length, 1 + 2 * 12);
});

test('a cause that several differences have is told once, and not where the verdict says it', () => {
  const differences = [difference(8, 'NAMES is a'), difference(9, 'NAMES is a'), difference(10, 'said')];
  const lines = told({ differences, reason: 'said', exitCode: 0 }).map((line) => line.trim());
  assert.equal(
    ['NAMES is a', 'said'].map((cause) => lines.filter((line) => line === cause).length),
    [1, 1],
  );
});

test('a skipped command is told with what would make it run, an image that is listed elsewhere without', () => {
  const skip = { reason: 'image', message: '', hint: 'docker pull fig', image: 'fig' } as const;
  assert.ok(told({ verdict: 'skipped', skip }).includes('  to run it: docker pull fig'));
  assert.not.ok(told({ verdict: 'skipped', skip }, true).some((line) => line.includes('to run it')));
});

test.run();
