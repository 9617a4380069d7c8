import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  engineName,
  enginesFolder,
  removeStaleEngines,
  sharedFolder,
} from '../../src/docker/private-remains.ts';
import { labproof } from '../support/cli.ts';

/** Calls `use` with the folder of a machine whose labproof is gone, and what is mounted there goes with it. */
async function withRemains(use: (directory: string, state: string) => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'labproof-test-'));
  const state = join(home, 'labproof');
  // No process has this number and began then.
  const name = engineName('of-test').replace(/^\d+-\d+/, '1-1');
  const directory = join(enginesFolder(state), name);
  await mkdir(join(directory, 'disk'), { recursive: true });
  await mkdir(sharedFolder(name));
  try {
    await use(directory, state);
  } finally {
    for (const folder of [join(directory, 'disk'), sharedFolder(name), enginesFolder(state)])
      while ((await execa('umount', ['-l', folder], { reject: false })).exitCode === 0);
    for (const folder of [home, sharedFolder(name)]) await rm(folder, { recursive: true, force: true });
  }
}

const mount = (...args: readonly string[]) => execa('mount', args);

test('whatever a helper of a killed run has mounted on top of what is mounted there is taken away', async () => {
  await withRemains(async (directory, state) => {
    const share = sharedFolder(basename(directory));
    for (const folder of [join(directory, 'disk'), share])
      for (const _ of [1, 2, 3]) await mount('-t', 'tmpfs', 'tmpfs', folder);
    assert.equal(await removeStaleEngines(state), { removed: [basename(directory)], left: [] });
    assert.equal([directory, share].map(existsSync), [false, false]);
  });
});

test('what of a killed run can’t be removed is said, with its reason, and is no bug', async () => {
  await withRemains(async (directory, state) => {
    const engines = enginesFolder(state);
    await mount('--bind', engines, engines);
    await mount('-o', 'remount,bind,ro', engines);
    const env = { XDG_STATE_HOME: join(state, '..'), PATH: process.env.PATH ?? '' };
    const { stdout, stderr, exitCode } = await labproof(['clean', '--yes'], { env });
    assert.match(stdout, `left: machine ${basename(directory)}: EROFS`);
    assert.equal([exitCode, stderr], [1, '']);
    const asJson = await labproof(['clean', '--yes', '--json'], { env });
    const { runs } = JSON.parse(asJson.stdout) as { runs: readonly { left: readonly { why: string }[] }[] };
    assert.match(runs[0]?.left[0]?.why ?? '', /^EROFS/);
  });
});

test.run();
