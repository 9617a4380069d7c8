import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Verdict } from '../../src/model/verdict.ts';
import { courseOf, type PastRun, standingOf, trendOf, usualTime } from '../../src/report/trend.ts';

/** A run of a day, with what each lab came to and took. */
function run(day: number, labs: Readonly<Record<string, Verdict>>, more: Partial<PastRun> = {}): PastRun {
  return {
    startedAt: `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`,
    labs: Object.entries(labs).map(([file, verdict]) => ({
      file,
      verdict,
      durationMs: day * 1000,
      failed: verdict === 'failed' ? 1 : 0,
      commands: 2,
    })),
    ...more,
  };
}

const days = (runs: readonly PastRun[]): readonly number[] =>
  runs.map(({ startedAt }) => Number(startedAt.slice(8, 10)));

test('runs are in the order of time, the last one last, and no more than fit', () => {
  assert.equal(days(trendOf([run(3, {}), run(1, {}), run(2, {})], run(4, {}))), [1, 2, 3, 4]);
  const many = Array.from({ length: 26 }, (_, index) => run(index + 1, {}));
  const twice = [...many, ...many.map((one) => ({ ...one, startedAt: one.startedAt.replace('03-', '02-') }))];
  const trend = trendOf(twice, run(27, {}));
  assert.is(trend.length, 31);
  assert.is(trend.at(-2)!.startedAt.slice(0, 10), '2026-03-26');
});

test('the last run and what came after it are not earlier ones', () => {
  const earlier = [run(1, {}), run(4, {}), run(5, {}), run(2, {}, { ci: '77' })];
  assert.equal(days(trendOf(earlier, run(4, {}, { ci: '77' }))), [1, 4]);
});

test('the parts of one CI run are one; a part that was run again counts as it was at last', () => {
  const ci = { ci: '7' };
  const parts = [
    run(1, { 'a.md': 'failed' }, ci),
    run(2, { 'b.md': 'passed' }, ci),
    run(3, { 'a.md': 'passed' }, ci),
  ];
  const [first, ...others] = trendOf(parts, run(9, {}));
  assert.is(others.length, 1);
  assert.equal(first!.labs.map(({ file, verdict }) => `${file} ${verdict}`).toSorted(), [
    'a.md passed',
    'b.md passed',
  ]);
});

test('a lab that one run reports of several engines is as on the worst of them', () => {
  const { labs } = run(1, { 'a.md': 'passed' });
  const twice = { ...run(1, {}), labs: [...labs, ...run(1, { 'a.md': 'failed' }).labs] };
  const [first] = trendOf([twice], run(2, {}));
  assert.equal(
    first!.labs.map(({ verdict, failed, commands }) => [verdict, failed, commands]),
    [['failed', 1, 4]],
  );
});

test('since when a lab fails or holds, and in how many runs', () => {
  const standing = (...verdicts: readonly (Verdict | undefined)[]) => {
    const runs = verdicts.map((verdict, day) => run(day + 1, verdict ? { 'a.md': verdict } : {}));
    const { fails, since, runs: times } = standingOf(courseOf(runs, 'a.md'));
    return [fails, since && Number(since.startedAt.slice(8, 10)), times];
  };
  assert.equal(standing('passed', 'failed', 'failed'), [true, 2, 2]);
  assert.equal(standing('failed', 'drifted', undefined, 'passed'), [false, 2, 2]);
  assert.equal(standing('passed', undefined, 'passed'), [false, undefined, 2]);
  assert.equal(standing('failed'), [true, undefined, 1]);
});

test('the usual time is that in the middle of the earlier runs that did not fail', () => {
  const usual = (...verdicts: readonly Verdict[]) =>
    usualTime(
      courseOf(
        verdicts.map((verdict, day) => run(day + 1, { 'a.md': verdict })),
        'a.md',
      ),
    );
  assert.is(usual('passed', 'passed', 'drifted', 'failed', 'passed'), 2_000);
  assert.is(usual('passed', 'passed', 'passed', 'passed', 'passed'), 2_000);
  assert.is(usual('failed', 'passed'), undefined);
  assert.is(usual('passed'), undefined);
});

test.run();
