import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withShell } from '../support.ts';

test('`exit` ends its command with that status, and the shell goes on as it was', () =>
  withShell(async ({ run }) => {
    await run('cd /usr; x=1; export A=b; f() { echo f; }; alias g=f; shopt -s nullglob');
    const left = await run('y=2; echo before; exit 3; echo after');
    assert.equal([left.ended, left.exitCode, left.output], ['exit', 3, 'before\n']);
    assert.is(
      (await run('echo $?; pwd; echo $x $y $A; f; g; shopt nullglob | tr -s "\\t "')).output
        .split('\n')
        .slice(0, 5)
        .join(' '),
      '3 /usr 1 2 b f f',
    );
  }));

test('`set -e` ends the failing command, not the session', () =>
  withShell(async ({ run }) => {
    const failed = await run('set -e; false; echo not reached');
    assert.equal([failed.ended, failed.exitCode, failed.output], ['exit', 1, '']);
    assert.is((await run('echo $?; echo on')).output, '1\non\n');
    assert.is((await run('false; echo not reached')).output, '');
    assert.is((await run('set +e; false; echo reached')).output, 'reached\n');
  }));

test('`exec` of a program is the command, and the next one has a shell again', () =>
  withShell(async ({ run }) => {
    await run('cd /usr; export A=b');
    const replaced = await run("exec sh -c 'echo in; exit 7'");
    assert.equal([replaced.ended, replaced.exitCode, replaced.output], ['exit', 7, 'in\n']);
    assert.is((await run('echo $? $A; pwd')).output, '7 b\n/usr\n');
  }));

test("a lab's own exit trap runs and does not end the session", () =>
  withShell(async ({ run }) => {
    await run("cd /usr; trap 'echo bye' EXIT");
    assert.match((await run('exit 5')).output, /bye\n$/);
    assert.is((await run('echo $?; pwd')).output, '5\n/usr\n');
  }));

test('a shell that is killed is lost and replaced, in the same directory and environment', () =>
  withShell(async ({ run }) => {
    await run('cd /usr; export A="b c"');
    const lost = await run('echo last words; kill -KILL $$');
    assert.equal([lost.ended, lost.exitCode, lost.output], ['lost', undefined, 'last words\n']);
    assert.is((await run('pwd; echo "$A"')).output, '/usr\nb c\n');
  }));

test('what is exported is kept when a shell is lost, whatever ran since and whatever exported it', () =>
  withShell(async ({ run }) => {
    await run('echo first');
    await run('export A=b; f() { export C="$1"; }');
    await run('ls / | head -1');
    await run('f d');
    await run('true');
    await run('kill -9 $$');
    assert.is((await run('echo $A $C')).output, 'b d\n');
    await run('echo on');
    await run('kill -9 $$');
    assert.is((await run('echo $A $C')).output, 'b d\n');
  }));

test('a command at its deadline is ended, with its state kept', () =>
  withShell(async ({ run }) => {
    const slow = await run('cd /usr; echo begun; sleep 1000; echo not reached', { timeoutMs: 200 });
    assert.equal([slow.ended, slow.exitCode, slow.output], ['timeout', undefined, 'begun\n']);
    assert.is((await run('pwd; echo $?')).output, '/usr\n0\n');
  }));

test('pipelines, loops, substitutions and builtins that hang are ended', () =>
  withShell(async ({ run }) => {
    const hanging = [
      'sleep 1000 | cat',
      'while true; do sleep 1000; done',
      'x=$(sleep 1000; echo no)',
      'while :; do :; done',
      '(sleep 1000; sleep 1000)',
      'wait & sleep 1000 & wait',
    ];
    for (const script of hanging) {
      const { ended } = await run(script, { timeoutMs: 200 });
      assert.is(ended, 'timeout', script);
      assert.is((await run('echo on')).output, 'on\n', script);
    }
  }));

test('a command that ignores interrupts is ended all the same', () =>
  withShell(async ({ run }) => {
    const stubborn = await run(`trap '' INT; sh -c "trap '' INT TERM; while :; do sleep 0.1; done"`, {
      timeoutMs: 200,
    });
    assert.is(stubborn.ended, 'timeout');
    assert.is((await run('trap - INT; echo on')).output, 'on\n');
  }));

test('a shell that cannot be interrupted is lost and replaced', () =>
  withShell(async ({ run }) => {
    await run('export A=b');
    const stuck = await run(`trap '' INT; while :; do :; done`, { timeoutMs: 200 });
    assert.is(stuck.ended, 'lost');
    assert.is((await run('echo $A')).output, 'b\n');
  }));

test('a command is interrupted by its signal', () =>
  withShell(async ({ run }) => {
    const abort = new AbortController();
    const running = run('echo begun; sleep 1000', { signal: abort.signal, onOutput: () => abort.abort() });
    assert.equal((({ ended, output }) => [ended, output])(await running), ['aborted', 'begun\n']);
    assert.is((await run('echo on')).output, 'on\n');
  }));

test('a signal that is aborted already lets nothing start', () =>
  withShell(async ({ run }) => {
    const aborted = await run('touch made', { signal: AbortSignal.abort() });
    assert.is(aborted.ended, 'aborted');
    assert.is((await run('ls')).output, '');
  }));

test('an endless command is interrupted when enough was seen', () =>
  withShell(async ({ run }) => {
    const { ended, output } = await run('while :; do echo tick; sleep 0.01; done', {
      enough: (seen) => seen.split('\n').length > 3,
    });
    assert.is(ended, 'enough');
    assert.match(output, /^(tick\n){3,}/);
  }));

test('quiet can be enough', () =>
  withShell(async ({ run }) => {
    const { ended, output } = await run('echo started; sleep 1000', {
      enough: (_, quietMs) => quietMs >= 200,
    });
    assert.equal([ended, output], ['enough', 'started\n']);
  }));
