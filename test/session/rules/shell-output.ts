import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Execution } from '../../../src/session/execution.ts';
import { defaults, eventually, look, withShell } from '../support.ts';

test('a job in the background does not hold up its command', () =>
  withShell(async ({ run }) => {
    const { output } = await run('sleep 1000 & echo on');
    assert.match(output, /^\[1\] \d+\non\n$/);
    assert.match((await run('jobs')).output, /Running\s+sleep 1000/);
  }));

test("what a job writes later is in no other command's output", () =>
  withShell(async ({ run }) => {
    await run(`sh -c 'while [ ! -e go ]; do sleep 0.01; done; echo late; touch said' &`);
    assert.is((await run('touch go; while [ ! -e said ]; do sleep 0.01; done; echo mine')).output, 'mine\n');
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

/** Which of the processes run; one that has ended and waits for its parent to notice does not. */
const running = async (pids: string): Promise<number> => {
  const states = await look(`for pid in ${pids}; do cut -d' ' -f3 /proc/$pid/stat; done 2>/dev/null; true`);
  return states.split('\n').filter((state) => /[^ZX]/.test(state)).length;
};

test('the end of a session ends its jobs, also those that ignore being told', async () => {
  let pids = '';
  await withShell(async ({ run }) => {
    await run(
      'sleep 1000 & echo $! > pids; sh -c "trap \'\' TERM HUP; sleep 1000; sleep 1000" & echo $! >> pids',
    );
    await run('exit 1');
    await run('nohup sleep 1000 >/dev/null 2>&1 & echo $! >> pids');
    pids = (await run('cat pids')).output.replaceAll('\n', ' ');
    assert.is(await running(pids), 3);
  });
  assert.is(await running(pids), 0);
});

test('a session can be ended while a command runs', async () => {
  let pid = '';
  let command: Promise<Execution> | undefined;
  await withShell(async ({ session }) => {
    command = session.run('echo $BASHPID; sleep 1000', {
      ...defaults,
      onOutput: (text) => {
        pid ||= /\d+/.exec(text)?.[0] ?? '';
      },
    });
    await eventually('the command has started', () => pid !== '');
  });
  assert.is((await command)?.ended, 'aborted');
  assert.is(await running(pid), 0);
});
