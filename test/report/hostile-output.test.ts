import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ReporterKind } from '../../src/report/reporter.ts';
import { REPORTERS } from '../../src/report/reporters.ts';
import { eventsOf, type LabSketch } from '../support/events.ts';
import { HOSTILE, READS_COMMANDS, spokenIn } from '../support/hostile.ts';
import { reportOf } from '../support/reports.ts';
import { elementsOf, firstDifference, harmless, markdownOf, shapeOf, tagsOf } from '../support/skeletons.ts';

/** A lab that says `text` wherever a document or a program can say something. */
function labThatSays(text: string): LabSketch {
  const failed = { verdict: 'failed', reason: text, output: text } as const;
  const marks = { expected: [{ from: 1, to: 3 }], found: [{ from: 0, to: 2 }] };
  const difference = {
    line: 12,
    verdict: 'failed',
    expected: text,
    found: text,
    cause: text,
    marks,
  } as const;
  const acceptance = { line: 16, expected: text, found: `${text}.`, reason: text };
  const check = { line: 12, sentence: text, verdict: 'failed', found: text } as const;
  return {
    file: `labs/${text.replaceAll('/', '')}.md`,
    title: text,
    steps: [
      {
        title: text,
        commands: [
          { ...failed, command: text, shows: [text], differences: [difference] },
          {
            command: `echo ok; ${text}`,
            output: text,
            shows: [text],
            acceptances: [acceptance],
            checks: [check],
          },
          {
            command: text,
            verdict: 'skipped',
            reason: text,
            skip: { reason: 'image', message: text, hint: text },
          },
        ],
        checks: [check],
      },
    ],
    topology: {
      networks: [
        {
          ...{ id: text, name: text, driver: text, internal: false, machine: text },
          subnets: [{ subnet: text, gateway: text }],
          options: { parent: text },
        },
        { ...{ id: 'n', name: 'net', driver: 'bridge', internal: false }, subnets: [], options: {} },
      ],
      containers: [
        {
          ...{ id: text, name: text, machine: text, image: text, health: text },
          ...{ running: true, paused: false, exitCode: 0 },
          networks: { net: { ip: text, mac: text, gateway: text, prefixLength: 24 } },
          mounts: [{ type: text, name: text, destination: text }],
          ports: [],
        },
      ],
    },
    cleanup: {
      made: [],
      removed: [],
      left: [{ kind: 'container', name: text, id: text, why: text }],
      durationMs: 1,
    },
    notices: [{ code: 'x', severity: 'warning', message: text, hint: text }],
  };
}

const json = (text: string): unknown => shapeOf(JSON.parse(text));

/** What of a report is labproof's own: nothing that a lab says changes it. */
const SKELETONS: Readonly<Record<keyof typeof REPORTERS, (report: string) => unknown>> = {
  // Lines that begin at the margin are the reporter's own.
  list: (report) =>
    report
      .split('\n')
      .filter((line) => /^ (?:Labs|Steps|Commands|Skipped|Checks|Left) /.test(line))
      .map((line) => line.slice(0, 10)),
  tap: (report) =>
    report
      .split('\n')
      .flatMap(
        (line) =>
          /^(?: {0,2}(?:\.\.\.|---)|#|\d+\.\.\d+|(?:not )?ok \d+ -|TAP version 14|Bail out!)/.exec(line) ??
          [],
      ),
  json,
  gitlab: json,
  blob: (report) => report.trimEnd().split('\n').map(json),
  junit: elementsOf,
  // A picture has a title for each text that is too long for it.
  html: (report) => tagsOf(report).filter((tag) => !/^\/?title$/.test(tag)),
  github: (report) =>
    report
      .trimEnd()
      .split('\n')
      .map(
        (line) =>
          /^::(?:error|warning) file=[^:,]*,line=\d+,title=[^:,]*::./
            .exec(line)?.[0]
            .replace(/=[^,:]*/g, '=')
            .slice(0, -1) ?? line,
      ),
  'github-comment': (report) => markdownOf(report),
};

const says = (kind: ReporterKind, text: string, verbosity: 'normal' | 'verbose'): string =>
  reportOf(kind, eventsOf([labThatSays(text)]), { env: READS_COMMANDS, verbosity, explain: true });

for (const [name, kind] of Object.entries(REPORTERS) as [keyof typeof REPORTERS, ReporterKind][]) {
  test(`${name}: what labs say stays text, and the report has the shape that it has without`, () => {
    const wrong: string[] = [];
    const skeleton = (report: string): string => JSON.stringify(SKELETONS[name](report));
    for (const verbosity of ['normal', 'verbose'] as const) {
      for (const [what, text] of Object.entries(HOSTILE)) {
        const report = says(kind, text, verbosity);
        const spoken = name === 'github' ? undefined : spokenIn(report);
        if (spoken !== undefined) wrong.push(`${what}: ${spoken}`);
        const own = skeleton(report);
        const without = skeleton(says(kind, harmless(text), verbosity));
        assert.ok(without.length > 40, without);
        if (own !== without) wrong.push(`${what}: ${firstDifference(without, own)}`);
      }
    }
    assert.is(wrong.join('\n'), '');
  });
}

test.run();
