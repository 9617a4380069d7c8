import { setImmediate } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TaskState } from '../../src/model/engine.ts';
import { awaitsTasks, neverRunning, watchConvergence } from '../../src/run/convergence.ts';

const task = (place: string, ended: TaskState['ended'], failure = ''): TaskState => ({
  place,
  made: Date.now() + 1_000,
  ended,
  failure,
});

test('a service comes to rest as long as its tasks have ended only a few times', () => {
  assert.is(neverRunning([]), undefined);
  assert.is(neverRunning([task('s 1', 'failed'), task('s 1', 'failed'), task('s 1', '')]), undefined);
  const many = [1, 2, 3, 4].map((slot) => task(`s ${slot}`, 'done'));
  assert.is(neverRunning(many), undefined);
});

test('tasks that end in one place again and again tell that it does not', () => {
  assert.equal(neverRunning([1, 2, 3].map(() => task('s 1', 'done'))), { kind: 'done' });
  const failing = [task('s 1', 'done'), task('s 1', 'failed', 'exit (3)'), task('s 1', 'failed', 'exit (4)')];
  assert.equal(neverRunning(failing), { kind: 'failing', failure: 'exit (4)' });
});

test('only commands whose client waits for tasks are watched', () => {
  for (const script of ['docker service create --name s alpine top', 'docker service scale s=3'])
    assert.ok(awaitsTasks(script), script);
  for (const script of [
    'docker service create -d alpine top',
    'docker service create --detach=true alpine top',
    'docker service ls',
    'docker run alpine true',
    'docker service create alpine top && docker service ls',
  ])
    assert.is(awaitsTasks(script), false, script);
  assert.ok(awaitsTasks('docker service create --detach=false alpine top'));
});

test('tasks that were there before are of another command', async () => {
  const before = { ...task('s 1', 'failed', 'exit (1)'), made: Date.now() - 60_000 };
  let look = (): void => {};
  const looked = new Promise<void>((resolve) => {
    look = resolve;
  });
  const convergence = watchConvergence({
    tasks: async () => {
      look();
      return [before, before, before];
    },
  });
  try {
    await looked;
    await setImmediate();
    assert.is(convergence.never(), undefined);
  } finally {
    convergence.stop();
  }
});

test.run();
