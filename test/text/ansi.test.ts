import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plainText, terminalText } from '../../src/text/ansi.ts';

test('colours, titles and modes leave no trace', () => {
  assert.is(
    plainText('\u001b[1;32mok\u001b[0m \u001b]0;title\u0007\u001b[?2004hdone\u001b(B\n'),
    'ok done\n',
  );
});

test('line ends of terminals are line ends, however many carriage returns they have', () => {
  assert.is(plainText('a\r\nb\r\r\nc\n'), 'a\nb\nc\n');
});

test('text after a carriage return takes the place of what was there', () => {
  assert.is(plainText('10%\r 20%\r100%\nok\n'), '100%\nok\n');
  assert.is(plainText('longer line\rshort\n'), 'shortr line\n');
});

test('a backspace moves back and erases nothing', () => {
  assert.is(plainText('abc\b\bX'), 'aXc');
  assert.is(plainText('a\b\b\bX'), 'X');
});

test('erasing cuts the line at the cursor, up to it, or all of it', () => {
  assert.is(plainText('abcdef\u001b[3D\u001b[K'), 'abc');
  assert.is(plainText('abcdef\u001b[4D\u001b[1K'), '   def');
  assert.is(plainText('abcdef\u001b[2K\rx'), 'x');
});

test('moving up rewrites an earlier line, also one from an earlier chunk', () => {
  const terminal = terminalText();
  const settled =
    terminal.write('one: pulling\r\ntwo: pulling\r\n') +
    terminal.write('\u001b[2A\u001b[2K\rone: done\u001b[2B\r');
  assert.is(settled + terminal.end(), 'one: done\ntwo: pulling\n');
});

test('characters are inserted and deleted in a line', () => {
  assert.is(plainText('ac\u001b[D\u001b[@b'), 'abc');
  assert.is(plainText('abbc\u001b[3D\u001b[P'), 'abc');
});

test('bells, nulls and stray escapes are dropped, tabs are kept', () => {
  assert.is(plainText('a\u0007b\u0000c\td\u001b\u001b[mE\n'), 'abc\tdE\n');
});

test('cutting the stream anywhere changes nothing', () => {
  const text =
    'a\u001b[31mred\u001b[0m\r\n\u001b]0;t\u001b\\50%\r60%\b!\r\n\u001b[1A\u001b[2Kx\u001b[1B\rend\r\nä😀\n';
  const whole = plainText(text);
  for (let cut = 1; cut < text.length; cut += 1) {
    const terminal = terminalText();
    const parts = terminal.write(text.slice(0, cut)) + terminal.write(text.slice(cut)) + terminal.end();
    assert.is(parts, whole, `cut at ${cut}`);
  }
});

test('what may still change is pending', () => {
  const terminal = terminalText();
  const settled = terminal.write('done\nlogin: ');
  assert.is((settled + terminal.pending()).split('\n').at(-1), 'login: ');
  terminal.end();
  assert.is(terminal.pending(), '');
});

test('an endless line is given out in pieces rather than held', () => {
  const terminal = terminalText();
  let given = 0;
  for (let chunk = 0; chunk < 64; chunk += 1) given += terminal.write('x'.repeat(65_536)).length;
  assert.ok(terminal.pending().length <= 2 * 65_536);
  assert.is(given + terminal.end().length, 64 * 65_536);
});

test('a screen that is drawn on for long gives out the lines that left it', () => {
  const terminal = terminalText();
  let text = terminal.write('\rstart\n');
  for (let line = 0; line < 1000; line += 1) text += terminal.write(`${line}\n`);
  assert.ok(terminal.pending().split('\n').length <= 100);
  assert.is(
    text + terminal.end(),
    `start\n${Array.from({ length: 1000 }, (_, line) => `${line}\n`).join('')}`,
  );
});

test('a title that never ends does not swallow the rest', () => {
  assert.match(plainText(`\u001b]0;${'x'.repeat(10_000)}\nend\n`), /\nend\n$/);
});

test.run();
