import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CodeBlock } from '../../src/markdown/blocks.ts';
import { readMarkdown } from '../../src/markdown/document.ts';

const lines = (...all: readonly string[]): string => all.join('\n');

/** Each block as `line kind text`. */
function blocks(text: string): readonly string[] {
  return readMarkdown(text).blocks.map((block) => {
    const content =
      block.kind === 'code' ? block.lines.map((line) => line.text).join(' / ') : block.text.trim();
    const number = block.kind === 'item' && block.number !== '' ? `${block.number}. ` : '';
    return `${block.line} ${block.kind} ${number}${content}`;
  });
}

function codes(text: string): readonly CodeBlock[] {
  return readMarkdown(text).blocks.filter((block) => block.kind === 'code');
}

test('blocks come in document order with the lines of the source', () => {
  assert.equal(
    blocks(
      lines('# A', '', 'Text `x`', 'goes on.', '', '- one', '', '<!-- note -->', '', '```sh', 'ls', '```'),
    ),
    ['1 heading A', '3 paragraph Text x goes on.', '6 item one', '8 comment note', '10 code ls'],
  );
});

test('runs of blank lines and code between blocks do not move line numbers', () => {
  assert.equal(blocks(lines('', '', '', '# A', '', '', '```', 'a', '', '', '```', '', '', 'b')), [
    '4 heading A',
    '7 code a /  / ',
    '14 paragraph b',
  ]);
});

test('an item has the number that the source shows, whatever Markdown counts', () => {
  assert.equal(blocks(lines('1. a', '```', 'x', '```', '1. b', '7) c')), [
    '1 item 1. a',
    '2 code x',
    '5 item 1. b',
    '6 item 7. c',
  ]);
});

test('five blanks behind the marker of an item make no code of its text', () => {
  assert.equal(blocks('3.      Look at it'), ['1 item 3. Look at it']);
});

test('a fence closes at any indentation, and its code may be less indented than its list', () => {
  assert.equal(blocks(lines('```', 'a', '      ```', 'text')), ['1 code a', '4 paragraph text']);
  assert.equal(blocks(lines('1. one', '   ```', '$ a', '  b', '   ```', 'text')), [
    '1 item 1. one',
    '2 code $ a /   b',
    '6 paragraph text',
  ]);
});

test('code loses the indentation of its fence and the marks of its quotation', () => {
  assert.equal(
    codes(lines('   ```', '   a', '     b', '   ```')).map((code) =>
      code.lines.map(({ text, offset }) => [text, offset]),
    ),
    [
      [
        ['a', 3],
        ['  b', 3],
      ],
    ],
  );
  assert.equal(blocks(lines('> ```', '> a', '> ```')), ['1 code a']);
});

test('a longer fence holds a shorter one, and tildes hold backquotes', () => {
  assert.equal(blocks(lines('````', '```', 'a', '```', '````')), ['1 code ``` / a / ```']);
  assert.equal(blocks(lines('~~~', '```', '~~~')), ['1 code ```']);
});

test('a fence with a language inside an open one is a new one, and the first was never closed', () => {
  const { trouble } = readMarkdown(lines('```', 'a', '```sh', 'b', '```'));
  assert.equal(blocks(lines('```', 'a', '```sh', 'b', '```')), ['1 code a', '3 code b']);
  assert.equal(
    trouble.map(({ code, line, endLine }) => [code, line, endLine]),
    [['unclosed-fence', 1, 2]],
  );
});

test('three backquotes around a line are code, and inside a line they are text', () => {
  assert.equal(blocks('```docker ps```'), ['1 code docker ps']);
  assert.equal(blocks('Type ```docker ps``` now'), ['1 paragraph Type docker ps now']);
});

test('the language is the first word behind the fence, in lower case and without marks', () => {
  assert.equal(
    codes(
      lines('```Bash title="a"', 'x', '```', '', '```{.yaml}', 'y', '```', '', '``` .term1', 'z', '```'),
    ).map(({ language, info }) => [language, info]),
    [
      ['bash', 'title="a"'],
      ['yaml', ''],
      ['term1', ''],
    ],
  );
});

test('code inside a comment is no code', () => {
  assert.equal(blocks(lines('<!--', '```', 'a', '```', '-->', 'text')), [
    '1 comment ```\na\n```',
    '6 paragraph text',
  ]);
});

test('preformatted HTML is code, its tags and references resolved', () => {
  assert.equal(blocks(lines('<pre><code>a &lt;b&gt; <b>c</b>', 'd</code></pre>')), ['1 code a <b> c / d']);
});

test('indented text is code of the indented form', () => {
  assert.equal(
    codes(lines('text', '', '    $ a', '      b')).map(({ line, form, lines: code }) => [
      line,
      form,
      code.map(({ text }) => text),
    ]),
    [[3, 'indented', ['$ a', '  b']]],
  );
});

test('the rows of a table are no prose', () => {
  assert.equal(blocks(lines('| a | b |', '|---|---|', '| c | d |', '', 'text')), ['5 paragraph text']);
});

test('a link is its text, and an image is nothing', () => {
  assert.equal(blocks('## See [the `run` verb](run.md#x) ![logo](a.png) and [more][1]'), [
    '1 heading See the run verb and more',
  ]);
});

test('front matter is kept apart with its line', () => {
  const { frontMatter, blocks: rest } = readMarkdown(lines('---', 'title: a', '---', '# b'));
  assert.equal(frontMatter, { line: 2, text: 'title: a' });
  assert.is(rest[0]?.line, 4);
});

test.run();
