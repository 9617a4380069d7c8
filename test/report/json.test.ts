import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EngineInfo, RunEvent, RunInfo } from '../../src/model/event.ts';
import { SKIP_REASONS } from '../../src/model/lab.ts';
import { json } from '../../src/report/json.ts';
import { ROOT } from '../support/cli.ts';
import { eventsOf } from '../support/events.ts';
import { NASTY, reportOf } from '../support/reports.ts';
import { WIRE_LAB } from '../support/wire-lab.ts';

interface Report {
  readonly engine?: unknown;
  readonly labs: readonly {
    readonly startedAt: string;
    readonly run: RunInfo;
    readonly engine?: EngineInfo;
    readonly commands: readonly {
      readonly line: number;
      readonly verdict: string;
      readonly skip: string | null;
      readonly output: string;
      readonly differences: readonly { readonly line: number }[];
    }[];
    readonly problems: readonly { readonly line: number | null }[];
  }[];
}

async function validated(events: readonly RunEvent[]): Promise<Report> {
  const schema = JSON.parse(await readFile(join(ROOT, 'src/report/report.schema.json'), 'utf8')) as object;
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  const report: unknown = JSON.parse(reportOf(json, events));
  assert.ok(validate(report), JSON.stringify(validate.errors, undefined, 2));
  return report as Report;
}

test('the schema has every reason for a skip', async () => {
  const schema = JSON.parse(await readFile(join(ROOT, 'src/report/report.schema.json'), 'utf8'));
  assert.equal(schema.$defs.command.properties.skip.enum, [null, ...Object.keys(SKIP_REASONS)]);
});

test('the report of a run in which every verdict occurs is what the schema says', async () => {
  const { labs } = await validated(eventsOf([WIRE_LAB]));
  const [, listed] = labs[0]!.commands;
  assert.is(listed!.line, 21);
  assert.is(listed!.verdict, 'failed');
  assert.is(listed!.differences[0]!.line, 24);
  assert.is(labs[0]!.commands[4]!.skip, 'multi-node');
});

test('each lab has its own date, run and engine', async () => {
  const run = { startedAt: '2026-03-03T00:00:00.000Z', version: '0.9.1', host: 'other', commit: '5eed' };
  const engine = { kind: 'host', version: '26.1.5' } as const;
  const other = { ...WIRE_LAB, file: 'labs/b.md', started: { run, engine } };
  const { labs } = await validated(eventsOf([WIRE_LAB, other]));
  assert.equal(
    labs.map((lab) => [lab.startedAt, lab.run.host, lab.run.version, lab.run.commit, lab.engine?.version]),
    [
      ['2026-03-04T05:06:08.000Z', 'builder', '0.1.0', undefined, '28.2.0'],
      ['2026-03-04T05:06:08.000Z', 'other', '0.9.1', '5eed', '26.1.5'],
    ],
  );
});

test('the report of a run that reached no engine is what the schema says', async () => {
  const { labs, engine } = await validated([]);
  assert.equal(labs, []);
  assert.is(engine, undefined);
});

test('problems, leftovers and times with fractions are what the schema says', async () => {
  const left = [{ kind: 'volume', id: 'data', name: 'data', why: 'in use' }] as const;
  const cleanup = { made: left, removed: [], left, durationMs: 0.4 };
  const events = eventsOf([{ ...WIRE_LAB, cleanup }]).map((event): RunEvent => {
    if (event.type !== 'lab-finished') return event;
    const span = { file: 'labs/wire.md', line: 3, column: 1, endLine: 3 };
    const problems = [{ severity: 'warning', code: 'unclosed-fence', message: 'no end', span }] as const;
    return { ...event, result: { ...event.result, problems, durationMs: 12.75 } };
  });
  const { labs } = await validated(events);
  assert.is(labs[0]!.problems[0]!.line, 3);
});

test('whatever a lab prints, the report is JSON that gives it back', async () => {
  const steps = [{ title: NASTY, commands: [{ command: NASTY, output: NASTY }] }];
  const { labs } = await validated(eventsOf([{ steps }]));
  assert.is(labs[0]!.commands[0]!.output, NASTY);
});

test.run();
