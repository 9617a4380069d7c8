import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withEngine } from '../support/engine.ts';
import { inventoryOf, killAndClean, makeBystanders } from '../support/faults.ts';

/** Moments over a run's length, in ms; `bench/faults.ts` takes a hundred random ones. */
const MOMENTS = [700, 1_200, 1_800, 2_600, 3_500];

test('after kill -9 at any moment, clean removes what the run made and touches nothing else', async () => {
  await withEngine(
    async (engine) => {
      await makeBystanders(engine);
      const before = await inventoryOf(engine);
      const state = await mkdtemp(join(tmpdir(), 'labproof-state-'));
      try {
        for (const moment of MOMENTS) {
          const { inventory, said, exitCode } = await killAndClean(engine, moment, state);
          assert.is(inventory, before, `after ${moment} ms: ${said}`);
          assert.is(exitCode, 0, said);
        }
      } finally {
        await rm(state, { recursive: true, force: true });
      }
    },
    { images: ['alpine'] },
  );
});

test.run();
