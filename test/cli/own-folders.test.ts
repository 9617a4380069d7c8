import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, startLabproof, withFolder } from '../support/cli.ts';

/** Labs that need no engine, and none is there. */
const NO_ENGINE = { LABPROOF_ENGINE_ROOT: '/nonexistent', DOCKER_HOST: '' };
const SLOW = '# Slow\n\n```console\n$ echo plums > jam\n$ sleep 600\n```\n';

test('all that a run has for temporary files is on record, and clean removes it after a kill', async () => {
  await withFolder({ 'lab.md': SLOW }, async (cwd) => {
    const temporary = join(cwd, 'tmp');
    await mkdir(temporary);
    const env = { ...NO_ENGINE, PATH: process.env.PATH ?? '', TMPDIR: temporary, XDG_STATE_HOME: cwd };
    const run = startLabproof(['run', 'lab.md'], { cwd, env });
    const begun = async () =>
      (await readdir(temporary, { recursive: true })).some((name) => name.endsWith('/jam'));
    while (!(await begun()) && run.exitCode === null) await delay(20);
    run.kill('SIGKILL');
    await run;
    const records = (await readdir(join(cwd, 'labproof'))).filter((name) => name.endsWith('.jsonl'));
    const [head = ''] = (await readFile(join(cwd, 'labproof', records[0] ?? ''), 'utf8')).split('\n');
    const { folders } = JSON.parse(head) as { readonly folders: readonly string[] };
    const made = (await readdir(temporary)).map((name) => join(temporary, name));
    assert.equal(
      made.filter((folder) => !folders.includes(folder)),
      [],
    );
    const { exitCode, stdout } = await labproof(['clean', '--yes'], { cwd, env });
    assert.is(exitCode, 0, stdout);
    assert.equal(await readdir(temporary), []);
  });
});

test('a working folder that is gone is said, and nothing waits for it', async () => {
  await withFolder({}, async (above) => {
    const folder = join(above, 'gone');
    for (const verb of ['plan', 'run', 'doctor', 'clean']) {
      await mkdir(folder);
      const enter = ['sh', '-c', 'cd "$0" && rmdir "$0" && exec "$@"', folder];
      const { exitCode, stdout, stderr } = await labproof([verb], { enter });
      assert.equal([verb, exitCode, stdout], [verb, 2, '']);
      assert.match(stderr, /^labproof: the folder that it was started in is gone/);
    }
  });
});

test.run();
