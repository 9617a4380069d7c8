import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isLasting, located, portable, recordingOf, replayed } from '../../src/cli/cached-lab.ts';
import type { LabResult, RunEvent } from '../../src/model/event.ts';
import { SKIP_REASONS, type SkipReason } from '../../src/model/lab.ts';
import { type CommandSketch, eventsOf } from '../support/events.ts';
import { WIRE_LAB } from '../support/wire-lab.ts';

function resultOf(...commands: readonly CommandSketch[]): LabResult {
  const events = eventsOf([{ steps: [{ title: 'Step', commands }] }]);
  return events.flatMap((event) => (event.type === 'lab-finished' ? [event.result] : []))[0]!;
}

const GOOD: CommandSketch = { command: 'docker ps' };

test('what held at the first attempt lasts, drift too; what failed or had to be repeated does not', () => {
  const good = resultOf(GOOD);
  assert.ok(isLasting(good));
  assert.ok(isLasting(resultOf(GOOD, { ...GOOD, verdict: 'drifted' })));
  assert.not(isLasting(resultOf(GOOD, { ...GOOD, verdict: 'failed' })));
  assert.not(isLasting(resultOf({ ...GOOD, attempts: 2 })));
  assert.not(isLasting({ ...good, attempts: 2 }));
});

test('a lab that left something, or in which something was refused, does not last', () => {
  const good = resultOf(GOOD);
  const left = [{ kind: 'network', id: 'n', name: 'n', why: 'in use' }] as const;
  assert.not(isLasting({ ...good, cleanup: { ...good.cleanup, left } }));
  assert.not(isLasting({ ...good, problems: [{ severity: 'error', code: 'x', message: 'x' }] }));
  assert.ok(isLasting({ ...good, problems: [{ severity: 'warning', code: 'x', message: 'x' }] }));
});

test('what was skipped for want of something that may be there next time does not last', () => {
  const lasts = (reason: SkipReason): boolean =>
    isLasting(resultOf(GOOD, { ...GOOD, verdict: 'skipped', skip: { reason, message: '' } }));
  const wanting = (Object.keys(SKIP_REASONS) as SkipReason[]).filter((reason) => !lasts(reason));
  assert.equal(wanting.sort(), ['image', 'missing-file', 'network', 'platform', 'precondition']);
});

const typesOf = (events: Iterable<RunEvent>): readonly string[] => [...events].map(({ type }) => type);

test('what is told again is what was told, with its date', () => {
  const events = eventsOf([WIRE_LAB]).filter(({ type }) => !type.startsWith('run-'));
  const lab = events.flatMap((event) => (event.type === 'lab-started' ? [event.lab] : []))[0]!;
  const at = events.flatMap((event) => (event.type === 'lab-started' ? [event.startedAt] : []))[0];
  const again = [...replayed(lab, recordingOf(events, { pictured: true })!)];
  assert.equal(typesOf(again), typesOf(events));
  assert.equal(
    again.flatMap((event) => (event.type === 'command-finished' ? [event.result] : [])),
    events.flatMap((event) => (event.type === 'command-finished' ? [event.result] : [])),
  );
  for (const event of again) {
    if (event.type === 'lab-started') assert.is(event.cached, at);
    if (event.type === 'lab-finished') assert.is(event.result.cached, at);
  }
});

test('nothing is kept of a lab that did not come to its end', () => {
  const events = eventsOf([WIRE_LAB]).filter(({ type }) => type !== 'lab-finished');
  assert.is(recordingOf(events, { pictured: false }), undefined);
});

test('files are named from the document, wherever that is', () => {
  const value = {
    file: 'docs/labs/a.md',
    problems: [{ span: { file: 'docs/parts/start.md', line: 3 } }],
    text: 'docs/labs/a.md',
  };
  const kept = portable(value, { file: 'docs/labs/a.md' });
  assert.equal(kept, {
    file: 'a.md',
    problems: [{ span: { file: '../parts/start.md', line: 3 } }],
    text: 'docs/labs/a.md',
  });
  assert.equal(located(kept, { file: './docs/labs/a.md' }), {
    ...value,
    file: './docs/labs/a.md',
  });
});

test.run();
