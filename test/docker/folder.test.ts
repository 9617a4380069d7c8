import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeFolder } from '../../src/docker/folder.ts';
import { ROOT, withFolder } from '../support/cli.ts';

test('a folder is made with those above it, for its user alone unless told', async () => {
  await withFolder({}, async (folder) => {
    await makeFolder(join(folder, 'a/b'));
    await makeFolder(join(folder, 'c'), 0o755);
    const modes = await Promise.all(['a', 'a/b', 'c'].map((name) => stat(join(folder, name))));
    assert.equal(
      modes.map(({ mode }) => mode & 0o777),
      [0o700, 0o700, 0o755],
    );
  });
});

test('where no folder can be made, one says so and does not try for ever', async () => {
  await withFolder({}, async (folder) => {
    const cwd = join(folder, 'gone');
    await mkdir(cwd);
    const script = `
      const { makeFolder } = await import(process.argv[1]);
      const { rmdirSync } = await import('node:fs');
      rmdirSync(process.argv[2]);
      await makeFolder('a/b').catch(({ code }) => console.log(code));`;
    const module = join(ROOT, 'dist/src/docker/folder.js');
    const args = ['--input-type=module', '-e', script, module, cwd];
    const { stdout } = await execa(process.execPath, args, { cwd, timeout: 60_000 });
    assert.is(stdout, 'ENOENT');
    assert.is(existsSync(cwd), false);
  });
});

test.run();
