import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repository } from '../support/repository.ts';
import type { FileResult } from './run-file.ts';
import { runFile } from './run-file.ts';

test('a file whose tests all pass passes', async () => {
  const result = await resultOf(`test('a', () => {}); test('b', async () => {}); test.run();`);
  assert.equal(counts(result), [2, 0, []]);
});

test('a failing test fails and shows its difference', async () => {
  const result = await resultOf(`test('sums', () => assert.is(1 + 1, 3)); test('b', () => {}); test.run();`);
  assert.equal(counts(result), [1, 1, []]);
  assert.match(result.output, /sums/);
});

test('a test that throws something that is no Error fails', async () => {
  const result = await resultOf(`test('a', () => { throw 'no error'; }); test.run();`);
  assert.is(result.failed, 1);
});

test('a hook that throws fails the tests', async () => {
  const result = await resultOf(
    `test.before(() => { throw new Error('no'); }); test('a', () => {}); test.run();`,
  );
  assert.equal([result.passed, result.failed], [0, 1]);
});

test('a file without tests fails', async () => {
  assert.equal(counts(await resultOf('')), [0, 1, ['it has no tests']]);
});

test('a file that forgets test.run() fails', async () => {
  const result = await resultOf(`test('a', () => {}); test.run(); test('b', () => {});`);
  assert.equal(counts(result), [2, 1, ['it has tests after its last test.run()']]);
});

test('a file with test.only fails', async () => {
  const result = await resultOf(`test('a', () => {}); test.only('b', () => {}); test.run();`);
  assert.ok(result.failed > 0);
  assert.match(result.output, /test\.only is left in/);
});

test('a file that cannot be loaded fails', async () => {
  assert.ok((await resultOf(`import './nothing.js';`)).failed > 0);
});

test('a promise that nobody waits for and that fails, fails the file', async () => {
  const result = await resultOf(`test('a', () => { Promise.reject(new Error('lost')); }); test.run();`);
  assert.ok(result.failed > 0);
});

test('a test that ends the process fails, whatever its exit status', async () => {
  const result = await resultOf(`test('a', () => process.exit(0)); test.run();`);
  assert.equal(result.faults, ['it ended before its tests did']);
});

test('a test that never settles fails', async () => {
  const result = await resultOf(`test('a', () => new Promise(() => {})); test.run();`);
  assert.equal(result.faults, ['it ended before its tests did']);
});

test('a test that runs past the deadline is ended and fails', async () => {
  const source = `test('a', () => new Promise((done) => setTimeout(done, 60_000))); test.run();`;
  assert.equal((await resultOf(source, 700)).faults, ['it took longer than 0.7 s']);
});

test('what a file leaves running is ended with it', async () => {
  const source = `
    import { spawn } from 'node:child_process';
    test('a', () => {
      const { pid } = spawn('sleep', ['60'], { stdio: 'inherit' }).once('spawn', () => {});
      console.log('child', pid);
    });
    test.run();`;
  const result = await resultOf(source, 1_000);
  assert.ok(result.failed > 0);
  const pid = Number(/child (\d+)/.exec(result.output)?.[1]);
  // Gone, or dead and not yet collected by the machine's first process.
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '(sleep) Z');
  assert.match(stat, /\) [ZX]/);
});

/** Runs a file with this source; it is below the repository, where it finds uvu. */
async function resultOf(source: string, deadlineMs = 30_000): Promise<FileResult> {
  const folder = join(repository(), '.build');
  await mkdir(folder, { recursive: true });
  const directory = await mkdtemp(join(folder, 'runner-'));
  try {
    const file = join(directory, 'a.test.mjs');
    await writeFile(file, `import { test } from 'uvu';\nimport * as assert from 'uvu/assert';\n${source}\n`);
    return await runFile(file, { name: 'a', deadlineMs });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function counts({ passed, failed, faults }: FileResult): readonly [number, number, readonly string[]] {
  return [passed, failed, faults];
}

test.run();
