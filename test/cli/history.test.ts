import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { durationOf, failedLast, readHistory, remember } from '../../src/cli/history.ts';
import type { LabResult } from '../../src/model/event.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { withFolder } from '../support/cli.ts';

const result = (file: string, verdict: Verdict, durationMs = 100): LabResult => ({
  file,
  title: '',
  verdict,
  steps: [],
  commands: [],
  cleanup: { made: [], removed: [], left: [], durationMs: 0 },
  problems: [],
  durationMs,
});
const whole = { partial: false, timed: true };

test('a run is remembered by absolute path: how long each lab took and whether it failed', async () => {
  await withFolder({}, async (folder) => {
    const results = [result('/labs/a.md', 'passed', 120.4), result('/labs/b.md', 'failed', 80)];
    await remember(folder, { results, ...whole });
    const history = await readHistory(folder);
    assert.is(history.get('/labs/a.md')?.durationMs, 120);
    assert.equal([...history].map(([file, { failed }]) => [file, failed]).sort(), [
      ['/labs/a.md', false],
      ['/labs/b.md', true],
    ]);
    assert.equal(await readdir(folder), ['history.json']);
  });
});

test('labs that a run leaves out are not forgotten', async () => {
  await withFolder({}, async (folder) => {
    await remember(folder, { results: [result('/a.md', 'failed')], ...whole });
    await remember(folder, { results: [result('/b.md', 'passed')], ...whole });
    assert.is((await readHistory(folder)).get('/a.md')?.failed, true);
  });
});

test('a run of some steps neither clears a failure nor sets a duration', async () => {
  await withFolder({}, async (folder) => {
    await remember(folder, { results: [result('/a.md', 'failed', 500)], ...whole });
    await remember(folder, { results: [result('/a.md', 'passed', 5)], partial: true, timed: true });
    const { failed, durationMs } = (await readHistory(folder)).get('/a.md')!;
    assert.equal({ failed, durationMs }, { failed: true, durationMs: 500 });
  });
});

test('a shard sets no duration, so that all shards go by the same ones', async () => {
  await withFolder({}, async (folder) => {
    await remember(folder, { results: [result('/a.md', 'failed')], partial: false, timed: false });
    const { failed, durationMs } = (await readHistory(folder)).get('/a.md')!;
    assert.equal({ failed, durationMs }, { failed: true, durationMs: undefined });
  });
});

test('a history that is broken or of another version is none', async () => {
  await withFolder({}, async (folder) => {
    for (const text of ['{', '[]', '{"version":2,"labs":{}}', '{"version":1,"labs":{"a":{"failed":1}}}']) {
      await writeFile(join(folder, 'history.json'), text);
      assert.is((await readHistory(folder)).size, 0, text);
    }
  });
});

test('a state directory that can not be made is no trouble', async () => {
  await withFolder({ file: '' }, async (folder) => {
    await remember(join(folder, 'file/state'), { results: [result('/a.md', 'passed')], ...whole });
    assert.equal(await readdir(folder), ['file']);
  });
});

const on = (asked: string, verdict: Verdict, durationMs = 100): LabResult => ({
  ...result('/a.md', verdict, durationMs),
  engine: { kind: 'private', version: `${asked}.0`, asked },
});

test('a lab on several engines is remembered by engine; it failed if it did on one, and took as long as the slowest', async () => {
  await withFolder({}, async (folder) => {
    const results = [on('26', 'passed', 40), on('28', 'failed', 90)];
    await remember(folder, { results, ...whole });
    const history = await readHistory(folder);
    const { failed, durationMs, engines } = history.get('/a.md')!;
    assert.equal({ failed, durationMs }, { failed: true, durationMs: 90 });
    assert.equal(engines, {
      26: { durationMs: 40, failed: false },
      28: { durationMs: 90, failed: true },
    });
    assert.equal(
      ['26', '28', '20.10', undefined].map((version) => failedLast(history, '/a.md', version)),
      [false, true, true, true],
    );
    assert.equal(
      ['26', '20.10', undefined].map((version) => durationOf(history, '/a.md', version)),
      [40, 90, 90],
    );
  });
});

test('a run on one engine leaves what is known of others', async () => {
  await withFolder({}, async (folder) => {
    await remember(folder, { results: [on('26', 'passed'), on('28', 'failed')], ...whole });
    await remember(folder, { results: [result('/a.md', 'passed')], ...whole });
    const history = await readHistory(folder);
    assert.equal(
      ['26', '28', undefined].map((version) => failedLast(history, '/a.md', version)),
      [false, true, false],
    );
  });
});

test.run();
