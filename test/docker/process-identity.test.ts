import { spawn } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isAlive, startTicks, thisProcess } from '../../src/docker/process-identity.ts';

test('a running process is alive, and one of the same number that started at another time is not', async () => {
  const self = await thisProcess();
  assert.is(await isAlive(self), true);
  assert.is(await isAlive({ ...self, started: `${self.started}1` }), false);
});

test('of a process with a number of another PID namespace nothing can be told', async () => {
  const self = await thisProcess();
  assert.is(await isAlive({ ...self, numbering: '4026539999' }), undefined);
  const { numbering: _, ...old } = self;
  assert.is(await isAlive(old), true);
});

test('a process that has ended and that its parent has not asked about counts as gone', async () => {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  child.kill('SIGKILL');
  // Node asks about its children only when this function gives way.
  const deadline = Date.now() + 10_000;
  while (startTicks(pid) !== undefined && Date.now() < deadline);
  assert.is(startTicks(pid), undefined);
  assert.ok(process.kill(pid, 0), 'it is a zombie still');
});

test.run();
