import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import type { DocumentLine } from '../../src/model/lab.ts';
import { patchDocument } from '../../src/update/patch.ts';

/** The document with the output of its only command with one as `write` makes it. */
function patched(text: string, write: (lines: readonly DocumentLine[]) => readonly DocumentLine[]): string {
  const expected = parseLab('lab.md', text)
    .steps.flatMap(({ actions }) => actions)
    .flatMap((action) => (action.kind === 'command' ? (action.expected ?? []) : []))[0]!;
  const result = patchDocument(text, [{ expected, lines: write(expected.lines) }]);
  if ('line' in result) throw new Error(`line ${result.line} is not written as it is shown`);
  return result.text;
}

const shout = (lines: readonly DocumentLine[]): readonly DocumentLine[] =>
  lines.map(({ line, text }) => ({ line, text: text.toUpperCase() }));

test('line ends, byte order mark and trailing blanks stay', () => {
  assert.is(
    patched('\uFEFF# A  \r\n\r\n```\r\n$ echo hi\r\nhi\r\n```\r\nend\t\r\n\r\n\r\n', shout),
    '\uFEFF# A  \r\n\r\n```\r\n$ echo hi\r\nHI\r\n```\r\nend\t\r\n\r\n\r\n',
  );
});

test('a document without a last line end gets none', () => {
  assert.is(patched('```\n$ echo hi\nhi', shout), '```\n$ echo hi\nHI');
});

test('what stands before the code of a list or a quote stands before new lines too', () => {
  const more = (lines: readonly DocumentLine[]): readonly DocumentLine[] => [
    ...lines,
    { line: lines.at(-1)!.line + 0.5, text: 'there' },
  ];
  assert.is(
    patched('1. One\n\n   ```\n   $ echo hi\n   hi\n   ```\n', more),
    '1. One\n\n   ```\n   $ echo hi\n   hi\n   there\n   ```\n',
  );
  assert.is(patched('> ```\n> $ echo hi\n> hi\n> ```\n', more), '> ```\n> $ echo hi\n> hi\n> there\n> ```\n');
});

test('lines go and come in their order, mixed line ends and all', () => {
  assert.is(
    patched('```\n$ printf abc\na\r\nb\nc\n```\n', ([a, , c]) => [
      a!,
      { line: a!.line + 0.25, text: 'x' },
      { line: a!.line + 0.5, text: 'y' },
      c!,
    ]),
    '```\n$ printf abc\na\r\nx\r\ny\r\nc\n```\n',
  );
});

test('an output that keeps its lines keeps every byte', () => {
  const text = '\uFEFF```console\r\n$ docker ps\r\nCONTAINER ID\tNAMES  \r\n```  \r\n';
  assert.is(
    patched(text, (lines) => lines),
    text,
  );
});

test('a line that is not written as it is shown is left to the author', () => {
  const text = '```\n$ echo hi\nhi\n```\n';
  const expected = {
    span: { file: 'lab.md', line: 3, column: 1, endLine: 3 },
    lines: [{ line: 3, text: 'ho' }],
  };
  assert.equal(patchDocument(text, [{ expected, lines: [{ line: 3, text: 'hu' }] }]), { line: 3 });
});

test('a line that holds the closing fence too stays with its author', () => {
  const text = 'x `` hi `` y\n';
  const expected = {
    span: { file: 'lab.md', line: 1, column: 6, endLine: 1 },
    lines: [{ line: 1, text: 'hi' }],
  };
  assert.equal(patchDocument(text, [{ expected, lines: [] }]), { line: 1 });
  assert.equal(patchDocument(text, [{ expected, lines: [{ line: 1, text: 'ho' }] }]), {
    text: 'x `` ho `` y\n',
  });
});

test('a new line that is blank gets no blanks of the margin', () => {
  assert.is(
    patched('1. One\n\n   ```\n   $ echo hi\n   hi\n   ```\n', ([only]) => [
      only!,
      { line: only!.line + 0.25, text: '' },
      { line: only!.line + 0.5, text: 'there' },
    ]),
    '1. One\n\n   ```\n   $ echo hi\n   hi\n\n   there\n   ```\n',
  );
});

test.run();
