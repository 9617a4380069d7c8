import { DOMParser, type Element } from '@xmldom/xmldom';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { junit } from '../../src/report/junit.ts';
import { eventsOf } from '../support/events.ts';
import { NASTY, reportOf } from '../support/reports.ts';
import { WIRE_LAB } from '../support/wire-lab.ts';

function parse(xml: string): Element {
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(`${level}: ${message}`);
    },
  });
  return parser.parseFromString(xml, 'text/xml').documentElement!;
}

const all = (root: Element, name: string): Element[] => [...root.getElementsByTagName(name)];
const wire = (): Element => parse(reportOf(junit, eventsOf([WIRE_LAB])));

test('there is one test case per step, with file, line and seconds', () => {
  const cases = all(wire(), 'testcase');
  assert.is(cases.length, WIRE_LAB.steps.length);
  assert.is(cases[1]!.getAttribute('name'), '2. List networks & their drivers');
  assert.is(cases[1]!.getAttribute('file'), 'labs/wire.md');
  assert.is(cases[1]!.getAttribute('line'), '20');
  assert.is(cases[1]!.getAttribute('time'), '0.150');
});

test('each suite has its own date, host, engine, commit and version', () => {
  const run = { startedAt: '', version: '0.9.1', host: 'other', commit: '5eed' };
  const engine = { kind: 'host', version: '26.1.5' } as const;
  const other = { ...WIRE_LAB, file: 'labs/b.md', started: { run, engine } };
  const suites = all(parse(reportOf(junit, eventsOf([WIRE_LAB, other]))), 'testsuite');
  const facts = suites.map((suite) => [
    suite.getAttribute('timestamp'),
    suite.getAttribute('hostname'),
    ...all(suite, 'property').map((one) => `${one.getAttribute('name')}=${one.getAttribute('value')}`),
  ]);
  const title = 'title=A place on the wire';
  assert.equal(facts, [
    ['2026-03-04T05:06:08', 'builder', title, 'engine=docker 28.2.0, private engine', 'labproof=0.1.0'],
    [
      '2026-03-04T05:06:08',
      'other',
      title,
      'engine=docker 26.1.5, host engine',
      'labproof=0.9.1',
      'commit=5eed',
    ],
  ]);
});

test('class names have no dots', () => {
  const report = parse(reportOf(junit, eventsOf([{ ...WIRE_LAB, file: '../v1.2/a.b.md' }])));
  for (const testcase of all(report, 'testcase')) assert.not.match(testcase.getAttribute('classname')!, '.');
});

test('class name and name together are unique, also for equal steps and files', () => {
  const steps = [1, 2, 3].map(() => ({ title: 'Same', number: '1', commands: [{ command: 'true' }] }));
  const cases = all(parse(reportOf(junit, eventsOf([{ steps }, { steps }]))), 'testcase');
  const names = cases.map((c) => `${c.getAttribute('classname')} ${c.getAttribute('name')}`);
  assert.is(new Set(names).size, 6);
});

test('the totals count steps by verdict', () => {
  const root = wire();
  for (const element of [root, all(root, 'testsuite')[0]!]) {
    const totals = ['tests', 'failures', 'errors', 'skipped'].map((name) => element.getAttribute(name));
    assert.equal(totals, ['5', '1', '0', '1']);
  }
});

test('the body of a failure tells place, cause, both lines and the check that does not hold', () => {
  const failure = all(wire(), 'failure')[0]!;
  const body = failure.textContent!;
  for (const part of [
    'labs/wire.md:21  $ docker network ls',
    'line 24 says driver ipvlan',
    '- 8f6a1c55e7d2   wire      ipvlan    local',
    '+ 7c1e0f6b2a44   wire      macvlan   local',
    'labs/wire.md:27  check failed: network wire is listed, driver ipvlan; driver is macvlan',
  ])
    assert.match(body, part);
});

test('a skipped step says why', () => {
  assert.match(all(wire(), 'skipped')[0]!.getAttribute('message')!, 'the lab needs a second host');
});

test('a drifted step passes and tells the drift in its output', () => {
  const drifted = all(wire(), 'testcase')[2]!;
  assert.is(all(drifted, 'failure').length, 0);
  assert.match(all(drifted, 'system-out')[0]!.textContent!, 'the live table has another column');
});

test('whatever a lab prints, the XML is well-formed and has no forbidden character', () => {
  const command = {
    command: `echo ${NASTY}`,
    output: NASTY,
    verdict: 'failed' as const,
    reason: NASTY,
    differences: [
      {
        verdict: 'failed' as const,
        line: 2,
        expected: NASTY,
        found: NASTY,
        cause: NASTY,
        marks: { expected: [], found: [] },
      },
    ],
  };
  const lab = { title: NASTY, file: `a "b" & <c>.md`, steps: [{ title: NASTY, commands: [command] }] };
  const xml = reportOf(junit, eventsOf([lab]));
  assert.not.match(xml, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  assert.not.match(xml, ']]>');
  assert.match(all(parse(xml), 'failure')[0]!.textContent!, `red  ${''} ]]> <!-- --> </script> & "q"`);
});

test('a line of ten megabytes is cut in the middle', () => {
  const output = `begin${'x'.repeat(10_000_000)}end`;
  const xml = reportOf(
    junit,
    eventsOf([{ steps: [{ title: 'Long', commands: [{ command: 'yes', output }] }] }]),
  );
  assert.ok(xml.length < 20_000);
  const shown = all(parse(xml), 'system-out')[0]!.textContent!;
  assert.match(shown, /begin.*\n… \d+ characters left out …\n.*end$/);
});

test('a difference of ten megabytes is cut as well', () => {
  const long = 'x'.repeat(10_000_000);
  const differences = [
    {
      verdict: 'failed' as const,
      line: 12,
      expected: long,
      found: `${long}\n`,
      cause: long,
      marks: { expected: [], found: [] },
    },
  ];
  const command = { command: 'a', verdict: 'failed' as const, reason: long, differences };
  const xml = reportOf(junit, eventsOf([{ steps: [{ title: 'Long', commands: [command] }] }]));
  assert.ok(xml.length < 100_000);
});

test('what the cleanup left is said once per suite', () => {
  const left = [{ kind: 'network', id: 'a1', name: 'wire', why: 'has active endpoints' }] as const;
  const cleanup = { made: left, removed: [], left, durationMs: 1 };
  const root = parse(reportOf(junit, eventsOf([{ ...WIRE_LAB, cleanup }])));
  assert.match(all(root, 'system-err')[0]!.textContent!, 'left: network wire (has active endpoints)');
});

test('a run that broke off inside a step reports that step as an error', () => {
  const events = eventsOf([WIRE_LAB]);
  const upTo = events.findIndex(({ type }) => type === 'command-finished');
  const root = parse(reportOf(junit, events.slice(0, upTo + 1)));
  assert.is(root.getAttribute('errors'), '1');
  assert.is(all(root, 'error').length, 1);
  assert.match(all(root, 'system-err')[0]!.textContent!, 'interrupted');
});

test('a run without labs is a valid, empty report', () => {
  assert.is(parse(reportOf(junit, [])).getAttribute('tests'), '0');
});

test.run();
