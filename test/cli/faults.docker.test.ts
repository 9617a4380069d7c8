import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, startLabproof, withFolder } from '../support/cli.ts';
import { type TestEngine, withEngine } from '../support/engine.ts';
import { faultEnvironment, inventoryOf, killAndClean, LAB, makeBystanders } from '../support/faults.ts';
import { type SecondEngine, withSecondEngine } from '../support/second-engine.ts';

/** Moments over a run's length, in ms; `bench/faults.ts` takes a hundred random ones. */
const MOMENTS = [700, 1_200, 1_800, 2_600, 3_500];

test('after kill -9 at any moment, clean removes what the run made and touches nothing else', async () => {
  await withEngine(
    async (engine) => {
      await makeBystanders(engine);
      const before = await inventoryOf(engine);
      await withState(async (state) => {
        for (const moment of MOMENTS) {
          const { inventory, said, exitCode } = await killAndClean(engine, { afterMs: moment, state });
          assert.is(inventory, before, `after ${moment} ms: ${said}`);
          assert.is(exitCode, 0, said);
        }
        assert.equal(await leftIn(state), []);
      });
    },
    { images: ['alpine'] },
  );
});

test('a new run warns of one that was interrupted, and of none that is going on or was kept', async () => {
  await withEngine(
    async (engine) => {
      await withState(async (state) => {
        const env = faultEnvironment(engine, state);
        const run = (...args: string[]) =>
          labproof(['run', '--engine', 'host', '--step', '1', ...args, LAB], { env });
        const kept = await run('--keep');
        assert.match(kept.stdout, 'network busy-one (kept; labproof clean removes it)');
        await withFolder({ 'long.md': LONG }, async (folder) => {
          const { run: other } = await startedRun(engine, env, join(folder, 'long.md'));
          assert.not.match((await run()).stdout, 'interrupted');
          other.kill('SIGKILL');
          await other;
        });
        assert.match((await run()).stdout, /a run was interrupted.*'labproof clean' lists it and removes it/);
        const clean = await labproof(['clean', '--yes'], { env });
        assert.match(clean.stdout, /min ago, kept: network busy-one/);
        assert.not.match(await inventoryOf(engine), 'busy');
        assert.not.match((await run()).stdout, 'interrupted');
      });
    },
    { images: ['alpine'] },
  );
});

test('SIGTERM ends a run with its cleanup and 143', async () => {
  await withEngine(
    async (engine) => {
      await withState(async (state) => {
        const before = await inventoryOf(engine);
        const { run } = await startedRun(engine, faultEnvironment(engine, state));
        run.kill('SIGTERM');
        assert.is((await run).exitCode, 143);
        assert.is(await inventoryOf(engine), before);
        assert.equal(await leftIn(state), []);
      });
    },
    { images: ['alpine'] },
  );
});

test('an engine that ends in the middle fails the run with the reason, and what is left is cleaned up', async () => {
  await withEngine(
    async (engine) => {
      await withSecondEngine(engine, async (second) => {
        await makeBystanders(second);
        const before = stateless(await inventoryOf(second));
        await withState(async (state) => {
          const env = faultEnvironment(second, state);
          const { run: dead } = await startedRun(second, env);
          await second.kill();
          const outcome = await dead;
          assert.is(outcome.exitCode, 1);
          assert.match(outcome.stdout, /the engine ended while line \d+ ran.*the lab was given up/);
          await second.start();
          const clean = await labproof(['clean', '--yes'], { env });
          assert.is(clean.exitCode, 0, clean.stdout);
          assert.is(stateless(await inventoryOf(second)), before);

          const { run: restarted } = await startedRun(second, env);
          await restart(second);
          const again = await restarted;
          assert.is(again.exitCode, 1);
          assert.match(again.stdout, 'the engine ended while line');
          assert.is(stateless(await inventoryOf(second)), before, again.stdout);
          assert.equal(await leftIn(state), []);
        });
      });
    },
    { images: [] },
  );
});

async function restart(second: SecondEngine): Promise<void> {
  await second.kill();
  await second.start();
}

/** Goes on for longer than any test. */
const LONG = '```\n$ docker run -d --name busy-b alpine sleep 1000\n$ sleep 1000\n```\n';

/** A run of the lab that has made its first container. */
async function startedRun(engine: TestEngine, env: Record<string, string>, lab = LAB) {
  const run = startLabproof(['run', '--engine', 'host', lab], { env });
  while (
    !(await docker(engine, 'ps', '--format', '{{.Names}}')).includes('busy-b') &&
    run.exitCode === null
  ) {
    await delay(30);
  }
  // Not the run itself, which would be waited for.
  return { run };
}

/** The end of an engine ends its containers. */
const stateless = (inventory: string): string => inventory.replaceAll(/ (?:running|exited)$/gm, '');

/** What is there of the folders of runs. */
async function leftIn(state: string): Promise<readonly string[]> {
  const ledgers = await readdir(join(state, 'labproof')).catch(() => []);
  const others = (await readdir(state)).filter((name) => name !== 'labproof');
  return [...others, ...ledgers.filter((name) => name.endsWith('.jsonl'))];
}

async function withState(use: (state: string) => Promise<void>): Promise<void> {
  const state = await mkdtemp('/tmp/labproof-state-');
  try {
    await use(state);
  } finally {
    await rm(state, { recursive: true, force: true });
  }
}

test.run();
