import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withEngine } from '../test/support/engine.ts';
import { inventoryOf, killAndClean, makeBystanders } from '../test/support/faults.ts';
import { loadMachineImage } from '../test/support/machine-image.ts';
import { repository } from '../test/support/repository.ts';

/**
 * Kills labproof at random moments of a lab that makes containers, networks, volumes and an image,
 * and counts how often `labproof clean` left the engine as it was before. Run count: first argument; the second
 * is `container` for labs on machines that are containers of the engine.
 */
const runs = Number(process.argv[2] ?? 100);
const inContainers = process.argv[3] === 'container';
/** The longest that the lab takes to be killed in, in ms. */
const LENGTH = 5_000;
const IMAGES = join(repository(), 'fixtures/images');

let clean = 0;
await withEngine(
  async (engine) => {
    await makeBystanders(engine);
    const image = inContainers ? await loadMachineImage(engine, '28') : undefined;
    const args = image === undefined ? {} : { args: ['--engine', 'container', '--images', IMAGES] };
    const before = await inventoryOf(engine);
    const state = await mkdtemp(join(tmpdir(), 'labproof-state-'));
    for (let run = 1; run <= runs; run += 1) {
      const moment = Math.round(300 + Math.random() * LENGTH);
      const { inventory, said } = await killAndClean(engine, { afterMs: moment, state, ...args });
      if (inventory === before) clean += 1;
      else
        console.log(
          `run ${run}, killed after ${moment} ms:\n${said}\nbefore:\n${before}\nafter:\n${inventory}`,
        );
    }
    await rm(state, { recursive: true, force: true });
  },
  { images: ['alpine'], ...(inContainers ? { version: '28' } : {}) },
);
console.log(`${clean} of ${runs} runs left nothing after kill -9 and clean`);
process.exitCode = clean === runs ? 0 : 1;
