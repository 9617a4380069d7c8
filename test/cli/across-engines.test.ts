import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { acrossEngines } from '../../src/cli/across-engines.ts';
import type { LabResult } from '../../src/model/event.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { eventsOf } from '../support/events.ts';

/** What a lab of these commands came to on an engine. */
const on = (asked: string, ...verdicts: readonly Verdict[]): LabResult => {
  const commands = verdicts.map((verdict) => ({
    command: 'docker ps',
    verdict,
    reason: verdict === 'passed' ? '' : `it ${verdict}`,
  }));
  const engine = { kind: 'private', version: `${asked}.1`, asked } as const;
  const events = eventsOf([{ engine, steps: [{ title: 'Step', commands }] }]);
  return events.flatMap((event) => (event.type === 'lab-finished' ? [event.result] : []))[0]!;
};

const told = ({ verdict, commands }: LabResult): readonly string[] => [
  verdict,
  ...commands.map((command) => `${command.verdict}: ${command.reason}`),
];

test('of each command the worst is kept, with the engines where it is so unless that is all', () => {
  const results = [on('26', 'passed', 'failed', 'skipped'), on('28', 'drifted', 'failed', 'passed')] as const;
  assert.equal(told(acrossEngines(results)), [
    'failed',
    'drifted: on docker 28: it drifted',
    'failed: it failed',
    'passed: ',
  ]);
});

test('a lab on one engine is told as it is', () => {
  const result = on('28', 'failed');
  assert.is(acrossEngines([result]), result);
});

test.run();
