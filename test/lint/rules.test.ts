import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RULES } from '../../src/lint/rules.ts';
import { repository } from '../support/repository.ts';

test('every file of the rules’ folder is in their table, under its name', async () => {
  const files = await readdir(join(repository(), 'src/lint/rules'));
  assert.equal(files.map((file) => file.replace(/\.ts$/, '')).sort(), Object.keys(RULES).sort());
});

test('every rule has a summary of one line', async () => {
  for (const { summary } of Object.values(RULES))
    assert.ok(summary.length > 0 && summary.length < 100, summary);
});

test('the rules find nothing but notes in the labs that ship', async () => {
  const { lintText } = await import('../../src/lint/lint.ts');
  const folder = join(repository(), 'labs');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.md'));
  assert.ok(files.length > 0);
  for (const file of files) {
    const findings = lintText(file, await readFile(join(folder, file), 'utf8'));
    assert.equal(
      findings.filter(({ level }) => level !== 'info'),
      [],
    );
  }
});

test('there is nothing to find in the README', async () => {
  const { lintText } = await import('../../src/lint/lint.ts');
  const findings = lintText('README.md', await readFile(join(repository(), 'README.md'), 'utf8'));
  assert.equal(findings, []);
});

test('a block that is neither run nor compared is named, with what settles it', async () => {
  const { lintText } = await import('../../src/lint/lint.ts');
  const text = '# T\n\n```\n$ true\n```\n\nIf you run `docker volume ls` you see:\n\n```output\nbox\n```\n';
  const found = lintText('a.md', text).filter(({ rule }) => rule === 'unread-block');
  assert.equal(
    found.map(({ line, level }) => [line, level]),
    [[9, 'info']],
  );
  assert.equal(
    lintText('a.md', text.replace('```output', '<!-- labproof: example -->\n```output')).filter(
      ({ rule }) => rule === 'unread-block',
    ),
    [],
  );
});

test.run();
