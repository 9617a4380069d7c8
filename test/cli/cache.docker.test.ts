import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, withFolder } from '../support/cli.ts';
import { engineRoot, withEngine } from '../support/engine.ts';

const LAB = '# Pear\n\n```console\n$ docker run --rm pear:1 echo ripe\nripe\n```\n';

test('a lab is run again when the engine has another image under the name that it uses', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'pear.md': LAB }, async (folder) => {
        const env = { ...engine.env, XDG_STATE_HOME: join(folder, '.state') };
        const run = async () => {
          const { stdout, stderr } = await labproof(
            ['run', '--engine', 'host', '--cache-dir', 'cache', 'pear.md'],
            { cwd: folder, env, enter: engine.enter },
          );
          assert.match(stdout, /1 passed, 0 failed, 0 skipped$/, stderr);
          return stdout.includes('Cached    1 lab');
        };
        await docker(engine, 'tag', 'alpine', 'pear:1');
        assert.equal([await run(), await run()], [false, true]);
        await docker(engine, 'tag', 'busybox', 'pear:1');
        assert.equal([await run(), await run()], [false, true]);
        await docker(engine, 'tag', 'alpine', 'pear:1');
        assert.is(await run(), true);
        assert.is(await docker(engine, 'ps', '-aq'), '');
      });
    },
    { images: ['alpine', 'busybox'] },
  );
});

test('on machines of several engines each has results of its own', async () => {
  await withFolder(
    { 'wire.md': '# Wire\n\n```console\n$ docker network create wire\n```\n' },
    async (folder) => {
      const roots = [engineRoot('26'), engineRoot('28')].join(':');
      const run = async (...args: readonly string[]) => {
        const { stdout, stderr, exitCode } = await labproof(
          ['run', '--engine', 'private', '--cache-dir', 'cache', '--images', 'images', ...args, 'wire.md'],
          { cwd: folder, env: { LABPROOF_ENGINE_ROOT: roots, XDG_STATE_HOME: join(folder, '.state') } },
        );
        assert.is(exitCode, 0, stdout + stderr);
        return / Cached {4}(\d) lab/.exec(stdout)?.[1] ?? '0';
      };
      await mkdir(join(folder, 'images'));
      assert.is(await run('--engine-version', '28'), '0');
      assert.is(await run('--engine-version', '26,28'), '1');
      assert.is(await run('--engine-version', '28,26'), '2');
      await writeFile(join(folder, 'wire.md'), '# Wire\n\n```console\n$ docker network create wires\n```\n');
      assert.is(await run('--engine-version', '26'), '0');
    },
  );
});

test.run();
