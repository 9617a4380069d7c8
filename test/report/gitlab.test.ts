import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { gitlab } from '../../src/report/gitlab.ts';
import { eventsOf, type LabSketch } from '../support/events.ts';
import { NASTY, reportOf } from '../support/reports.ts';
import { WIRE_LAB } from '../support/wire-lab.ts';

/** What GitLab documents as read, and nothing else. */
const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1, pattern: '^[^\\n]*$' },
      check_name: { type: 'string' },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^[^./]' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer' } } },
        },
      },
    },
  },
};

interface Finding {
  readonly description: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function findings(labs: readonly LabSketch[]): readonly Finding[] {
  const report: unknown = JSON.parse(reportOf(gitlab, eventsOf(labs)));
  const validate = new Ajv2020().compile(SCHEMA);
  assert.ok(validate(report), JSON.stringify(validate.errors));
  return report as Finding[];
}

test('every difference and every unmet check is a finding on its line', () => {
  const found = findings([WIRE_LAB]).map(({ severity, location }) => [severity, location.lines.begin]);
  assert.equal(found, [
    ['major', 24],
    ['major', 27],
    ['minor', 36],
  ]);
});

test('a failed command without differences is a finding on its own line', () => {
  const command = { command: 'false', verdict: 'failed' as const, reason: 'it exited with 1' };
  const [finding] = findings([{ steps: [{ title: 'Fail', commands: [command] }] }]);
  assert.is(finding!.description, 'it exited with 1');
  assert.is(finding!.location.lines.begin, 11);
});

test('a run that passes is an empty list', () => {
  assert.equal(findings([{ steps: [{ title: 'Pass', commands: [{ command: 'true' }] }] }]), []);
});

test('fingerprints differ within a report and stay when lines and live values change', () => {
  const drift = (line: number, found: string) => ({
    command: 'docker ps',
    verdict: 'drifted' as const,
    reason: 'x',
    differences: ['same', 'same', 'other'].map((expected, index) => ({
      verdict: 'drifted' as const,
      line: line + index,
      expected,
      found,
      cause: '',
      marks: { expected: [], found: [] },
    })),
  });
  const prints = (line: number, found: string) =>
    findings([{ steps: [{ title: 'A', commands: [drift(line, found)] }] }]).map((f) => f.fingerprint);
  const before = prints(12, 'one');
  assert.is(new Set(before).size, 3);
  assert.equal(prints(80, 'two'), before);
});

test('paths have no leading ./ and descriptions are one line, whatever a lab prints', () => {
  const command = { command: NASTY, verdict: 'failed' as const, reason: `${NASTY}\n${'x'.repeat(10_000)}` };
  const [finding] = findings([{ file: './labs/a.md', steps: [{ title: NASTY, commands: [command] }] }]);
  assert.is(finding!.location.path, 'labs/a.md');
  assert.ok(finding!.description.length < 600);
});

test.run();
