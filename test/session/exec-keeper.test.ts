import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keeperScript } from '../../src/session/exec-keeper.ts';
import { withFolder } from '../support/cli.ts';

/** The file that a program is. */
const programOf = (name: string): string =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync) ?? '';

test('a keeper whose programs a command has removed rests, and ends when it is told to', async () => {
  await withFolder({}, async (folder) => {
    const [bin, dir] = [join(folder, 'bin'), join(folder, 'session')];
    await mkdir(bin);
    for (const name of ['mkdir', 'mkfifo', 'rm']) await symlink(programOf(name), join(bin, name));
    const keeper = spawn('/bin/sh', ['-c', keeperScript, 'keeper', dir, 'mark'], {
      env: { PATH: bin },
      // It ends with all of its group.
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let said = '';
    keeper.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      keeper.stdin.end();
    });
    await once(keeper, 'close');
    assert.is(said, 'mark1;');
    assert.is(existsSync(dir), false);
  });
});

test.run();
