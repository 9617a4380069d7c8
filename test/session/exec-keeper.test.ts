import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, symlink } from 'node:fs/promises';
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
      if (said === 'mark1;') output = open(join(dir, 'output.1'), 'w');
      if (said === 'mark1;plums\n') keeper.stdin.write('flush 1\nflush 7\n');
      if (said.endsWith('mark7 held;')) keeper.stdin.end();
    });
    let output: Promise<FileHandle> | undefined;
    await once(keeper.stdout, 'data');
    // Nothing waits for a reader, what is written comes, and both outputs are told to be held.
    const file = await output!;
    await file.write('plums\n');
    await once(keeper, 'close');
    await file.close();
    assert.is(said.replaceAll('\n', ''), 'mark1;plumsmark1 held;mark7 held;');
    assert.is(existsSync(dir), false);
  });
});

test.run();
