import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LabResult } from '../../src/model/event.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { engineFacts, onEngines, toldEngineFacts } from '../../src/report/engine-facts.ts';
import type { ReporterKind } from '../../src/report/reporter.ts';
import { REPORTERS } from '../../src/report/reporters.ts';
import { ROOT } from '../support/cli.ts';
import { eventsOf, type LabSketch } from '../support/events.ts';
import { reportOf } from '../support/reports.ts';

interface OnEngine {
  readonly version: string;
  readonly asked: string;
  readonly command: Verdict;
  readonly check?: 'passed' | 'failed';
}

/** The same lab on one engine: its first command holds everywhere, its second and its check as told. */
const labOn = ({ version, asked, command, check = 'passed' }: OnEngine): LabSketch => ({
  file: 'labs/age.md',
  title: 'Age',
  engine: { kind: 'private', backend: 'namespace', version, asked },
  steps: [
    {
      title: 'Look',
      commands: [
        { command: 'docker ps' },
        {
          command: 'docker age\n  --of me',
          verdict: command,
          reason: command === 'failed' ? 'it has none' : '',
        },
      ],
      checks: [{ sentence: 'container web is running', verdict: check, found: '', line: 19 }],
    },
  ],
});

const MATRIX: readonly LabSketch[] = [
  labOn({ version: '20.10.24+dfsg1', asked: '20.10', command: 'passed' }),
  labOn({ version: '26.1.5', asked: '26', command: 'drifted', check: 'failed' }),
  labOn({ version: '28.5.2', asked: '28', command: 'failed' }),
];

const resultsOf = (labs: readonly LabSketch[]): readonly LabResult[] =>
  eventsOf(labs).flatMap((event) => (event.type === 'lab-finished' ? [event.result] : []));

test('what holds on some engines and fails on others is told, by document, line and version', () => {
  const told = toldEngineFacts(resultsOf(MATRIX)).map(
    ({ fact, told }) => `${fact.file}:${fact.line} ${fact.fact}: ${told}`,
  );
  assert.equal(told, [
    'labs/age.md:15 docker age: holds on 20.10 and 26.1, not on 28.5',
    'labs/age.md:19 container web is running: holds on 20.10 and 28.5, not on 26.1',
  ]);
});

test('what fails everywhere, holds everywhere or was skipped elsewhere is none of these facts', () => {
  for (const other of ['failed', 'skipped'] as const) {
    const labs = (['28', '26'] as const).map((asked, index) =>
      labOn({ version: `${asked}.0.1`, asked, command: index === 0 ? 'failed' : other }),
    );
    assert.equal(engineFacts(resultsOf(labs)), []);
  }
  assert.equal(engineFacts(resultsOf(MATRIX.slice(2))), []);
});

test('where it was not run is told beside where it holds and where not', () => {
  const labs = [...MATRIX.slice(0, 1), ...MATRIX.slice(2)];
  const skipped = labOn({ version: '29.0.0', asked: '29', command: 'skipped' });
  const [first] = toldEngineFacts(resultsOf([...labs, skipped]));
  assert.is(first!.told, 'holds on 20.10, not on 28.5, not run on 29.0');
});

test('versions that would be called alike are told in full', () => {
  const labs = [
    labOn({ version: '28.5.1', asked: '28.5.1', command: 'passed' }),
    labOn({ version: '28.5.2', asked: '28.5.2', command: 'failed' }),
  ];
  assert.is(toldEngineFacts(resultsOf(labs))[0]!.told, 'holds on 28.5.1, not on 28.5.2');
});

test('engines are named by what was asked for, and only where there are several', () => {
  const engines = MATRIX.flatMap(({ engine }) => engine ?? []);
  assert.is(onEngines(engines.slice(0, 1), engines), ' on docker 20.10');
  assert.is(onEngines(engines, engines), ' on docker 20.10, 26 and 28');
  assert.is(onEngines(engines.slice(0, 1), []), '');
  assert.is(onEngines([undefined], engines), '');
});

const written = (kind: ReporterKind, labs = MATRIX): string => reportOf(kind, eventsOf(labs));

const TOLD = 'holds on 20.10 and 26.1, not on 28.5';

test('the list has the engines in its head, one at each lab, and the facts at the end', () => {
  const text = written(REPORTERS.list);
  assert.match(
    text,
    /^labproof run labs +docker 20\.10\.24\+dfsg1, 26\.1\.5 and 28\.5\.2 · private engine \(namespace\)$/m,
  );
  assert.match(text, / labs\/age\.md {2}Age {2}on docker 28\.5\.2 {2}\(3\/3\)\n/);
  assert.match(text, `\n Not on every engine\n  labs/age.md:15  docker age\n    ${TOLD}\n`);
  assert.not.match(written(REPORTERS.list, MATRIX.slice(0, 1)), /on docker|Not on every engine/);
});

interface JsonReport {
  readonly engine?: unknown;
  readonly engines: readonly { readonly asked: string }[];
  readonly labs: readonly { readonly engine: { readonly version: string } }[];
  readonly engineFacts: readonly unknown[];
}

test('JSON has the engines, one at each lab, and the facts, as the schema says', async () => {
  const schema = JSON.parse(await readFile(join(ROOT, 'src/report/report.schema.json'), 'utf8')) as object;
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  const report = JSON.parse(written(REPORTERS.json)) as JsonReport;
  assert.ok(validate(JSON.parse(written(REPORTERS.json))), JSON.stringify(validate.errors));
  assert.is(report.engine, undefined);
  assert.equal(
    report.engines.map(({ asked }) => asked),
    ['20.10', '26', '28'],
  );
  assert.equal(
    report.labs.map(({ engine }) => engine.version),
    ['20.10.24+dfsg1', '26.1.5', '28.5.2'],
  );
  assert.equal(report.engineFacts[0], {
    file: 'labs/age.md',
    line: 15,
    fact: 'docker age',
    holds: ['20.10.24+dfsg1', '26.1.5'],
    fails: ['28.5.2'],
    skipped: [],
  });
});

test('JUnit has a suite per lab and engine, whose cases have names of their own without dots', () => {
  const text = written(REPORTERS.junit);
  for (const mark of ['20_10', '26', '28'])
    assert.match(text, `<testcase name="1. Look" classname="labs/age on docker ${mark}"`);
  assert.match(text, '<testsuite name="labs/age.md on docker 20.10"');
  assert.match(text, `<system-err>labs/age.md:15: docker age: ${TOLD}</system-err>`);
  assert.not.match(written(REPORTERS.junit, MATRIX.slice(0, 1)), 'on docker');
});

test('TAP has the engine at each point and the facts as comments', () => {
  const text = written(REPORTERS.tap);
  assert.match(text, 'not ok 3 - labs/age.md:10 1. Look on docker 28\n');
  assert.match(text, `#   ${TOLD}\n`);
});

test('a failure that is the same on several engines is one annotation and one finding, which names them', () => {
  const same = [
    labOn({ version: '20.10.24', asked: '20.10', command: 'passed' }),
    labOn({ version: '26.1.5', asked: '26', command: 'failed' }),
    labOn({ version: '28.5.2', asked: '28', command: 'failed' }),
  ];
  const annotations = written(REPORTERS.github, same)
    .split('\n')
    .filter((line) => line.startsWith('::error'));
  assert.is(annotations.length, 1);
  assert.match(annotations[0]!, 'title=Step 1%3A Look on docker 26 and 28::');
  const findings = JSON.parse(written(REPORTERS.gitlab, same)) as readonly { description: string }[];
  assert.equal(
    findings.map(({ description }) => description),
    ['it has none on docker 26 and 28'],
  );
  const everywhere = JSON.parse(written(REPORTERS.gitlab, same.slice(1))) as typeof findings;
  assert.equal(
    everywhere.map(({ description }) => description),
    ['it has none'],
  );
});

test('the comment on a pull request has the engine at each lab, and a table of the facts', () => {
  const text = written(REPORTERS['github-comment']);
  assert.match(text, /\| ❌ \| Age \(labs\/age\.md\) on docker 28 \|/);
  assert.match(text, `| Not on every engine | | |\n|-|-|-|\n| labs/age.md:15 | docker age | ${TOLD} |\n`);
});

test('the page has the engine at each lab, and the facts with the way to where they do not hold', () => {
  const text = written(REPORTERS.html);
  assert.match(text, '<h2 id="lab-3-title">');
  assert.match(text, /lab-3-title">.*Age on docker 28<\/h2>/);
  assert.match(
    text,
    `<ul class="remarks" aria-label="Not on every engine"><li><a href="#lab-3">labs/age.md:15</a> docker age: ${TOLD}</li>`,
  );
});

test.run();
