import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { editDistance } from '../../src/text/edit-distance.ts';
import { nearest } from '../../src/text/nearest.ts';

test('a swap of neighbours is one edit', () => {
  assert.is(editDistance('dokcer', 'docker'), 1);
  assert.is(editDistance('kitten', 'sitting'), 3);
  assert.is(editDistance('', 'abc'), 3);
});

test('the nearest candidate is named in any letter case, a far one is not', () => {
  assert.is(nearest('Timout', ['exit', 'timeout', 'expect']), 'timeout');
  assert.is(nearest('banana', ['exit', 'timeout']), undefined);
  assert.is(nearest('x', []), undefined);
});

test.run();
