import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { byPatterns } from '../../src/match/patterns.ts';

const compare = (shown: readonly string[], live: readonly string[]): readonly string[] =>
  byPatterns(
    shown.map((text, index) => ({ line: index + 1, text })),
    live.join('\n'),
  ).differences.map(({ line, found, cause }) => `${line} ${found}: ${cause}`);

for (const [shown, live] of [
  [
    ['a', '/b+/'],
    ['a', 'bbb'],
  ],
  [['/x/?', 'end'], ['end']],
  [
    ['/x/?', 'end'],
    ['x', 'end'],
  ],
  [['/x\\d/*', 'end'], ['end']],
  [
    ['/x\\d/+', 'x9', 'end'],
    ['x1', 'x9', 'x9', 'end'],
  ],
  [
    ['/.*/*', 'mid', '/.*/*'],
    ['a', 'mid', 'b', 'mid'],
  ],
  [['/etc/hosts is a file'], ['/etc/hosts is a file']],
] as const) {
  test(`${shown.join(' ')} stands for ${live.join(' ')}`, () => assert.equal(compare(shown, live), []));
}

for (const [shown, live, difference] of [
  [['/b+/'], ['ab'], '1 ab: the line does not fit it'],
  [['/x/+', 'end'], ['end'], '1 end: the line does not fit it'],
  [['a', '/x/?'], ['a', 'x', 'x'], '2 x: printed too'],
  [['a', 'b'], ['a'], '2 : not printed'],
  [['/a/*', 'b', '/c/'], ['a', 'b', 'd'], '3 d: the line does not fit it'],
] as const) {
  test(`${shown.join(' ')} does not stand for ${live.join(' ')}`, () => {
    assert.equal(compare(shown, live), [difference]);
  });
}

test('what is no pattern is told', () => {
  assert.match(compare(['/(/'], ['x'])[0] ?? '', 'no pattern: ');
});

test('many repeated patterns take no time to speak of', () => {
  const shown = Array.from({ length: 60 }, () => '/.*/*');
  const live = Array.from({ length: 400 }, (_, n) => `line ${n}`);
  assert.is(compare([...shown, 'never'], live).length, 1);
});

test.run();
