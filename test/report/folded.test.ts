import stringWidth from 'fast-string-width';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { folded } from '../../src/report/folded.ts';
import { plainText } from '../../src/text/ansi.ts';

const WORDS = 'one two three four five six seven eight nine ten eleven twelve';

test('a line that fits stays as it is', () => {
  assert.is(folded('  short\nlines', 10), '  short\nlines');
});

test('what is too long goes on behind the sign of its line', () => {
  const lines = folded(`       34 - ${WORDS}`, 40).split('\n');
  assert.ok(lines.length > 1);
  for (const line of lines) assert.ok(line.length <= 40, line);
  assert.match(lines[0]!, /^ {7}34 - one two/);
  for (const line of lines.slice(1)) assert.match(line, /^ {12}\S/);
});

test('a line without a sign goes on indented more than it begins', () => {
  const lines = folded(`    ${WORDS}`, 30).split('\n');
  for (const line of lines.slice(1)) assert.match(line, /^ {6}\S/);
});

test('no word is lost, and none is cut that fits a line', () => {
  for (const columns of [20, 33, 40, 79]) {
    const text = folded(`  ✗ ${WORDS} ${WORDS}`, columns);
    assert.is(text.replace(/\s+/g, ' ').trim(), `✗ ${WORDS} ${WORDS}`);
  }
});

test('a word that is longer than a line is cut between characters', () => {
  const lines = folded(`  ${'漢字'.repeat(20)}`, 21).split('\n');
  for (const line of lines) assert.ok(stringWidth(line) <= 21, line);
  assert.is(lines.map((line) => line.trim()).join(''), '漢字'.repeat(20));
});

test('colours take no room and none is cut in half', () => {
  const colored = `  \u001b[31m${WORDS}\u001b[39m ${WORDS}`;
  const text = folded(colored, 40);
  assert.is(plainText(text), folded(plainText(colored), 40));
  assert.equal(text.match(/\u001b\[\d+m/g), ['\u001b[31m', '\u001b[39m']);
});

test.run();
