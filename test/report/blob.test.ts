import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunEvent } from '../../src/model/event.ts';
import { blob } from '../../src/report/blob.ts';
import { type Blob, isBlob, readBlob } from '../../src/report/blob-read.ts';
import { mergeRuns } from '../../src/report/merge.ts';
import { REPORTERS } from '../../src/report/reporters.ts';
import { eventsOf } from '../support/events.ts';
import { NASTY, reportOf } from '../support/reports.ts';
import { WIRE_LAB } from '../support/wire-lab.ts';

async function read(text: string, name = 'a.jsonl'): Promise<Blob> {
  const blob = await readLines(text.trimEnd().split('\n'), name);
  assert.not('severity' in blob, JSON.stringify(blob));
  return blob as Blob;
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

const readLines = (lines: readonly string[], name = 'a.jsonl') => readBlob(name, each(lines));

const NASTY_LAB = {
  file: 'nasty.md',
  steps: [{ title: NASTY, commands: [{ command: NASTY, output: `${NASTY}\r\n` }] }],
};

test('a blob gives back the events it was fed', async () => {
  const events = eventsOf([WIRE_LAB, NASTY_LAB, WIRE_LAB]);
  const { events: again } = await read(reportOf(blob, events));
  assert.is(JSON.stringify(again), JSON.stringify(events));
});

test('output is stored once', () => {
  const output = 'x'.repeat(1_000_000);
  const text = reportOf(blob, eventsOf([{ steps: [{ title: 'A', commands: [{ command: 'a', output }] }] }]));
  assert.ok(text.length < 1_100_000);
});

test('every other report of a merged run is that of the run', async () => {
  const events = eventsOf([WIRE_LAB, NASTY_LAB]);
  const merged = [...mergeRuns([await read(reportOf(blob, events))])];
  for (const [name, kind] of Object.entries(REPORTERS)) {
    assert.is(reportOf(kind, merged), reportOf(kind, events), name);
  }
});

test('runs are merged into one with the labs of all and the time of the longest', async () => {
  const blobs = await Promise.all(
    ['a.md', 'b.md'].map((file) => read(reportOf(blob, eventsOf([{ ...WIRE_LAB, file }])), file)),
  );
  const merged = [...mergeRuns(blobs)];
  const ends = merged.filter((event) => event.type === 'run-finished');
  assert.equal(ends.length, 1);
  assert.equal(
    ends[0]!.result.labs.map(({ file }) => file),
    ['a.md', 'b.md'],
  );
  assert.is(ends[0]!.result.durationMs, 1_900);
  assert.is(merged.filter(({ type }) => type === 'run-started').length, 1);
});

test('in a merged run each lab is told of with the run that it was part of', async () => {
  const runs = ['north', 'south'].map((host) =>
    eventsOf([{ file: `${host}.md`, steps: [{ title: 'A', commands: [{ command: 'true' }] }] }], {
      run: { host },
    }),
  );
  const merged = mergeRuns(await Promise.all(runs.map((events) => read(reportOf(blob, events)))));
  const { labs } = JSON.parse(reportOf(REPORTERS.json, [...merged])) as {
    readonly labs: readonly { readonly file: string; readonly run: { readonly host: string } }[];
  };
  assert.equal(
    labs.map(({ file, run }) => `${file} ${run.host}`),
    ['north.md north', 'south.md south'],
  );
});

test('runs of different engines are merged with a notice', async () => {
  const [start, ...rest] = eventsOf([WIRE_LAB]);
  const old: RunEvent = {
    ...(start as RunEvent & { type: 'run-started' }),
    engine: { kind: 'host', version: '20.10' },
  };
  const blobs = [await read(reportOf(blob, [start!, ...rest])), await read(reportOf(blob, [old, ...rest]))];
  const notices = [...mergeRuns(blobs)]
    .filter((event) => event.type === 'notice')
    .map(({ problem }) => problem);
  assert.ok(notices.some(({ code }) => code === 'mixed-engines'));
});

test('the blob of a killed run holds what happened and makes the merged run an interrupted one', async () => {
  const lines = reportOf(blob, eventsOf([WIRE_LAB]))
    .trimEnd()
    .split('\n');
  const cut = [...lines.slice(0, 8), lines[8]!.slice(0, 20)];
  const part = await read(cut.join('\n'));
  assert.is(part.events.length, 7);
  const merged = [...mergeRuns([part])];
  const last = merged.at(-1);
  assert.ok(last?.type === 'run-finished' && last.result.interrupted);
  assert.ok(merged.some((event) => event.type === 'notice' && event.problem.code === 'cut-blob'));
});

test('a line in the middle that is no event is a problem that names it', async () => {
  const lines = reportOf(blob, eventsOf([WIRE_LAB]))
    .trimEnd()
    .split('\n');
  const problem = await readLines([
    ...lines.slice(0, 3),
    '{"type":"step-started","lab":7}',
    ...lines.slice(3),
  ]);
  assert.ok('severity' in problem);
  assert.match(problem.message, 'a.jsonl: line 4 is not an event');
});

test('a blob of another version is refused by name', async () => {
  const problem = await readLines(['{"labproof":"blob","version":9,"title":""}']);
  assert.ok('severity' in problem);
  assert.match(problem.message, 'version 9');
});

test('only a head of a blob is taken for one', () => {
  assert.ok(isBlob('{"labproof":"blob","version":1,"title":"labproof run"}'));
  for (const line of ['', '{}', '<?xml?>', '{"labproof":"ledger"}']) assert.not(isBlob(line));
});

test.run();
