import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { match, verdict } from '../support.ts';

const ID = '0123456789abcdef'.repeat(4);
const events = { verb: 'events' };
const at = (second: number): string => `2024-01-05T00:36:0${second}.795031609+08:00`;
const line = (second: number, action: string, more = ''): string =>
  `${at(second)} container ${action} ${ID} (${more}image=alpine, name=bell)`;

test('events of one moment may come in another order', () => {
  const document = [line(1, 'kill', 'signal=15, '), line(2, 'die', 'exitCode=0, '), line(3, 'stop')].join(
    '\n',
  );
  const live = [
    line(1, 'kill', 'signal=15, '),
    line(2, 'stop'),
    line(3, 'die', 'execDuration=1, exitCode=0, '),
  ].join('\n');
  const { verdict: found, differences } = match(document, live, events);
  assert.is(found, 'drifted');
  assert.equal(
    differences.map(({ cause }) => cause),
    ['it comes in another order'],
  );
  assert.is(verdict(document.replace('exitCode=0', 'exitCode=137'), live, events), 'failed');
  assert.is(verdict(document.replace('name=bell', 'name=gong'), live, events), 'failed');
  assert.is(verdict(document.replace('container kill', 'container pause'), live, events), 'failed');
});

test('events that tell more attributes tell the documented ones', () => {
  assert.is(
    verdict(line(1, 'die', 'exitCode=0, '), line(1, 'die', 'execDuration=4, exitCode=0, '), events),
    'passed',
  );
  assert.is(verdict(line(1, 'die', 'execDuration=4, '), line(1, 'die'), events), 'drifted');
});

test('events as they were written before Docker 1.10 are another form', () => {
  const old = `${at(1)} ${ID}: (from alpine) stop`;
  assert.is(verdict(old, line(1, 'stop'), events), 'drifted');
  assert.is(verdict(old.replace('alpine', 'ubuntu'), line(1, 'stop'), events), 'failed');
});

test('more events are another form, unless the command goes on', () => {
  const live = `${line(1, 'start')}\n${line(2, 'pause')}`;
  assert.is(verdict(line(1, 'start'), live, events), 'drifted');
  assert.is(verdict(line(1, 'start'), live, { ...events, endless: true }), 'passed');
});

test('a stream tells of kinds of objects that the document has none of', () => {
  const network = `${at(2)} network connect ${ID} (container=${ID}, name=bridge, type=bridge)`;
  const document = `${line(1, 'create')}\n${line(3, 'start')}`;
  const live = (between: string): string => `${line(1, 'create')}\n${between}\n${line(3, 'start')}`;
  assert.is(verdict(document, live(network), { ...events, endless: true }), 'passed');
  assert.is(verdict(document, live(line(2, 'attach')), { ...events, endless: true }), 'drifted');
  assert.is(verdict(document, live(network), events), 'drifted');
});

test.run();
