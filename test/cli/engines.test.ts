import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readEngines, workersOn } from '../../src/cli/engines.ts';
import { machinesOn } from '../../src/docker/engine.ts';
import { labproof, ROOT } from '../support/cli.ts';

test('an engine of a pool says behind its name how many machines it holds', () => {
  const engines = readEngines(['container'], 'small=2,tcp://build:2375=12,any');
  if ('error' in engines) throw new Error(engines.error);
  assert.equal(engines, [
    { container: 'small', machines: 2 },
    { container: 'tcp://build:2375', machines: 12 },
    { container: 'any' },
  ]);
  assert.equal(engines.map(machinesOn), [2, 12, Number.POSITIVE_INFINITY]);
  assert.is(workersOn(engines), 15);
});

test('an engine that is named twice is one', () => {
  const engines = readEngines(['container'], 'a,b,a=3');
  assert.equal(engines, [{ container: 'a', machines: 3 }, { container: 'b' }]);
});

test('a pool holds at least one machine on each engine', () => {
  for (const pool of ['a=0', 'a=', 'b,a=00']) {
    const engines = readEngines(['container'], pool);
    assert.ok('error' in engines && /a number from 1/.test(engines.error), pool);
  }
});

test('a pool is for machines that are containers', () => {
  assert.ok('error' in readEngines(['private'], 'a'));
  assert.ok('error' in readEngines(['container', 'other'], 'a'));
});

test('without bounds one lab runs on each engine', () => {
  const engines = readEngines(['a', 'b', 'a']);
  if ('error' in engines) throw new Error(engines.error);
  assert.is(workersOn(engines), 2);
});

const POOL = ['--engine', 'container', '--engine-pool', 'unix:///a.sock=1,unix:///b.sock=1'];

test('a lab of more machines than any engine holds is named, and nothing runs', async () => {
  const { stderr, exitCode } = await labproof(['run', ...POOL, join(ROOT, 'labs/overlay.md')]);
  assert.is(exitCode, 3);
  assert.match(stderr, /overlay\.md has 2 machines, and no engine of the pool holds more than 1 at a time/);
});

test('a class of more seats than its engines hold is refused', async () => {
  const { stderr, exitCode } = await labproof([
    'serve',
    ...POOL,
    '--seats',
    '3',
    join(ROOT, 'labs/bridge.md'),
  ]);
  assert.is(exitCode, 2);
  assert.match(stderr, /--seats 3: the engines of --engine-pool hold 2 machines at a time/);
});

test.run();
