import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Lab } from '../../src/model/lab.ts';
import { labOfDocument, labOfText, problemsIn, typedIn } from './reading.ts';

const steps = (lab: Lab): readonly string[] =>
  lab.steps.map(({ ordinal, number, title, section }) => `${ordinal} [${number}] ${title} (${section})`);

const RUN = '```\n$ docker ps\n```\n';

test('a step is a list item or, where there is none, a heading, with the number of the source', () => {
  assert.equal(steps(labOfDocument('lists.md')), [
    '1 [1] Create it (First part)',
    '2 [2] List it (First part)',
    '3 [3] Look at it (First part)',
    '4 [7] Jumped over some (First part)',
    '5 [2] Numbered heading ()',
    '6 [6] With a bullet (Step 3: the last one)',
  ]);
});

test('a fence at column 0 between items does not end the list for its reader', () => {
  const lab = labOfText(`# Net\n\n1.   Make it.\n${RUN}\n2.   Look:\n${RUN}${RUN}\nMore about it.\n\n${RUN}`);
  assert.equal(steps(lab), ['1 [1] Make it (Net)', '2 [2] Look (Net)']);
  assert.equal(
    lab.steps.map(({ actions }) => actions.length),
    [1, 3],
  );
});

test('numbers may begin anew in each section', () => {
  const lab = labOfText(`# A\n\n## B\n\n1. One\n${RUN}\n## C\n\n1. Uno\n${RUN}`);
  assert.equal(steps(lab), ['1 [1] One (B)', '2 [1] Uno (C)']);
});

test('a section without commands is no step', () => {
  assert.equal(steps(labOfText(`# A\n\n## Why\n\n- because\n\n## How\n\n${RUN}`)), ['1 [1] How ()']);
});

test('commands above every heading are a step with the title of the lab', () => {
  assert.equal(steps(labOfText(`---\ntitle: Bare\n---\n${RUN}`)), ['1 [1] Bare ()']);
});

test('a numbered item inside a numbered item is part of it', () => {
  const lab = labOfText(`# A\n\n1. Outer\n   1. Inner\n      ${RUN.replaceAll('\n', '\n      ').trim()}\n`);
  assert.equal(steps(lab), ['1 [1] Outer (A)']);
});

test('a span of a step goes from its title to its last line of output', () => {
  const lab = labOfText('# A\n\n1. One\n\n```\n$ docker ps\na\nb\n```\n');
  assert.equal(lab.steps[0]?.span, { file: 'lab.md', line: 3, column: 1, endLine: 8 });
});

test('the markup of sites is undone', () => {
  assert.equal(typedIn(labOfDocument('markup.md')), [
    'docker volume create a',
    'docker volume ls -q',
    'docker volume inspect a',
    "docker volume inspect -f '{{.Name}}' a",
    "docker volume inspect -f '{{.Driver}}' a",
    'docker volume ls',
    'docker volume ls --filter "name=a"',
    'docker volume rm a',
    'docker volume ls -q',
    'docker volume prune -f',
  ]);
});

test('fences that are glued or never closed cost no block behind them, and are warnings', () => {
  const lab = labOfDocument('broken-fences.md');
  assert.equal(typedIn(lab), [
    'docker volume create a',
    'docker volume ls -q',
    'docker volume rm a',
    'docker volume ls',
  ]);
  assert.equal(problemsIn(lab), [
    '5 warning glued-fence',
    '9 warning unclosed-fence',
    '17 warning unclosed-fence',
  ]);
});

test('line ends and tabs change nothing', () => {
  const lab = labOfDocument('crlf.md');
  assert.equal(typedIn(lab), ['docker volume create a']);
  assert.is(lab.steps[0]?.title, 'Create');
  assert.is(labOfDocument('tabs.md').steps[0]?.title, 'Create');
  assert.equal(typedIn(labOfText('# A\r```\r$ docker ps\r```\r')), ['docker ps']);
});

test('any text is a lab', () => {
  for (const text of [
    '',
    '\0',
    '```',
    '---',
    '<!--',
    '{% raw %}',
    '> '.repeat(2000),
    '1. '.repeat(500),
    '\uFEFF# A',
    '`'.repeat(9),
  ]) {
    assert.is(labOfText(text).file, 'lab.md');
  }
});

test('ids count the commands of the lab in document order', () => {
  const ids = labOfDocument('sessions.md').steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'command' ? [action.id] : [])),
  );
  assert.equal(
    ids,
    ids.map((_, index) => index),
  );
});

for (const [fresh, starts] of [
  ['section', ['C', 'D', 'E']],
  [2, ['D']],
  [1, []],
] as const) {
  test(`with fresh: ${fresh} a section begins at ${starts.join(', ') || 'no heading'}`, () => {
    const text = `---\nlabproof:\n  fresh: ${fresh}\n---\n# A\n\n## Examples\n\n### B\n\n${RUN}\n### C\n\n1. One\n\n   ${RUN.replaceAll('\n', '\n   ')}\n\n2. Two\n\n   ${RUN.replaceAll('\n', '\n   ')}\n\n## D\n\n${RUN}\n### E\n\n${RUN}`;
    const lab = labOfText(text);
    assert.equal(problemsIn(lab), []);
    assert.equal(
      lab.steps.filter((step) => step.fresh).map(({ title, section }) => section || title),
      starts,
    );
  });
}

test('a depth that no heading has is an error', () => {
  assert.equal(problemsIn(labOfText('---\nlabproof:\n  fresh: 7\n---\n')), ['3 error front-matter-type']);
});

test.run();
