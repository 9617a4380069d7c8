import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT, withFolder } from '../support/cli.ts';

/** Programs that a start needs, each of which is slow here so that the interruption meets it. */
for (const [helper, what, args] of [
  ['mkfifo', 'a machine starts', []],
  ['mkfs.ext4', 'a machine starts', []],
  ['perl', 'a machine starts', []],
  ['unshare', 'a machine starts', []],
  ['unshare', 'it is looked which engine there is', ['--cache-dir', 'cache']],
  ['mkfs.ext4', 'it is looked which engine there is', ['--cache-dir', 'cache']],
] as const)
  test(`Ctrl-C while ${what} and ${helper} runs ends in order`, () =>
    withFolder({ 'lab.md': '```\n$ docker network create shop\n```\n' }, async (folder) => {
      const bin = join(folder, 'bin');
      const began = join(folder, 'began');
      await mkdir(bin);
      await writeFile(
        join(bin, helper),
        `#!/bin/sh\n[ -e ${began} ] || { : >${began}; sleep 1; }\nPATH=\${PATH#*:} exec ${helper} "$@"\n`,
      );
      await chmod(join(bin, helper), 0o755);
      const main = join(ROOT, 'dist/src/cli/main.js');
      // As at a terminal, whose Ctrl-C goes to all that is in the foreground: here, to a group of processes.
      const run = execa(
        process.execPath,
        [main, 'run', '--engine', 'private', ...args, join(folder, 'lab.md')],
        {
          cwd: folder,
          detached: true,
          reject: false,
          stdin: 'ignore',
          env: { PATH: `${bin}:${process.env.PATH}`, XDG_STATE_HOME: folder },
        },
      );
      while (!existsSync(began) && run.exitCode === null) await delay(10);
      process.kill(-run.pid!, 'SIGINT');
      const { exitCode, stderr } = await run;
      assert.match(stderr, /^\nlabproof: interrupted; [^\n]*$/);
      assert.is(exitCode, 130, stderr);
      assert.equal(await readdir(join(folder, 'labproof/engines')), []);
    }));

test.run();
