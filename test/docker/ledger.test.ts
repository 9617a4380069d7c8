import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { interruptedRuns, Ledger } from '../../src/docker/ledger.ts';

const endpoint = { kind: 'unix', path: '/nowhere.sock' } as const;

async function inFolder(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'lp-ledger-'));
  try {
    await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

test('an intent is on the disk, in a file of mode 0600, when its promise resolves', () =>
  inFolder(async (directory) => {
    await using ledger = await Ledger.open({ directory, runId: 'r', endpoint });
    await ledger.intend('container', 'web');
    const file = path.join(directory, 'r.jsonl');
    assert.match(await readFile(file, 'utf8'), '"intent","kind":"container","name":"web"');
    assert.is((await stat(file)).mode & 0o777, 0o600);
  }));

test('what was made is told once each, an image by its intent alone', () =>
  inFolder(async (directory) => {
    await using ledger = await Ledger.open({ directory, runId: 'r', endpoint });
    await ledger.intend('container', 'web');
    ledger.record({ kind: 'container', id: 'c1', name: 'web' });
    await ledger.intend('image', 'app:1');
    await ledger.intend('image', 'app:1');
    assert.equal(ledger.made(), [
      { kind: 'container', id: 'c1', name: 'web' },
      { kind: 'image', id: 'app:1', name: 'app:1' },
    ]);
  }));

test('a tag is held until the call that may move it has ended', () =>
  inFolder(async (directory) => {
    await using ledger = await Ledger.open({ directory, runId: 'r', endpoint });
    await ledger.hold({ reference: 'a:1', id: 'sha256:1' });
    await ledger.hold({ reference: 'b:1', id: 'sha256:2' });
    ledger.release(['a:1']);
    assert.equal(ledger.heldTags(), [{ reference: 'b:1', id: 'sha256:2' }]);
  }));

test('the folders of an interrupted run go with its record', () =>
  inFolder(async (directory) => {
    const folder = path.join(directory, 'of-the-run');
    await mkdir(path.join(folder, 'work'), { recursive: true });
    const process_ = { pid: process.pid, started: 'another boot 1' };
    const head = {
      type: 'run',
      runId: 'old',
      endpoint,
      folders: [folder],
      process: process_,
      at: '2026-01-02',
    };
    await writeFile(path.join(directory, 'old.jsonl'), `${JSON.stringify(head)}\n{"type":"kept"}\n`);
    const [run] = await interruptedRuns(directory);
    assert.is(run?.kept, true);
    await run?.forget();
    assert.not.ok(existsSync(folder));
  }));

test('a run whose process is alive is not interrupted', () =>
  inFolder(async (directory) => {
    await using _ledger = await Ledger.open({ directory, runId: 'r', endpoint });
    assert.equal(await interruptedRuns(directory), []);
  }));

test('a run is interrupted when its number belongs to another process by now, half a last line ignored', () =>
  inFolder(async (directory) => {
    const at = '2026-01-02T03:04:05.000Z';
    const process_ = { pid: process.pid, started: 'another boot 1' };
    const head = { type: 'run', runId: 'old', endpoint, process: process_, at };
    const made = { type: 'made', kind: 'network', id: 'n1', name: 'net' };
    const file = path.join(directory, 'old.jsonl');
    await writeFile(file, `${JSON.stringify(head)}\n${JSON.stringify(made)}\n`);
    await appendFile(file, '{"type":"made","kind":"vol');
    const [run] = await interruptedRuns(directory);
    assert.is(run?.runId, 'old');
    assert.is(run?.startedAt.toISOString(), at);
    assert.equal(run?.record.made(), [{ kind: 'network', id: 'n1', name: 'net' }]);
    await run?.forget();
    assert.equal(await interruptedRuns(directory), []);
  }));

test('two ledgers of one run are refused', () =>
  inFolder(async (directory) => {
    await using _ledger = await Ledger.open({ directory, runId: 'r', endpoint });
    let refused = false;
    await Ledger.open({ directory, runId: 'r', endpoint }).catch(() => {
      refused = true;
    });
    assert.ok(refused);
  }));

test('the run of a process that can not be seen from here goes on for as long as its ledger shows signs', () =>
  inFolder(async (directory) => {
    const ledger = await Ledger.open({ directory, runId: 'r', endpoint });
    await ledger[Symbol.asyncDispose]();
    const file = path.join(directory, 'r.jsonl');
    const elsewhere = (await readFile(file, 'utf8')).replace(/"numbering":"\d+"/, '"numbering":"4026539999"');
    await writeFile(file, elsewhere);
    assert.equal(await interruptedRuns(directory), []);
    const long = new Date(Date.now() - 3_600_000);
    await utimes(file, long, long);
    assert.equal(
      (await interruptedRuns(directory)).map(({ runId }) => runId),
      ['r'],
    );
  }));

test.run();
