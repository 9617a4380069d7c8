import { chmod, mkdir, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT, withFolder } from '../support/cli.ts';

const LAB = '# A lab\n\n```console\n$ echo a\na\n```\n';

/** The published program, with a cache folder of its own. */
const start = (folder: string, args: readonly string[], env: Record<string, string> = {}) =>
  execa(process.execPath, [join(ROOT, 'dist/bin/labproof.cjs'), ...args], {
    cwd: folder,
    env: { XDG_CACHE_HOME: join(folder, 'cache'), NODE_DISABLE_COMPILE_CACHE: '', ...env },
    stdin: 'ignore',
    reject: false,
  });

const codeFolder = (folder: string): string => join(folder, 'cache/labproof/code');

async function kept(folder: string): Promise<string> {
  const [name = '', ...others] = await readdir(codeFolder(folder));
  assert.equal(others, []);
  return join(codeFolder(folder), name);
}

/** How often the code was kept, as the file says. */
async function timesKept(path: string): Promise<number> {
  const bytes = await readFile(path);
  const table = bytes.toString('utf8', 4, 4 + bytes.readUInt32LE());
  return (JSON.parse(table) as { saved: number }).saved;
}

test('the code of a verb is kept for the user alone, and used by the next start', async () => {
  await withFolder({ 'a.md': LAB }, async (folder) => {
    const first = await start(folder, ['plan', 'a.md']);
    assert.is(first.exitCode, 0, first.stderr);
    const path = await kept(folder);
    assert.match(path, /-plan-v[\d.]+-\w+$/);
    assert.is((await stat(path)).mode & 0o777, 0o600);
    const second = await start(folder, ['plan', 'a.md']);
    assert.is(second.stdout, first.stdout);
    assert.is(await timesKept(path), 2);
  });
});

test('a use that has been seen often enough is not kept again', async () => {
  await withFolder({ 'a.md': LAB }, async (folder) => {
    for (let time = 0; time < 6; time += 1) await start(folder, ['plan', 'a.md']);
    assert.is(await timesKept(await kept(folder)), 4);
  });
});

test('code that is damaged is not run but made again', async () => {
  await withFolder({ 'a.md': LAB }, async (folder) => {
    const { stdout } = await start(folder, ['plan', 'a.md']);
    const path = await kept(folder);
    const whole = await readFile(path);
    const flipped = Buffer.from(whole);
    for (let at = 2000; at < flipped.length / 2; at += 97) flipped[at]! ^= 0xff;
    const tableGone = Buffer.concat([Buffer.alloc(whole.length / 2), Buffer.alloc(whole.length / 2)]);
    for (const damaged of [flipped, tableGone, whole.subarray(0, 1001), Buffer.from('{}'), Buffer.alloc(0)]) {
      await writeFile(path, damaged);
      const { stdout: again, stderr, exitCode } = await start(folder, ['plan', 'a.md']);
      assert.is(exitCode, 0, stderr);
      assert.is(again, stdout);
      const now = await readFile(path);
      assert.is(now.compare(now, now.length / 2, now.length, 0, now.length / 2), 0);
      assert.is(await timesKept(path), 1);
    }
    await truncate(path, whole.length - 1);
    assert.is((await start(folder, ['plan', 'a.md'])).exitCode, 0);
    assert.is(await timesKept(path), 1);
  });
});

test('code that others could have written is not run', async () => {
  await withFolder({ 'a.md': LAB }, async (folder) => {
    await start(folder, ['plan', 'a.md']);
    const path = await kept(folder);
    await chmod(path, 0o620);
    await start(folder, ['plan', 'a.md']);
    assert.is(await timesKept(path), 1);
    await chmod(codeFolder(folder), 0o770);
    const before = await readFile(path);
    assert.is((await start(folder, ['plan', 'a.md'])).exitCode, 0);
    assert.equal(await readFile(path), before);
  });
});

test('words that are no verb, and a wish for no compiled code, leave nothing', async () => {
  await withFolder({ 'a.md': LAB }, async (folder) => {
    for (const args of [['--version'], ['--help'], ['plam'], ['plan', '--help']]) await start(folder, args);
    await start(folder, ['plan', 'a.md'], { NODE_DISABLE_COMPILE_CACHE: '1' });
    assert.equal(await readdir(folder), ['a.md']);
  });
});

test('a place that code cannot be kept in is no trouble', async () => {
  await withFolder({ 'a.md': LAB, cache: 'a file' }, async (folder) => {
    const { exitCode, stderr } = await start(folder, ['plan', 'a.md']);
    assert.is(exitCode, 0, stderr);
    assert.is(stderr, '');
  });
});

test('code of a build that is long gone is removed, that of another one kept', async () => {
  await withFolder({ 'a.md': LAB }, async (folder) => {
    await mkdir(codeFolder(folder), { recursive: true, mode: 0o700 });
    const [old, other] = ['0-plan-v20', '1-plan-v20'].map((name) => join(codeFolder(folder), name));
    await writeFile(old!, '');
    await writeFile(other!, '');
    await utimes(old!, 0, 0);
    await start(folder, ['plan', 'a.md']);
    const names = await readdir(codeFolder(folder));
    assert.is(names.includes('0-plan-v20'), false);
    assert.is(names.includes('1-plan-v20'), true);
  });
});

test('the published program loads a config that is a module, with and without kept code', async () => {
  await withFolder(
    { 'a.md': LAB, 'labproof.config.mjs': 'export default { strange: 1 };\n' },
    async (folder) => {
      for (let time = 0; time < 2; time += 1) {
        const { exitCode, stderr } = await start(folder, ['plan', 'a.md']);
        assert.is(exitCode, 2);
        assert.match(stderr, 'strange');
      }
      await writeFile(join(folder, 'labproof.config.mjs'), 'export default {};\n');
      for (let time = 0; time < 2; time += 1) assert.is((await start(folder, ['plan', 'a.md'])).exitCode, 0);
    },
  );
});

test.run();
