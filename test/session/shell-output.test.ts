import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { localPlace } from '../../src/session/local-place.ts';
import { ShellSession } from '../../src/session/shell.ts';
import { defaults, eventually, isRunning, withShell } from './support.ts';

test('a job in the background does not hold up its command', () =>
  withShell(async ({ run }) => {
    const { output } = await run('sleep 1000 & echo on');
    assert.match(output, /^\[1\] \d+\non\n$/);
    assert.match((await run('jobs')).output, /Running\s+sleep 1000/);
  }));

test("what a job writes later is in no other command's output", () =>
  withShell(async ({ run, folder }) => {
    await run(`sh -c 'while [ ! -e go ]; do sleep 0.01; done; echo late; touch said' &`);
    assert.is((await run('touch go; while [ ! -e said ]; do sleep 0.01; done; echo mine')).output, 'mine\n');
    assert.ok(existsSync(join(folder, 'said')));
    assert.is((await run('wait; echo waited')).output.split('\n').at(-2), 'waited');
  }));

test('jobs are spared when a later command is interrupted', () =>
  withShell(async ({ run }) => {
    await run('sleep 1000 & echo $! > pid');
    assert.is((await run('sleep 1000', { timeoutMs: 200 })).ended, 'timeout');
    assert.is((await run('kill -0 $(cat pid) && echo alive')).output, 'alive\n');
  }));

test('long output keeps its head and tail and says how much is left out', () =>
  withShell(async ({ run }) => {
    const { output, truncated, totalBytes } = await run('seq 1 200000', { limitBytes: 10_000 });
    assert.ok(truncated);
    assert.is(totalBytes, 1_288_895);
    assert.ok(output.startsWith('1\n2\n3\n'));
    assert.ok(output.endsWith('199999\n200000\n'));
    assert.match(output, /\n\[\d+ characters left out\]\n/);
    assert.ok(output.length < 10_100);
  }));

test('output up to the limit is complete', () =>
  withShell(async ({ run }) => {
    const { output, truncated } = await run('seq 1 1000', { limitBytes: 3893 });
    assert.equal([truncated, output.length], [false, 3893]);
  }));

test('a hundred megabytes pass in bounded memory', () =>
  withShell(async ({ run }) => {
    const before = process.memoryUsage().rss;
    const { totalBytes, truncated } = await run('head -c 100000000 /dev/zero | tr "\\0" x', {
      timeoutMs: 60_000,
    });
    assert.equal([totalBytes, truncated], [100_000_000, true]);
    assert.ok(process.memoryUsage().rss - before < 80_000_000);
  }));

test('answers are typed when the command asks, and show as on a terminal', () =>
  withShell(async ({ run }) => {
    const script = 'read -p "Sure? [y/N] " a; read -p "Name: " b; echo "$a/$b"';
    assert.is((await run(script, { input: ['y', 'bob'] })).output, 'Sure? [y/N] y\nName: bob\ny/bob\n');
  }));

test('the end of a session ends its jobs, also those that ignore being told', async () => {
  const pids: number[] = [];
  await withShell(async ({ run, folder }) => {
    await run(
      'sleep 1000 & echo $! > pids; sh -c "trap \'\' TERM HUP; sleep 1000; sleep 1000" & echo $! >> pids',
    );
    await run('exit 1');
    await run('nohup sleep 1000 >/dev/null 2>&1 & echo $! >> pids');
    pids.push(...readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number));
    assert.equal(pids.map(isRunning), [true, true, true]);
  });
  assert.equal(pids.map(isRunning), [false, false, false]);
});

test('a session can be ended while a command runs', async () => {
  const session = await ShellSession.open({
    place: localPlace([]),
    cwd: '/',
    env: { PATH: process.env.PATH ?? '' },
  });
  let pid = 0;
  const running = session.run('echo $BASHPID; sleep 1000', {
    ...defaults,
    onOutput: (text) => {
      pid = Number(text);
    },
  });
  await eventually('the command has started', () => pid !== 0);
  await session[Symbol.asyncDispose]();
  assert.is((await running).ended, 'aborted');
  assert.not(isRunning(pid));
});

test.run();
