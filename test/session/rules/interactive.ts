import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaults, type TestShell, withShell } from '../support.ts';

const options = { ...defaults, terminal: 'pty' } as const;
const open = ({ session }: TestShell, script: string) => session.openInteractive(script, options);

for (const program of ['sh', 'bash --norc']) {
  test(`${program}: output has neither echo nor prompts, and the status is known`, () =>
    withShell(async (shell) => {
      const inner = await open(shell, program);
      assert.ok(inner.alive);
      const results: [string, number | undefined][] = [];
      for (const line of ['echo hi', 'false', 'echo $?', 'printf abc', '', 'echo; echo x', 'ls /no-such']) {
        const { output, exitCode } = await inner.run(line, options);
        results.push([output, exitCode]);
      }
      assert.equal(results.slice(0, 6), [
        ['hi\n', 0],
        ['', 1],
        ['1\n', 0],
        ['abc', 0],
        ['', 0],
        ['\nx\n', 0],
      ]);
      assert.match(results[6]?.[0] ?? '', /^ls: [^\n]*no-such[^\n]*\n$/);
      await inner.end('exit');
    }));

  test(`${program}: several lines are typed one after the other`, () =>
    withShell(async (shell) => {
      const inner = await open(shell, program);
      const { output, exitCode } = await inner.run(
        'for i in 1 2; do\n  echo $i\ndone\ncat <<E\ntext\nE',
        options,
      );
      assert.equal([output, exitCode], ['1\n2\ntext\n', 0]);
      await inner.end('exit');
    }));

  test(`${program}: a command left unfinished is given up`, () =>
    withShell(async (shell) => {
      const inner = await open(shell, program);
      assert.is.not((await inner.run("echo 'open", options)).exitCode, 0);
      assert.is((await inner.run('echo on', options)).output, 'on\n');
      await inner.end('exit');
    }));

  test(`${program}: a command at its deadline is interrupted and the session goes on`, () =>
    withShell(async (shell) => {
      const inner = await open(shell, program);
      const { ended, output } = await inner.run('echo begun; sleep 1000', { ...options, timeoutMs: 300 });
      assert.equal([ended, output], ['timeout', 'begun\n']);
      assert.is((await inner.run('echo on', options)).output, 'on\n');
      await inner.end('exit');
    }));
}

test('a long line is not broken by the width of the terminal', () =>
  withShell(async (shell) => {
    const inner = await open(shell, 'bash --norc');
    const word = 'x'.repeat(500);
    assert.is((await inner.run(`echo ${word}`, options)).output, `${word}\n`);
    await inner.end('exit');
  }));

test('shells may be nested', () =>
  withShell(async (shell) => {
    const inner = await open(shell, 'sh');
    await inner.run('x=outer; sh', options);
    assert.is((await inner.run('echo "x is $x"', options)).output, 'x is \n');
    await inner.run('exit', options);
    assert.is((await inner.run('echo "x is $x"', options)).output, 'x is outer\n');
    await inner.end('exit');
  }));

test('the end has the status of the opening command', () =>
  withShell(async (shell) => {
    const inner = await open(shell, 'sh');
    await inner.run('false', options);
    const { exitCode, ended } = await inner.end('exit');
    assert.equal([ended, exitCode, inner.alive], ['exit', 1, false]);
    assert.is((await shell.run('echo $?')).output, '1\n');
  }));

test('`exit` typed as a command ends the session', () =>
  withShell(async (shell) => {
    const inner = await open(shell, 'sh');
    assert.is((await inner.run('exit 6', options)).ended, 'exit');
    assert.not(inner.alive);
    assert.is((await inner.end('exit')).exitCode, 6);
  }));

test('a program that ends at once is not alive, and its output is the banner', () =>
  withShell(async (shell) => {
    const inner = await open(shell, 'echo no such container >&2; (exit 125)');
    assert.equal([inner.alive, inner.banner], [false, 'no such container\n']);
    const { exitCode, output } = await inner.end('eof');
    assert.equal([exitCode, output], [125, 'no such container\n']);
  }));

test('a program with prompts of its own is typed into when it shows them', () =>
  withShell(async (shell) => {
    const script = 'echo Welcome; while read -p "db> " line; do echo "-> $line"; done';
    const inner = await open(shell, `bash -c '${script}'`);
    assert.is(inner.banner, 'Welcome\n');
    assert.is((await inner.run('select 1', options)).output, '-> select 1\n');
    assert.is((await inner.run('select 2', options)).output, '-> select 2\n');
    const { ended } = await inner.end('eof');
    assert.is(ended, 'exit');
  }));

test('a program that repeats what is typed does not repeat it in the output', () =>
  withShell(async (shell) => {
    const script = 'stty echo; while read -p "db> " line; do echo "-> $line"; done';
    const inner = await open(shell, `bash -c '${script}'`);
    assert.is((await inner.run('select 1', options)).output, '-> select 1\n');
    await inner.end('eof');
  }));

test('a shell that is silent until a key is pressed is found', () =>
  withShell(async (shell) => {
    const inner = await open(shell, "read -s x; PS1='$ ' sh");
    assert.is((await inner.run('echo hi', options)).output, 'hi\n');
    await inner.end('exit');
  }));

test('questions inside are answered', () =>
  withShell(async (shell) => {
    const inner = await open(shell, 'bash --norc');
    const { output } = await inner.run('read -p "Sure? " a; echo "got $a"', { ...options, input: ['yes'] });
    assert.match(output, /got yes\n$/);
    await inner.end('exit');
  }));

test('a host command leaves the session that is open', () =>
  withShell(async (shell) => {
    const inner = await open(shell, 'sh');
    assert.is((await shell.run('echo host')).output, 'host\n');
    assert.not(inner.alive);
  }));

test('an opening command that never asks is ended at its deadline', () =>
  withShell(async (shell) => {
    const inner = await shell.session.openInteractive('while :; do echo x; sleep 0.05; done', {
      ...options,
      timeoutMs: 1000,
    });
    assert.not(inner.alive);
    assert.is((await inner.end('eof')).ended, 'timeout');
    assert.is((await shell.run('echo on')).output, 'on\n');
  }));

test('a shell is left with the status that is typed', () =>
  withShell(async (shell) => {
    const inner = await open(shell, 'sh');
    assert.is((await inner.end('exit', '13')).exitCode, 13);
    assert.is((await shell.run('echo $?', { ...options, terminal: 'none' })).output, '13\n');
  }));
