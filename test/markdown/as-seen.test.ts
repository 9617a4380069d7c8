import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type RichBlock, readRich } from '../../src/markdown/rich.ts';

/** Texts and code of a page, in order. */
function shown(source: string, tabs?: readonly string[]): readonly string[] {
  return readRich(source, tabs).map((block: RichBlock) => {
    if (block.kind === 'code') return block.lines.map(({ text }) => text).join('|');
    if (block.kind !== 'paragraph' && block.kind !== 'heading') return block.kind;
    return block.text
      .map((inline) =>
        'text' in inline && typeof inline.text === 'string' ? inline.text : `<${inline.kind}>`,
      )
      .join('');
  });
}

const fence = (text: string, indent = ''): string =>
  ['```sh', text, '```'].map((line) => indent + line).join('\n');

const SETS: Readonly<Record<string, string>> = {
  'Material for MkDocs': `=== "Windows"\n\n    Use the hare.\n\n${fence('hare', '    ')}\n\n=== "Linux"\n\n    Use the *tortoise*.\n\n${fence('tortoise', '    ')}\n`,
  Docusaurus: `<Tabs>\n<TabItem value="Windows">\n\nUse the hare.\n\n${fence('hare')}\n\n</TabItem>\n<TabItem value="Linux">\n\nUse the *tortoise*.\n\n${fence('tortoise')}\n\n</TabItem>\n</Tabs>\n`,
  Hugo: `{{< tabs >}}\n{{< tab "Windows" >}}\n\nUse the hare.\n\n${fence('hare')}\n\n{{< /tab >}}\n{{< tab "Linux" >}}\n\nUse the *tortoise*.\n\n${fence('tortoise')}\n\n{{< /tab >}}\n{{< /tabs >}}\n`,
  Sphinx: `::::{tab-set}\n:::{tab-item} Windows\n\nUse the hare.\n\n${fence('hare')}\n\n:::\n:::{tab-item} Linux\n\nUse the *tortoise*.\n\n${fence('tortoise')}\n\n:::\n::::\n`,
};

for (const [system, page] of Object.entries(SETS)) {
  test(`of tabs of ${system} the one is shown that is followed, and nothing of their marks`, () => {
    assert.equal(shown(`Before.\n\n${page}\nAfter.\n`), [
      'Before.',
      'Use the <emphasis>.',
      'tortoise',
      'After.',
    ]);
  });
  test(`a tab of ${system} that is asked for is shown`, () => {
    assert.equal(shown(page, ['windows']), ['Use the hare.', 'hare']);
  });
}

test('a note is its title and its text, at the margin', () => {
  assert.equal(shown(':::tip Slow down\n\nIt helps.\n\n:::\n'), ['<strong>', 'It helps.']);
  assert.equal(shown('!!! warning\n\n    It bites.\n\nAfter.\n'), ['<strong>', 'It bites.', 'After.']);
  assert.equal(shown('!!! note "By the way"\n    It hums.\n'), ['<strong>\nIt hums.']);
});

test('what only looks like a mark stays text', () => {
  assert.equal(shown('A list of ::: marks and !!! shouts.\n'), ['A list of ::: marks and !!! shouts.']);
  assert.equal(shown(`${fence('::: not a note')}\n`), ['::: not a note']);
});

test.run();
