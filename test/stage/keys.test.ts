import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isShellKey, KeyReader } from '../../src/stage/keys.ts';

const read = (...pieces: readonly string[]) => {
  const reader = new KeyReader();
  return pieces.flatMap((piece) => reader.read(piece).map(({ key }) => key));
};

test('the keys of clickers go on, back and dark', () => {
  assert.equal(read('\u001b[6~\u001b[5~b.'), ['next', 'back', 'blank', 'blank']);
  assert.equal(read('\u001b[C\u001b[D\u001bOB\u001bOA \r'), ['next', 'back', 'next', 'back', 'next', 'next']);
});

test('a digit asks for a shell at that machine', () => {
  const [press] = new KeyReader().read('2ls');
  assert.equal(press, { key: 'shell 2', rest: 'ls' });
  assert.ok(isShellKey('shell 2') && isShellKey('shell') && !isShellKey('skip'));
});

test('a key that comes in pieces is one key', () => {
  assert.equal(read('\u001b', '[', '6', '~', '\u001b[5', '~'), ['next', 'back']);
});

test('what means nothing does nothing: F5, Escape, other letters', () => {
  assert.equal(read('\u001b[15~\u001b[1;5R\u001bOPx字'), []);
  assert.equal(read('\u001b', 'q'), ['quit']);
});

test('what is typed behind a key is told as it is', () => {
  assert.equal(new KeyReader().read('xsls -l\r')[0], { key: 'shell', rest: 'ls -l\r' });
});

test.run();
