import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { visibleLine, visibleLines } from '../../src/text/lines.ts';

test('line ends of either kind separate lines, a last one adds none', () => {
  assert.equal(visibleLines('a\r\nb\nc\n'), ['a', 'b', 'c']);
  assert.equal(visibleLines(''), []);
});

test('escape sequences and titles are not seen', () => {
  assert.is(visibleLine('\u001b[1;32mok\u001b[0m\u001b]0;title\u0007!'), 'ok!');
});

test('what a carriage return overwrote is not seen', () => {
  assert.is(visibleLine('10 %\r50 %\rdone'), 'done');
});

test('a backspace takes the character before it', () => {
  assert.is(visibleLine('abx\bc'), 'abc');
});

test('a tab goes to the next multiple of eight', () => {
  assert.is(visibleLine('ab\tc\td'), 'ab      c       d');
  assert.is(visibleLine('\tx'), '        x');
});

test('no-break spaces are blanks and trailing blanks are not seen', () => {
  assert.is(visibleLine('a\u00a0b \t'), 'a b');
});

test.run();
