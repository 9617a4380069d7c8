import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { tap } from '../../src/report/tap.ts';
import { eventsOf } from '../support/events.ts';
import { NASTY, reportOf } from '../support/reports.ts';
import { WIRE_LAB } from '../support/wire-lab.ts';

/** Every line of a TAP 14 document is one of these, outside the YAML blocks. */
const LINE = /^(?:TAP version 14|1\.\.\d+.*|(?:not )?ok \d+ - .*|#.*|Bail out!.*)$/;

function parts(report: string) {
  const blocks: unknown[] = [];
  const outside = report.replace(/^ {2}---\n([\s\S]*?)\n {2}\.\.\.\n/gm, (_, block: string) => {
    blocks.push(parse(block.replace(/^ {2}/gm, '')));
    return '';
  });
  const lines = outside.trimEnd().split('\n');
  return { blocks, lines, points: lines.filter((line) => /^(?:not )?ok/.test(line)) };
}

test('there is one test point per step, numbered, and the plan counts them', () => {
  const { lines, points } = parts(reportOf(tap, eventsOf([WIRE_LAB, { ...WIRE_LAB, file: 'b.md' }])));
  assert.is(lines[0], 'TAP version 14');
  assert.is(lines.at(-1), '1..10');
  points.forEach((line, index) => {
    assert.is(/ok (\d+)/.exec(line)?.[1], String(index + 1));
  });
});

test('a failed step is not ok, a drifted one is, a skipped one has a directive with the reason', () => {
  const { points } = parts(reportOf(tap, eventsOf([WIRE_LAB])));
  assert.is(points[1], 'not ok 2 - labs/wire.md:20 2. List networks & their drivers');
  assert.match(points[2]!, /^ok 3/);
  assert.is(
    points[3],
    'ok 4 - labs/wire.md:40 4. Reach the other host # SKIP multi-node: the lab needs a second host',
  );
});

test('the YAML block tells lines, both sides and unmet checks', () => {
  const [block] = parts(reportOf(tap, eventsOf([WIRE_LAB]))).blocks;
  assert.equal(block, {
    verdict: 'failed',
    duration_ms: 150,
    commands: [
      {
        line: 21,
        command: 'docker network ls',
        verdict: 'failed',
        reason: 'line 24 says driver ipvlan; the network was created as macvlan on line 11',
        exit: 0,
        differences: [
          {
            line: 24,
            verdict: 'failed',
            expected: '8f6a1c55e7d2   wire      ipvlan    local',
            found: '7c1e0f6b2a44   wire      macvlan   local',
          },
        ],
      },
    ],
    checks: [{ line: 27, sentence: 'network wire is listed, driver ipvlan', found: 'driver is macvlan' }],
  });
});

test('whatever a lab prints, every line is TAP and every block is YAML', () => {
  const differences = [
    {
      verdict: 'failed' as const,
      line: 12,
      expected: `${NASTY}\n  ...\n---`,
      found: `\t${NASTY}\n`,
      cause: '',
      marks: { expected: [], found: [] },
    },
  ];
  const command = { command: NASTY, verdict: 'failed' as const, reason: NASTY, differences };
  const report = reportOf(tap, eventsOf([{ title: NASTY, steps: [{ title: NASTY, commands: [command] }] }]));
  const { lines, blocks } = parts(report);
  for (const line of lines) assert.match(line, LINE);
  const [found] = (blocks[0] as { commands: { differences: { found: string }[] }[] }).commands;
  assert.match(found!.differences[0]!.found, ']]> <!-- --> </script>');
});

test('hashes and backslashes of titles are escaped', () => {
  const report = reportOf(
    tap,
    eventsOf([{ steps: [{ title: 'C# \\ # SKIP', commands: [{ command: 'x' }] }] }]),
  );
  assert.match(report, 'C\\# \\\\ \\# SKIP');
});

test('an interrupted run bails out', () => {
  assert.match(reportOf(tap, eventsOf([WIRE_LAB], { interrupted: true })), /\nBail out! /);
});

test('a run without steps has the plan of a skipped document', () => {
  assert.is(reportOf(tap, []), 'TAP version 14\n1..0 # SKIP no step was run\n');
});

test.run();
