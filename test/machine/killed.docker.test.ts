import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, ROOT, startLabproof } from '../support/cli.ts';

const LAB = join(ROOT, 'fixtures/labs/busy.md');
/** In ms after labproof's start, from before its machine is made to when its lab runs. */
const MOMENTS = [150, 300, 450, 700, 1500];
/** For what was killed to end, in ms. */
const PATIENCE = 20_000;

test('of labproof that is killed with a machine, nothing is left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labproof-test-'));
  try {
    const env = {
      ...{ PATH: process.env.PATH ?? '', HOME: folder },
      ...{ XDG_STATE_HOME: join(folder, 'state'), TMPDIR: join(folder, 'tmp') },
    };
    await mkdir(env.TMPDIR);
    for (const moment of MOMENTS) {
      const run = startLabproof(
        ['run', '--engine', 'private', '--images', join(ROOT, 'fixtures/images'), LAB],
        { env },
      );
      await delay(moment);
      run.kill('SIGKILL');
      await run;
      for (const until = Date.now() + PATIENCE; Date.now() < until; await delay(100)) {
        const { exitCode, stdout, stderr } = await labproof(['clean', '--yes'], { env });
        assert.is(exitCode, 0, stdout + stderr);
        if ((await leftOf(folder, run.pid!)).length === 0) break;
      }
      assert.equal(await leftOf(folder, run.pid!), [], `killed after ${moment} ms`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Folders, processes, control groups and mounts of a run. */
async function leftOf(folder: string, pid: number): Promise<readonly string[]> {
  const listed = async (path: string) => readdir(path).catch(() => []);
  const named = `labproof-${pid}-`;
  const trees = await listed('/sys/fs/cgroup');
  const groups = await Promise.all(['', ...trees].map((tree) => listed(join('/sys/fs/cgroup', tree))));
  const processes = (await listed('/proc')).filter(
    (name) => /^\d+$/.test(name) && name !== String(process.pid),
  );
  const commands = await Promise.all(
    processes.map((name) => readFile(join('/proc', name, 'cmdline'), 'utf8').catch(() => '')),
  );
  return [
    ...(await listed(join(folder, 'state/labproof/engines'))),
    ...(await listed(join(folder, 'tmp'))),
    ...groups.flat().filter((name) => name.startsWith(named)),
    ...commands.filter((command) => command.includes(folder) && command.includes(named)),
    ...(await readFile('/proc/self/mountinfo', 'utf8')).split('\n').filter((line) => line.includes(folder)),
  ];
}

test.run();
