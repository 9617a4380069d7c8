import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cacheKeys } from '../../src/cli/cache-key.ts';
import type { EnginePlace } from '../../src/cli/engine-places.ts';
import { readIncluded } from '../../src/cli/included-files.ts';
import { type RunSettings, readRunSettings } from '../../src/cli/run-options.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { planLab } from '../../src/plan/plan.ts';
import { applyVariables } from '../../src/plan/variables.ts';
import { withFolder } from '../support/cli.ts';

const PLACE: EnginePlace = {
  choice: 'private',
  version: undefined,
  engine: { kind: 'private', backend: 'namespace', version: '28.5.2' },
};

const DOCUMENT = `# Lab

{% include "part.md" %}

\`\`\`console
$ docker run pear:1
\`\`\`
`;

interface Asked {
  readonly text?: string;
  readonly place?: EnginePlace;
  readonly settings?: Partial<RunSettings>;
}

const settingsOf = (given: Partial<RunSettings>): RunSettings => {
  const settings = readRunSettings({ flags: {}, operands: [] });
  if ('error' in settings) throw new Error(settings.error);
  return { ...settings, ...given };
};

/** The key of a document of a folder that is there. */
async function keyIn(folder: string, { text = DOCUMENT, place = PLACE, settings = {} }: Asked = {}) {
  const all = settingsOf(settings);
  const lab = parseLab(join(folder, 'lab.md'), text, { included: readIncluded() });
  const plan = planLab(applyVariables(lab, all.variables).lab);
  return cacheKeys(all)({ plan, version: undefined }, place);
}

/** A folder with the document's include and what its image is built of. */
async function withDocument(use: (folder: string) => Promise<void>): Promise<void> {
  const part = '```console\n$ docker network create wire\n```\n';
  await withFolder({ 'part.md': part, 'lab.md': DOCUMENT }, async (folder) => {
    await mkdir(join(folder, '.git'));
    await mkdir(join(folder, 'images/pear'), { recursive: true });
    await writeFile(join(folder, 'images/pear/Dockerfile'), 'FROM scratch\n');
    await use(folder);
  });
}

const FRONT = '---\nlabproof:\n  images:\n    pear:1: images/pear\n---\n';

test('the key is the same for the same, in another checkout too', async () => {
  await withDocument(async (here) => {
    await withDocument(async (there) => {
      const keys = [here, here, there].map((folder) => keyIn(folder, { text: FRONT + DOCUMENT }));
      const [first, ...others] = await Promise.all(keys);
      assert.match(first!, /^[0-9a-f]{64}$/);
      assert.equal(others, [first, first]);
    });
  });
});

test('a change of the document, of what it includes or of what its image is made of is another key', async () => {
  await withDocument(async (folder) => {
    const text = FRONT + DOCUMENT;
    const keys = [await keyIn(folder, { text }), await keyIn(folder, { text: `${text}\n` })];
    await writeFile(join(folder, 'part.md'), '```console\n$ docker network create other\n```\n');
    keys.push(await keyIn(folder, { text }));
    await writeFile(join(folder, 'images/pear/Dockerfile'), 'FROM scratch\nLABEL a=b\n');
    keys.push(await keyIn(folder, { text }));
    assert.is(new Set(keys).size, 4);
    assert.not(keys.includes(undefined));
  });
});

test('another engine, machine or option is another key; how it is reported and how many run is not', async () => {
  await withDocument(async (folder) => {
    const text = FRONT + DOCUMENT;
    const engine = PLACE.engine!;
    const key = (settings: Partial<RunSettings>) => keyIn(folder, { text, settings });
    const first = await keyIn(folder, { text });
    const others = [
      await keyIn(folder, { text, place: { ...PLACE, engine: { ...engine, version: '28.5.1' } } }),
      await keyIn(folder, { text, place: { ...PLACE, engine: { kind: 'host', version: '28.5.2' } } }),
      await key({ timeoutMs: 1 }),
      await key({ online: true }),
      await key({ given: { LABEL: 'x' } }),
      await key({ faithful: true }),
      await key({ privileged: 'refuse' }),
      await key({ allowed: new Set(['files']) }),
      await key({ skipTags: new Set(['slow']) }),
      await key({ steps: { from: 1, to: 1 } }),
      await key({ grep: 'x' }),
      await key({ swarm: true }),
    ];
    assert.is(new Set([first, ...others]).size, others.length + 1);
    for (const same of [
      { workers: 4 },
      { retries: 2 },
      { strict: true },
      { verbosity: 'verbose' as const },
      { bail: 1 },
    ])
      assert.is(await key(same), first);
  });
});

test('what the config and its plugins say is a part of it', async () => {
  await withDocument(async (folder) => {
    const file = join(folder, 'plugin.mjs');
    const key = () => keyIn(folder, { text: FRONT + DOCUMENT, settings: { sources: [file] } });
    await writeFile(file, 'export default {};\n');
    const before = await key();
    await writeFile(file, 'export default { checks: {} };\n');
    assert.is.not(await key(), before);
  });
});

test('a variable of the caller counts where the document names it', async () => {
  await withDocument(async (folder) => {
    const named = `${FRONT}${DOCUMENT}\n\`\`\`console\n$ echo \${LABPROOF_TEST_FRUIT}\n\`\`\`\n`;
    const keys = async () => [
      await keyIn(folder, { text: named }),
      await keyIn(folder, { text: FRONT + DOCUMENT }),
    ];
    const [withIt, without] = await keys();
    process.env.LABPROOF_TEST_FRUIT = 'pear';
    try {
      const [changed, same] = await keys();
      assert.is.not(changed, withIt);
      assert.is(same, without);
    } finally {
      delete process.env.LABPROOF_TEST_FRUIT;
    }
  });
});

test('the day after which a known failure counts is a part of it', async () => {
  await withDocument(async (folder) => {
    const key = (day: string) => {
      const mark = `<!-- labproof: known-bad reason="x" until=${day} -->`;
      return keyIn(folder, { text: `# Lab\n\n${mark}\n\n\`\`\`console\n$ ls\n\`\`\`\n` });
    };
    assert.is.not(await key('2020-01-31'), await key('2090-01-31'));
  });
});

test('of a working directory all counts but what git, reports and the cache keep there', async () => {
  await withDocument(async (folder) => {
    const cache = { directory: join(folder, 'cache'), reads: true };
    const reporters = [{ name: 'json', file: join(folder, 'report.json') }];
    const key = () =>
      keyIn(folder, { text: FRONT + DOCUMENT, settings: { workdir: folder, cache, reporters } });
    const first = await key();
    await mkdir(cache.directory);
    for (const path of ['.git/HEAD', 'cache/x.json', 'report.json']) await writeFile(join(folder, path), 'x');
    assert.is(await key(), first);
    await writeFile(join(folder, 'jars.txt'), 'plum');
    const second = await key();
    assert.is.not(second, first);
    await writeFile(join(folder, 'jars.txt'), 'pear');
    assert.is.not(await key(), second);
  });
});

test('without an engine, or with an image of which nothing is known, there is no key', async () => {
  await withDocument(async (folder) => {
    assert.is(
      await keyIn(folder, { text: FRONT + DOCUMENT, place: { choice: 'auto', version: undefined } }),
      undefined,
    );
    assert.is(await keyIn(folder, { text: DOCUMENT }), undefined);
    const text = '# Shell\n\n```console\n$ ls\n```\n';
    assert.ok(await keyIn(folder, { text, place: { choice: 'auto', version: undefined } }));
  });
});

test.run();
