import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fittedTitle, titleCells } from '../../src/demo/title-cells.ts';

test('letters and punctuation of Chinese take two cells, marks none', () => {
  const widths = titleCells('第一：é（ab）e\u0301🚀', 99).map(({ width }) => width);
  assert.equal(widths, [2, 2, 2, 1, 2, 1, 1, 2, 1, 2]);
});

test('what does not fit is cut by cells', () => {
  assert.is(fittedTitle('创建网络', 8), '创建网络');
  assert.is(fittedTitle('创建网络', 7), '创建网…');
  assert.is(fittedTitle('创建网络', 6), '创建…');
});

test.run();
