import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shardOf } from '../../src/cli/shard.ts';

const files = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

function shards(count: number, durations: Readonly<Record<string, number>> = {}) {
  const known = new Map(Object.entries(durations));
  return Array.from({ length: count }, (_, i) => shardOf(files, known, { index: i + 1, count }));
}

for (const count of [1, 2, 3, 7, 10]) {
  test(`every file is in exactly one of ${count} shards`, () => {
    const all = shards(count, { a: 500, d: 20, g: 0 }).flat();
    assert.equal([...all].sort(), files);
  });
}

test('without durations the shards have equally many files, give or take one', () => {
  assert.equal(
    shards(3).map((shard) => shard.length),
    [3, 2, 2],
  );
});

test('a file that takes as long as all others has a shard of its own', () => {
  assert.equal(shards(2, { a: 1, b: 1, c: 1, d: 6, e: 1, f: 1, g: 1 }), [
    ['d'],
    ['a', 'b', 'c', 'e', 'f', 'g'],
  ]);
});

test('a file of unknown duration is taken for one of the median', () => {
  // With g at 10 the loads are even; with g at nothing, or at 100, they are not.
  const known = { a: 10, b: 10, c: 10, d: 100, e: 10, f: 10 };
  assert.equal(shards(2, known), [['d'], ['a', 'b', 'c', 'e', 'f', 'g']]);
});

test('the order in which files are named does not change the shards', () => {
  const durations = new Map(Object.entries({ a: 3, c: 3, e: 3 }));
  const forth = shardOf(files, durations, { index: 1, count: 2 });
  const back = shardOf([...files].reverse(), durations, { index: 1, count: 2 });
  assert.equal([...back].reverse(), forth);
});

test('files of a shard keep their order', () => {
  const own = shardOf(['z', 'y', 'x'], new Map([['x', 9]]), { index: 1, count: 1 });
  assert.equal(own, ['z', 'y', 'x']);
});

test.run();
