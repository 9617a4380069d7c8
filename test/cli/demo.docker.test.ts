import { spawn } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { type TestEngine, withEngine } from '../support/engine.ts';

const LAB = `---
title: A network of your own
demo:
  output: [wire.svg, wire.cast, wire.gif, wire.png, wire.html]
---

# A network of your own

1. Make it; what is printed is not shown here:

   \`\`\`console
   $ docker network create --subnet 198.51.100.0/24 wire
   $ docker run -d --name tap --network wire alpine sleep 1000
   $ docker run -d alpine sleep 1000
   \`\`\`

2. Look at it:

   \`\`\`console
   $ docker ps
   $ docker network inspect --format '{{json .IPAM.Config}}' wire
   [{"Subnet":"198.51.100.0/24"}]
   $ printf '\\033[31m%s\\033[0m %s\\n' red plain
   red plain
   \`\`\`

<!-- labproof: setup -->

\`\`\`console
$ echo this is not shown
\`\`\`
`;

const demo = (engine: TestEngine, ...args: readonly string[]) =>
  labproof(['demo', ...args, '--engine', 'host'], { env: engine.env, enter: engine.enter });

/** What is in the files that the document names. */
const made = async (folder: string): Promise<readonly string[]> =>
  Promise.all(
    ['svg', 'cast', 'gif', 'png', 'html'].map((ending) => readFile(join(folder, `wire.${ending}`), 'latin1')),
  );

/** Keeps the processors busy meanwhile. */
async function underLoad<T>(use: () => Promise<T>): Promise<T> {
  const busy = Array.from({ length: 3 }, () => spawn(process.execPath, ['-e', 'for (;;);']));
  try {
    return await use();
  } finally {
    for (const one of busy) one.kill('SIGKILL');
  }
}

test('two recordings are the same to the byte, with nothing of a run in them, and check says so', async () => {
  await withFolder({ 'wire.md': LAB }, async (folder) => {
    const file = join(folder, 'wire.md');
    const recordings: (readonly string[])[] = [];
    for (const version of ['28', '20'] as const) {
      await withEngine(
        async (engine) => {
          const recorded = await demo(engine, 'record', file);
          assert.is(recorded.exitCode, 0, recorded.stdout + recorded.stderr);
          assert.match(
            recorded.stderr,
            /wire\.svg: lines of up to \d+ columns are broken at 80; 'cols: \d+' keeps/,
          );
          recordings.push(await made(folder));
          const checked = await demo(engine, 'check', join(folder, 'wire.svg'), file);
          assert.is(checked.exitCode, 0, checked.stdout + checked.stderr);
          assert.match(checked.stdout, /wire\.svg: still true\n.*wire\.cast: still true/);
          const again = await underLoad(() => demo(engine, 'render', file));
          assert.is(again.exitCode, 0, again.stdout + again.stderr);
          recordings.push(await made(folder));
        },
        { version, images: ['alpine'] },
      );
    }
    const [first = [], ...others] = recordings;
    assert.is(first.length, 5);
    for (const other of others)
      first.forEach((bytes, index) => {
        assert.ok(bytes === other[index], `file ${index} differs:\n${bytes}\n${other[index]}`);
      });
    for (const bytes of first) assert.not.match(bytes, folder);
    const [svg = '', cast = ''] = recordings[0]!;
    assert.not.match(svg + cast, 'this is not shown');
    assert.match(cast, String.raw`\u001b[31mred\u001b[m plain`);
    assert.match(svg, 'quirky_hopper');
    assert.match(svg, '2 seconds ago');
  });
});

test('check tells what has changed, and writes it when it is to', async () => {
  await withFolder({ 'wire.md': LAB }, async (folder) => {
    const file = join(folder, 'wire.md');
    await withEngine(
      async (engine) => {
        assert.is((await demo(engine, 'record', file)).exitCode, 0);
        await writeFile(file, LAB.replaceAll('tap', 'valve'));
        const checked = await demo(engine, 'check', file);
        assert.is(checked.exitCode, 1);
        assert.match(
          checked.stdout,
          /wire\.svg: changed; --write writes it\n {2}\S*wire\.md: line 9, step 1: Make it/,
        );
        assert.match(
          checked.stdout,
          / {4}- \$ docker run -d --name tap .*\n {4}\+ \$ docker run -d --name valve /,
        );
        const before = await stat(join(folder, 'wire.svg'));
        assert.is((await demo(engine, 'check', '--write', file)).exitCode, 0);
        assert.not.equal((await stat(join(folder, 'wire.svg'))).mtimeMs, before.mtimeMs);
        assert.is((await demo(engine, 'check', file)).exitCode, 0);
        const part = join(folder, 'part.txt');
        assert.is((await demo(engine, 'render', file, '--from', '2', '-o', part)).exitCode, 0);
        assert.match(await readFile(part, 'utf8'), /^A network of your own\n\n# Look at it\n/);
        assert.is((await demo(engine, 'render', file, '--to', '1', '-o', part)).exitCode, 0);
        assert.not.match(await readFile(part, 'utf8'), '# Look at it');
        const svg = join(folder, 'wire.svg');
        await writeFile(svg, (await readFile(svg, 'utf8')).replace('198.51.100.0', '198.51.101.0'));
        const forged = await demo(engine, 'check', svg);
        assert.is(forged.exitCode, 1);
        assert.match(forged.stdout, 'what it shows was not made by labproof');
      },
      { images: ['alpine'] },
    );
  });
});

test('of a lab that does not hold nothing is recorded, unless it is to be, with the failure in it', async () => {
  const lab = LAB.replace('"198.51.100.0/24"}]', '"203.0.113.0/24"}]');
  await withFolder({ 'wire.md': lab }, async (folder) => {
    const file = join(folder, 'wire.md');
    await withEngine(
      async (engine) => {
        const refused = await demo(engine, 'record', file);
        assert.is(refused.exitCode, 1);
        assert.match(refused.stdout, /line \d+ says 203\.0\.113\.0/);
        assert.match(refused.stderr, 'nothing was recorded');
        assert.not.ok(await stat(join(folder, 'wire.svg')).catch(() => undefined));
        const marked = await demo(engine, 'record', '--allow-failed', file);
        assert.is(marked.exitCode, 0, marked.stderr);
        const svg = await readFile(join(folder, 'wire.svg'), 'utf8');
        assert.match(svg.replace(/<[^>]*>/g, ''), /✗ line \d+ says 203\.0\.113\.0/);
        assert.match(svg, '[{&#34;Subnet&#34;:&#34;198.51.100.0/24&#34;}]');
      },
      { images: ['alpine'] },
    );
  });
});

test('a document without anything to show, or with an option that is none, is told before it is run', async () => {
  const bad = LAB.replace(/output: .*/, 'thme: nord');
  await withFolder({ 'bad.md': bad }, async (folder) => {
    const told = await labproof(['demo', 'render', join(folder, 'bad.md')]);
    assert.is(told.exitCode, 2);
    assert.match(told.stderr, "there is no option 'thme' for demos; did you mean 'theme'?");
    const named = await labproof(['demo', 'render', '--theme', 'norde', join(folder, 'bad.md')]);
    assert.is(named.exitCode, 2);
    const none = await labproof(['demo', 'check', join(folder, 'bad.md')]);
    assert.is(none.exitCode, 2);
    assert.match(none.stderr, "names no files under 'demo: output:'");
    assert.match((await labproof(['demo', 'rend'])).stderr, "did you mean 'render'?");
  });
});

test.run();
