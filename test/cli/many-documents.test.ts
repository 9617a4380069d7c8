import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

const LAB = '# A lab\n\n```console\n$ echo a\na\n```\n';
const TREE = { 'a.md': LAB, 'b.md': 'no\0text', 'c.md': '# Nothing\n', 'd.md': LAB };

test('plan goes through a tree in order, also past a file that it cannot read', async () => {
  await withFolder(TREE, async (folder) => {
    const { stdout, stderr, exitCode } = await labproof(['plan', '.'], { cwd: folder });
    assert.is(exitCode, 2);
    assert.is(stderr, 'labproof plan: b.md: it is not a text file; name a Markdown file in UTF-8');
    assert.equal(
      [...stdout.matchAll(/^(\w\.md) /gm)].map(([, name]) => name),
      ['a.md', 'c.md', 'd.md'],
    );
  });
});

test('the JSON of a tree is that of a list, whatever was left out', async () => {
  await withFolder(TREE, async (folder) => {
    const { stdout } = await labproof(['plan', '--json', '.'], { cwd: folder });
    const report = JSON.parse(stdout) as { readonly labs: readonly { readonly file: string }[] };
    assert.is(stdout, JSON.stringify(report, undefined, 2));
    assert.equal(
      report.labs.map(({ file }) => file),
      ['a.md', 'c.md', 'd.md'],
    );
    const none = await labproof(['plan', '--json', 'b.md'], { cwd: folder });
    assert.is(none.stdout, JSON.stringify({ version: 1, labs: [] }, undefined, 2));
  });
});

test('lint tells of every document that it can read', async () => {
  await withFolder(TREE, async (folder) => {
    const { stdout, stderr, exitCode } = await labproof(['lint', '--json', '.'], { cwd: folder });
    assert.is(exitCode, 2);
    assert.match(stderr, 'b.md: it is not a text file');
    assert.ok(JSON.parse(stdout));
  });
});

test.run();
