import type { Nodes, PhrasingContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plainTree } from '../../src/markdown/plain-blocks.ts';
import { SYNTAX } from '../../src/markdown/regions.ts';

/** What the reading of documents takes from a tree. */
function essence(node: Nodes): unknown {
  const line = node.position?.start.line;
  const endLine = node.position?.end.line;
  switch (node.type) {
    case 'root':
    case 'list':
      return [node.type, node.type === 'list' && node.ordered, node.children.map(essence)];
    case 'listItem':
      return [node.type, line, node.position?.start.column, node.children.map(essence)];
    case 'heading':
      return [node.type, node.depth, line, endLine, inlineEssence(node.children)];
    case 'paragraph':
      return [node.type, line, node.position?.start.column, endLine, inlineEssence(node.children)];
    case 'code':
      return [node.type, line, node.position?.start.column, endLine, node.value];
    case 'html':
      // Only comments are read of a block of HTML.
      return [node.type, node.value.includes('<!--') ? node.value.trim() : ''];
    default:
      return node.type;
  }
}

/** A break is a blank, and texts side by side are one. */
function inlineEssence(children: readonly PhrasingContent[]): unknown {
  const parts: unknown[] = [];
  let text = '';
  for (const child of children) {
    if (child.type === 'text' || child.type === 'break') text += child.type === 'text' ? child.value : '\n';
    else {
      parts.push(text, child.type, 'value' in child ? child.value : '');
      text = '';
      if (child.type === 'inlineCode') parts.push(child.position?.start);
      if ('children' in child) parts.push(inlineEssence(child.children));
    }
  }
  const start = (place: unknown): unknown =>
    typeof place === 'object' && place !== null && 'column' in place && 'line' in place
      ? [place.line, place.column]
      : place;
  return [...parts, text].map(start);
}

/** Undefined where the text is left to the whole parser. */
function both(text: string): { readonly plain: unknown; readonly whole: unknown } | undefined {
  const tree = plainTree(text.split('\n'));
  return (
    tree && { plain: withoutEmpty(essence(tree)), whole: withoutEmpty(essence(fromMarkdown(text, SYNTAX))) }
  );
}

/** Blocks of HTML that hold no comment come to nothing. */
function withoutEmpty(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.filter((one) => !(Array.isArray(one) && one[0] === 'html' && one[1] === '')).map(withoutEmpty);
}

const READ = {
  'headings and paragraphs': '# One\n\nText that\ngoes on.\n## Two\nmore',
  'a heading below its text': 'One\nand two\n===\n\nThree\n---',
  'code in text': 'Run `docker ps` and ` `, then `a b`.\n`x`\n`y`',
  'emphasis set off by blanks': 'A **strong** and *weak* word, **Note:** _this_ (**that**) __too__.',
  'marks of emphasis that are none': 'A file_name_of_mine, 2 * 3 * 4.',
  'tags, addresses, references and escapes': 'See <b>this</b><br> at <https://example.com/a?b>, R&amp;D \\*.',
  'lists with lists and paragraphs in them':
    '1. one\n   goes on\n\n   more\n   - a\n   - b\n2. two\nlazy\n3. other',
  'a bullet that ends a paragraph': 'Text\n- one\n- two',
  'code that is indented': 'Text\n\n    a\n      b\n\n    c\n\n\td\n\nend',
  'code in an item': '- one\n\n      $ ls\n\n  more',
  rules: 'a\n\n---\n\n***\nb\n* * *',
  'comments and blocks of HTML':
    '<!-- labproof: skip -->\n\n<div align="x">\nno *text*\n</div>\n\nText <i>x</i>\n\n<br>\nx',
  'a tab that goes on with a paragraph': 'Text\n\tgoes on\n- item\n\tgoes on',
};

for (const [name, text] of Object.entries(READ))
  test(`${name}: read like the whole parser does`, () => {
    const read = both(text);
    assert.ok(read, 'it was not read');
    assert.equal(read.plain, read.whole);
  });

const LEFT = {
  quotes: '> text',
  'code over two lines': 'a `b\nc` d',
  'double backquotes': 'a ``b`` c',
  'emphasis in a word': 'un*frigging*believable',
  'a number that would begin a list in a paragraph': 'text\n2. item',
  'an empty item': '-\n\ntext',
  'a list that begins with a list': '- - a',
  'a reference with a name of its own': '&copy;',
  'a break by a backslash': 'a\\\nb',
  'a comment in an item': '- a\n\n  <!-- b -->',
};

for (const [name, text] of Object.entries(LEFT))
  test(`${name}: left to the whole parser`, () => {
    assert.is(plainTree(text.split('\n')), undefined);
  });

const PIECES =
  '# |## |- |* |1. |2. |1) |+ |    |  |   |\t|> |---|===|***|<div>|<b>|</b>|<br>|<!-- x -->|`a`|`b c`|**x**|*y*|_z_|a_b|\\*|&amp;|&copy;|[l](u)|word|two words|end.|`|*|_|| a |-|#|10. |(|"|<http://x.y/z>|é|\u00a0|:|**Note:**|--|$ cmd'.split(
    '|',
  );

test('what is read of any lines is read like the whole parser does', () => {
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const line = (): string =>
    Array.from(
      { length: random(4) },
      () => PIECES[random(PIECES.length)]! + (random(3) === 0 ? ' ' : ''),
    ).join('');
  let read = 0;
  for (let round = 0; round < 4000; round += 1) {
    const text = Array.from({ length: 1 + random(6) }, line).join('\n');
    const result = both(text);
    if (!result || NUMBERED_BELOW_CODE.test(text)) continue;
    read += 1;
    assert.equal(result.plain, result.whole, JSON.stringify(text));
  }
  assert.ok(read > 1000, `only ${read} were read`);
});

/** By CommonMark that begins a list, which the whole parser does not know. */
const NUMBERED_BELOW_CODE = /^(?: {4}|\t).*\n(?:\s*\n)* {0,3}\d+[.)]/m;

test.run();
