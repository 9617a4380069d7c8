import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { readConfig } from '../../src/cli/config-text.ts';
import { initialFiles } from '../../src/cli/init-files.ts';
import { lintText } from '../../src/lint/lint.ts';
import { labproof, withFolder } from '../support/cli.ts';

test('a config, a lab and a job are made, and lint has nothing to say of the lab', async () => {
  await withFolder({}, async (cwd) => {
    const { stdout, exitCode } = await labproof(['init', '--ci', 'github'], { cwd });
    assert.is(exitCode, 0);
    assert.match(stdout, 'made  labs/first-words.md');
    const config = await readFile(join(cwd, 'labproof.config.json'), 'utf8');
    assert.not.ok('error' in readConfig(config, 'labproof.config.json'));
    const { jobs } = parse(await readFile(join(cwd, '.github/workflows/labs.yml'), 'utf8'));
    assert.ok(jobs.labs.steps.some(({ run }: { run?: string }) => run?.startsWith('npx labproof run')));
    const lint = await labproof(['lint'], { cwd });
    assert.is(lint.stdout, '0 errors, 0 warnings in 1 document');
  });
});

test('lint has nothing to say of any first lab', () => {
  for (const docker of [true, false]) {
    const labs = Object.entries(initialFiles({ ci: 'none', docker })).filter(([path]) =>
      path.endsWith('.md'),
    );
    assert.is(labs.length, 1);
    for (const [path, text] of labs) assert.equal(lintText(path, text), []);
  }
});

test('what is there is never written over', async () => {
  await withFolder({ 'labproof.config.json': '{}' }, async (cwd) => {
    await mkdir(join(cwd, 'labs'));
    await writeFile(join(cwd, 'labs/first-network.md'), 'mine');
    const { stdout, exitCode } = await labproof(['init', '--docker', '--ci', 'gitlab'], { cwd });
    assert.is(exitCode, 0);
    assert.match(stdout, 'kept  labproof.config.json');
    assert.match(stdout, 'made  .gitlab-ci.yml');
    assert.is(await readFile(join(cwd, 'labproof.config.json'), 'utf8'), '{}');
    assert.is(await readFile(join(cwd, 'labs/first-network.md'), 'utf8'), 'mine');
  });
});

test('a project that has labs gets no first one', async () => {
  await withFolder({}, async (cwd) => {
    await mkdir(join(cwd, 'labs/deep'), { recursive: true });
    await writeFile(join(cwd, 'labs/deep/mine.mdx'), '# Mine\n');
    const { stdout, exitCode } = await labproof(['init', '--ci', 'gitlab'], { cwd });
    assert.is(exitCode, 0);
    assert.match(stdout, 'kept  labs\n');
    assert.match(stdout, 'made  .gitlab-ci.yml');
    assert.equal(await readdir(join(cwd, 'labs')), ['deep']);
  });
});

test('a CI system that is not known, and what cannot be written, are told', async () => {
  await withFolder({ labs: 'a file' }, async (cwd) => {
    const unknown = await labproof(['init', '--ci', 'jenkns'], { cwd });
    assert.match(unknown.stderr, "--ci takes github, gitlab, none, not 'jenkns'");
    assert.is(unknown.exitCode, 2);
    const { stderr, exitCode } = await labproof(['init'], { cwd });
    assert.match(stderr, "labs/first-words.md: it can't be written (");
    assert.is(exitCode, 5);
    await access(join(cwd, 'labproof.config.json'));
  });
});

test.run();
