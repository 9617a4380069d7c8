import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { align } from '../../src/text/diff.ts';

const aligned = (left: string, right: string): string =>
  align([...left], [...right])
    .map((pair) => [...left][pair.left])
    .join('');

test('the common elements are paired in order', () => {
  assert.is(aligned('abcde', 'xbcye'), 'bce');
  assert.is(aligned('abc', ''), '');
  assert.is(aligned('', 'abc'), '');
});

test('of two crossing pairs one is kept', () => {
  assert.is(aligned('ab', 'ba').length, 1);
});

test('equal lists are paired element by element', () => {
  assert.equal(align(['x', 'x', 'x'], ['x', 'x', 'x']), [
    { left: 0, right: 0 },
    { left: 1, right: 1 },
    { left: 2, right: 2 },
  ]);
});

test('pairs of long lists are equal, rising and nearly all there are', () => {
  const left = Array.from({ length: 5000 }, (_, index) => `line ${index % 1700}`);
  const right = left.filter((_, index) => index % 10 !== 3);
  const pairs = align(left, right);
  let before = { left: -1, right: -1 };
  for (const pair of pairs) {
    assert.is(left[pair.left], right[pair.right]);
    assert.ok(pair.left > before.left && pair.right > before.right);
    before = pair;
  }
  assert.ok(pairs.length > right.length * 0.9, `${pairs.length} of ${right.length}`);
});

test('lists without anything in common have no pairs', () => {
  const numbers = (from: number): string[] =>
    Array.from({ length: 3000 }, (_, index) => String(from + index));
  assert.equal(align(numbers(0), numbers(10_000)), []);
});

test.run();
