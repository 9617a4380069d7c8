import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type CachedResult,
  cacheSize,
  readCached,
  removeCache,
  trimCache,
  writeCached,
} from '../../src/cli/cache-store.ts';
import { withFolder } from '../support/cli.ts';
import { eventsOf } from '../support/events.ts';

const KEYS = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];

function sample(): CachedResult {
  const events = eventsOf([{ steps: [{ title: 'Step', commands: [{ command: 'docker ps' }] }] }]);
  const end = events.find((event) => event.type === 'lab-finished')!;
  return { at: '2026-03-04T05:06:07.000Z', result: end.result, topologies: [], notices: [], pictured: false };
}

test('what was kept under a key is read as it was, by its user only', async () => {
  await withFolder({}, async (root) => {
    const folder = join(root, 'new/results');
    await writeCached(folder, KEYS[0], sample());
    const read = await readCached(folder, KEYS[0]);
    assert.ok(read && read !== 'broken');
    assert.equal([read.at, read.result, read.pictured], [sample().at, sample().result, false]);
    assert.is(await readCached(folder, KEYS[1]), undefined);
    assert.is(await readCached(join(root, 'none'), KEYS[1]), undefined);
  });
});

test('a result that is damaged, of another version or of a lab that failed is broken', async () => {
  await withFolder({}, async (folder) => {
    await writeCached(folder, KEYS[0], sample());
    const path = join(folder, `${KEYS[0]}.json`);
    const text = await readFile(path, 'utf8');
    for (const bad of [
      text.slice(0, -20),
      '',
      '[]',
      text.replace('"version":1', '"version":2'),
      text.replace('"verdict":"passed"', '"verdict":"failed"'),
      text.replace('2026-03-04T', 'some day '),
    ]) {
      await writeFile(path, bad);
      assert.is(await readCached(folder, KEYS[0]), 'broken', bad.slice(0, 40));
    }
  });
});

test('what was not used for longest goes when there is too much', async () => {
  await withFolder({}, async (folder) => {
    for (const key of KEYS) await writeCached(folder, key, sample());
    const { bytes, results } = await cacheSize(folder);
    assert.is(results, 3);
    for (const [index, key] of KEYS.entries())
      await utimes(join(folder, `${key}.json`), index + 1, index + 1);
    // To be read is to be used.
    await readCached(folder, KEYS[0]);
    await trimCache(folder, bytes - 1);
    assert.equal((await readdir(folder)).sort(), [`${KEYS[0]}.json`, `${KEYS[2]}.json`]);
    await trimCache(folder, bytes);
    assert.is((await cacheSize(folder)).results, 2);
  });
});

test('only results are removed, and the folder if nothing else is in it', async () => {
  await withFolder({}, async (root) => {
    const [mine, shared] = [join(root, 'mine'), join(root, 'shared')];
    for (const folder of [mine, shared]) await writeCached(folder, KEYS[0], sample());
    await writeFile(join(mine, `.${KEYS[1]}.json.cut-short`), '');
    await writeFile(join(shared, 'notes.json'), '{}');
    await mkdir(join(shared, 'folder'));
    await removeCache(mine);
    await removeCache(shared);
    assert.equal(await readdir(root), ['shared']);
    assert.equal((await readdir(shared)).sort(), ['folder', 'notes.json']);
    assert.equal(await cacheSize(shared), { results: 0, bytes: 0 });
    await removeCache(join(root, 'none'));
  });
});

test.run();
