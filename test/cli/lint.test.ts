import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { transcript } from '../support/lint.ts';

const RUN = '$ docker run -d --name shop alpine sleep 1d';
const CLEAN = transcript(RUN, '$ docker rm -f shop');
const UNKNOWN = transcript(RUN, '$ docker stop guest', '$ docker rm -f shop');
const TYPO = transcript(RUN, '$ docker stop shpo', '$ docker rm -f shop');

test('lint of documents without findings says so, exit 0', async () => {
  await withFolder({ 'a.md': CLEAN }, async (folder) => {
    const { stdout, stderr, exitCode } = await labproof(['lint', folder]);
    assert.is(stdout, '0 errors, 0 warnings in 1 document');
    assert.is(stderr, '');
    assert.is(exitCode, 0);
  });
});

test('lint prints place, level, rule, message and hint, and ends with the sum, exit 1', async () => {
  await withFolder({ 'a.md': TYPO, 'b.md': UNKNOWN }, async (folder) => {
    const { stdout, exitCode } = await labproof(['lint', 'a.md', 'b.md'], { cwd: folder });
    assert.equal(stdout.split('\n'), [
      'a.md:5:15 error name-typo there is no container shpo; the document makes shop on line 4',
      '    write shop (--fix)',
      'b.md:5:15 warning unknown-name no command of the document makes container guest',
      '    show the command that makes it, or show the output of a run where there is no guest',
      '1 error, 1 warning in 2 documents (1 fixable with --fix)',
    ]);
    assert.is(exitCode, 1);
  });
});

test('notes fail nothing and are left out by --quiet', async () => {
  await withFolder({ 'a.md': transcript(RUN) }, async (folder) => {
    const { stdout, exitCode } = await labproof(['lint', 'a.md'], { cwd: folder });
    assert.match(stdout, 'a.md:4:3 info never-removed');
    assert.is(exitCode, 0);
    const quiet = await labproof(['lint', '-q', 'a.md'], { cwd: folder });
    assert.is(quiet.stdout, '0 errors, 0 warnings, 1 info in 1 document');
  });
});

test('--rule sets the level of a rule, --max-warnings how many may be', async () => {
  await withFolder({ 'a.md': UNKNOWN }, async (folder) => {
    const status = async (...args: readonly string[]) =>
      (await labproof(['lint', 'a.md', ...args], { cwd: folder })).exitCode;
    assert.is(await status('--rule', 'unknown-name=off'), 0);
    assert.is(await status('--rule', 'unknown-name=info'), 0);
    assert.is(await status('--max-warnings', '1'), 0);
    assert.is(await status('--rule', 'unknown-name=error', '--max-warnings', '1'), 1);
  });
});

for (const [args, message] of [
  [['--rule', 'unknown-nam=off'], "unknown rule 'unknown-nam'; did you mean unknown-name?"],
  [['--rule', 'unknown-name=loud'], '--rule takes NAME=off, info, warning or error'],
  [['--max-warnings', 'few'], '--max-warnings takes a number'],
  [['no-such.md'], 'no-such.md: there is no such file or folder'],
] as const) {
  test(`lint ${args.join(' ')} is a usage error, exit 2`, async () => {
    const { stderr, exitCode } = await labproof(['lint', ...args]);
    assert.match(stderr, message);
    assert.is(exitCode, 2);
  });
}

test('a missing document does not hide the findings in others, exit 2', async () => {
  await withFolder({ 'a.md': UNKNOWN }, async (folder) => {
    const { stdout, exitCode } = await labproof(['lint', 'a.md', 'b.md'], { cwd: folder });
    assert.match(stdout, 'a.md:5:15 warning unknown-name');
    assert.is(exitCode, 2);
  });
});

test('a folder without Markdown files is no clean one, exit 2', async () => {
  await withFolder({ 'a.txt': CLEAN }, async (folder) => {
    const { stderr, exitCode } = await labproof(['lint', folder]);
    assert.match(stderr, 'there is no Markdown file');
    assert.is(exitCode, 2);
  });
});

test('--json gives findings with their fixes, and a summary', async () => {
  await withFolder({ 'a.md': TYPO }, async (folder) => {
    const { stdout, exitCode } = await labproof(['lint', '--json', 'a.md'], { cwd: folder });
    const from = TYPO.indexOf('shpo');
    assert.equal(JSON.parse(stdout), {
      version: 1,
      summary: { documents: 1, errors: 1, warnings: 0, infos: 0, fixable: 1, fixed: 0 },
      findings: [
        {
          rule: 'name-typo',
          level: 'error',
          file: 'a.md',
          line: 5,
          column: 15,
          message: 'there is no container shpo; the document makes shop on line 4',
          hint: 'write shop',
          fix: { edits: [{ from, to: from + 4, text: 'shop' }] },
        },
      ],
    });
    assert.is(exitCode, 1);
  });
});

test('--fix mends the file in place, keeps its permissions and links, and leaves none beside', async () => {
  await withFolder({ 'a.md': TYPO }, async (folder) => {
    await chmod(`${folder}/a.md`, 0o640);
    await symlink('a.md', `${folder}/link.md`);
    const { stdout, exitCode } = await labproof(['lint', '--fix', 'link.md'], { cwd: folder });
    assert.is(stdout, '0 errors, 0 warnings in 1 document (1 fixed)');
    assert.is(exitCode, 0);
    assert.is(await readFile(`${folder}/a.md`, 'utf8'), TYPO.replace('shpo', 'shop'));
    assert.is((await stat(`${folder}/a.md`)).mode & 0o777, 0o640);
    const again = await labproof(['lint', '--fix', 'link.md'], { cwd: folder });
    assert.is(again.stdout, '0 errors, 0 warnings in 1 document');
  });
});

test('--list-rules names every rule with its level', async () => {
  const { stdout, exitCode } = await labproof(['lint', '--list-rules']);
  assert.match(stdout, /^two-ids +error +one object with two IDs$/m);
  assert.is(exitCode, 0);
});

test.run();
