import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { MarkReader, OSC, type Piece } from '../../src/training/marks.ts';

const mark = (kind: string, value: string, secret = 'key'): string =>
  `\u001b]${OSC};${secret};${kind};${value}\u0007`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What a reader makes of a text that comes in pieces of that many bytes. */
function read(text: string, size = 1000): readonly (string | Exclude<Piece, { kind: 'text' }>)[] {
  const reader = new MarkReader('key');
  const data = Buffer.from(text);
  const pieces: (string | Exclude<Piece, { kind: 'text' }>)[] = [];
  for (let at = 0; at < data.length; at += size) {
    for (const piece of reader.feed(data.subarray(at, at + size))) {
      if (piece.kind !== 'text') pieces.push(piece);
      else if (typeof pieces.at(-1) === 'string')
        pieces.push(`${pieces.pop() as string}${piece.data.toString()}`);
      else pieces.push(piece.data.toString());
    }
  }
  return pieces;
}

const SESSION = `$ ls\r\n${mark('began', base64('ls\n'))}a b\r\n${mark('ended', `0;${base64('/a b')}`)}$ `;

test('marks are taken out of what is shown, however the output is cut', () => {
  const whole = [
    '$ ls\r\n',
    { kind: 'began', script: 'ls' },
    'a b\r\n',
    { kind: 'ended', status: 0, folder: '/a b' },
    '$ ',
  ];
  for (const size of [1, 2, 3, 7, 1000]) assert.equal(read(SESSION, size), whole, `${size} bytes at a time`);
});

test('a mark without the secret tells nothing and shows nothing', () => {
  assert.equal(read(`a${mark('ended', '0', 'guess')}b`), ['ab']);
});

test('other sequences of the terminal pass', () => {
  assert.equal(read('\u001b]0;title\u0007\u001b[1mbold\u001b[0m'), [
    '\u001b]0;title\u0007\u001b[1mbold\u001b[0m',
  ]);
});

test('the words behind lab come one by one, those with blanks whole', () => {
  assert.equal(read(mark('lab', base64('ask\n02:42:ac\n'))), [{ kind: 'lab', words: ['ask', '02:42:ac'] }]);
});

test.run();
