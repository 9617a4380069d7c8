import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FileAction } from '../../src/model/lab.ts';
import { LabFiles } from '../../src/run/files.ts';
import { withFolder } from '../support/cli.ts';

const file = (path: string, content: string, write: FileAction['write'] = 'always'): FileAction => ({
  kind: 'file',
  span: { file: 'lab.md', line: 3, column: 1, endLine: 5 },
  path,
  content,
  reason: 'given',
  write,
});

/** A folder that is not the lab's own, with these files in it. */
const withShared = (
  present: Readonly<Record<string, string>>,
  use: (root: string, files: LabFiles) => Promise<void>,
) =>
  withFolder(present, async (folder) => {
    const root = await realpath(folder);
    await use(root, new LabFiles(root, { own: false }));
  });

test('in a given folder a file is written and taken back with the folders made for it', async () => {
  await withShared({ kept: 'k' }, async (root, files) => {
    assert.is(await files.write(file('a/b/c.txt', 'x')), undefined);
    assert.is(await files.write(file('a/d.txt', 'y')), undefined);
    assert.is(await readFile(join(root, 'a/b/c.txt'), 'utf8'), 'x');
    await files.removeWritten();
    assert.equal(await readdir(root), ['kept']);
  });
});

test('a file that is there already and differs is a problem with its line, and stays', async () => {
  await withShared({ 'a.txt': 'mine' }, async (root, files) => {
    const problem = await files.write(file('a.txt', 'theirs'));
    assert.is(problem?.code, 'file-taken');
    assert.is(problem?.span?.line, 3);
    await files.removeWritten();
    assert.is(await readFile(join(root, 'a.txt'), 'utf8'), 'mine');
  });
});

test('a file that is there already and is the same is used, and stays', async () => {
  await withShared({ 'a.txt': 'same' }, async (root, files) => {
    assert.is(await files.write(file('a.txt', 'same')), undefined);
    await files.removeWritten();
    assert.is(await readFile(join(root, 'a.txt'), 'utf8'), 'same');
  });
});

test('a file that labproof wrote can be written again', async () => {
  await withShared({}, async (root, files) => {
    await files.write(file('a.txt', '1'));
    assert.is(await files.write(file('a.txt', '2')), undefined);
    assert.is(await readFile(join(root, 'a.txt'), 'utf8'), '2');
    await files.removeWritten();
    assert.equal(await readdir(root), []);
  });
});

test('a folder that labproof made stays when a command has put something into it', async () => {
  await withShared({}, async (root, files) => {
    await files.write(file('a/b.txt', '1'));
    await writeFile(join(root, 'a/other'), 'of a command');
    await files.removeWritten();
    assert.equal(await readdir(join(root, 'a')), ['other']);
  });
});

test('a file that a command made is not replaced by what a command shows of it', async () => {
  for (const own of [true, false]) {
    await withFolder({ 'a.txt': 'of a command' }, async (folder) => {
      const root = await realpath(folder);
      const files = new LabFiles(root, { own });
      assert.is(await files.write(file('a.txt', 'shown', 'unless-made')), undefined);
      assert.is(await readFile(join(root, 'a.txt'), 'utf8'), 'of a command');
    });
  }
});

test('a path outside the working directory is refused, also behind a link', async () => {
  await withFolder({}, async (other) => {
    await withShared({}, async (root, files) => {
      await symlink(other, join(root, 'link'));
      await symlink(join(other, 'b.txt'), join(root, 'b.txt'));
      assert.is((await files.write(file('b.txt', 'x')))?.code, 'file-taken');
      for (const path of ['../a.txt', 'link/a.txt', 'link/deep/a.txt'])
        assert.is((await files.write(file(path, 'x')))?.code, 'path-outside', path);
      assert.equal(await readdir(other), []);
      assert.is(existsSync(join(root, '../a.txt')), false);
    });
  });
});

test('the path of a file starts at the working directory of the lab, in folders that are there or not', async () => {
  await withShared({}, async (root, files) => {
    await mkdir(join(root, 'sub'));
    await files.write(file('sub/a.txt', 'x'));
    assert.is(await readFile(join(root, 'sub/a.txt'), 'utf8'), 'x');
    await files.removeWritten();
    assert.equal(await readdir(join(root, 'sub')), []);
  });
});

test('a script that names its interpreter can be run, another file can not', async () => {
  await withShared({}, async (root, files) => {
    await files.write(file('run.sh', '#!/bin/sh\ntrue\n'));
    await files.write(file('plain.sh', 'true\n'));
    const executable = async (name: string) => ((await stat(join(root, name))).mode & 0o100) !== 0;
    assert.equal([await executable('run.sh'), await executable('plain.sh')], [true, false]);
  });
});

test.run();
