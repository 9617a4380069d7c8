import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import type { ReadIncluded } from '../../src/markdown/includes.ts';
import { commandsOf, problemsIn } from '../lab/reading.ts';

const FILES: Readonly<Record<string, string>> = {
  'parts/start.sh': '#!/bin/sh\n# --8<-- [start:pull]\ndocker pull busybox\n# --8<-- [end:pull]\ndocker ps\n',
  'parts/see.md': '---\ntitle: part\n---\n\nThen look:\n\n```bash\ndocker ps\n```\n',
  'parts/deep.md': 'First\n\n{% include "parts/see.md" %}\n',
  'parts/round.md': '{% include "parts/round.md" %}\n\n```bash\ndocker version\n```\n',
};
const included: ReadIncluded = (path) => {
  const text = FILES[path.replace(/^(?:\.\/|\/|@site\/)/, '')];
  return text === undefined ? undefined : { file: path.replace(/^(?:\.\/|\/|@site\/)/, ''), text };
};
const page = (...lines: readonly string[]) =>
  parseLab('page.md', ['# Page', '', ...lines, ''].join('\n'), { included });
/** Commands with their lines in the page, and where they come from. */
const typed = (lab: ReturnType<typeof page>): readonly string[] =>
  commandsOf(lab).map(
    ({ span, typed, from }) => `${span.line} ${typed}${from ? ` (${from.file}:${from.line})` : ''}`,
  );

const FORMS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['a snippet of MkDocs', ['--8<-- "parts/see.md"'], ['3 docker ps (parts/see.md:8)']],
  [
    'a snippet in a fence, one section of it',
    ['```bash', '--8<-- "parts/start.sh:pull"', '```'],
    ['4 docker pull busybox (parts/start.sh:3)'],
  ],
  [
    'lines of a snippet in a fence',
    ['```bash', '--8<-- "parts/start.sh:5:5"', '```'],
    ['4 docker ps (parts/start.sh:5)'],
  ],
  ['a block of snippets', ['--8<--', 'parts/see.md', '--8<--'], ['3 docker ps (parts/see.md:8)']],
  ['an include of Jekyll', ['{% include parts/see.md %}'], ['3 docker ps (parts/see.md:8)']],
  ['an include of Hugo', ['{{% include "parts/see.md" %}}'], ['3 docker ps (parts/see.md:8)']],
  ['a file that Hugo reads', ['{{< readfile file="parts/see.md" >}}'], ['3 docker ps (parts/see.md:8)']],
  ['an include of MyST', ['```{include} parts/see.md', '```'], ['3 docker ps (parts/see.md:8)']],
  [
    'lines that Sphinx includes literally',
    ['```{literalinclude} parts/start.sh', ':language: bash', ':lines: 5', '```'],
    ['3 docker ps (parts/start.sh:5)'],
  ],
  [
    'a document that MDX imports',
    ["import See from './parts/see.md';", '', '<See />'],
    ['5 docker ps (parts/see.md:8)'],
  ],
  [
    'a text that MDX imports into a code block',
    [
      "import start from '!!raw-loader!./parts/start.sh';",
      '',
      '<CodeBlock language="bash">',
      '{start}',
      '</CodeBlock>',
      '',
      '```bash',
      'docker images',
      '```',
    ],
    ['10 docker images'],
  ],
  ['includes in includes', ['{% include "parts/deep.md" %}'], ['3 docker ps (parts/see.md:8)']],
];

for (const [what, lines, expected] of FORMS) {
  test(`${what} is read where it stands, with the page's line`, () => {
    assert.equal(typed(page(...lines)), expected);
  });
}

test('lines below an include keep their numbers', () => {
  const lab = page('--8<-- "parts/see.md"', '', '```bash', 'docker images', '```');
  assert.equal(typed(lab), ['3 docker ps (parts/see.md:8)', '6 docker images']);
});

test('a file that includes itself ends there, and what is not found is said at its line', () => {
  const lab = page('{% include "parts/round.md" %}', '', '--8<-- "parts/none.md"');
  assert.equal(typed(lab), ['3 docker version (parts/round.md:4)']);
  assert.equal(problemsIn(lab), ['3 warning not-included', '5 warning not-included']);
});

test('a page that shows how to include a file includes nothing', () => {
  const lab = page('```markdown', '{% include "parts/see.md" %}', '```');
  assert.equal(typed(lab), []);
});

test.run();
