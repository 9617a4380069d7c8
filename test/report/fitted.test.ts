import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fitted } from '../../src/report/fitted.ts';

test('a short text is padded, a long one cut with an ellipsis', () => {
  assert.is(fitted('abc', 5), 'abc  ');
  assert.is(fitted('abcdef', 5), 'abcd…');
  assert.is(fitted('abcde', 5), 'abcde');
});

test('wide characters count two columns and are never cut in half', () => {
  assert.is(fitted('漢字漢字', 6), '漢字… ');
  assert.is(fitted('漢字', 6), '漢字  ');
});

test.run();
