import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withShell } from '../support.ts';

const pty = { terminal: 'pty' } as const;

test('a command can have a terminal, and what it changes in the shell persists', () =>
  withShell(async ({ run }) => {
    assert.is(
      (await run('[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo terminal; cd /usr; x=1', pty)).output,
      'terminal\n',
    );
    assert.is((await run('pwd; echo $x')).output, '/usr\n1\n');
  }));

test('without one, it has none', () =>
  withShell(async ({ run }) => {
    assert.is((await run('[ -t 0 ] || [ -t 1 ] || [ -t 2 ] || echo none')).output, 'none\n');
  }));

test('all that was written to a terminal is there when the command has ended', () =>
  withShell(async ({ run }) => {
    const { output } = await run('seq 1 20000', pty);
    assert.ok(output.endsWith('19999\n20000\n'));
    assert.is(output.split('\n').length, 20_001);
  }));

test('a command on a terminal has a status and can leave the shell', () =>
  withShell(async ({ run }) => {
    assert.is((await run('(exit 9)', pty)).exitCode, 9);
    const left = await run('echo bye; exit 4', pty);
    assert.equal([left.ended, left.exitCode, left.output], ['exit', 4, 'bye\n']);
    assert.is((await run('echo $?', pty)).output, '4\n');
  }));

test('keys end a command in the place of Ctrl-C, and what it says then is there', () =>
  withShell(async ({ run }) => {
    const waits = 'stty raw -echo; printf "ready\\r\\n"; head -c 2 >/dev/null; stty sane; echo left';
    const { output, ended } = await run(waits, {
      ...pty,
      keys: '\u0010\u0011',
      enough: (seen) => seen.includes('ready'),
    });
    assert.equal([ended, output], ['enough', 'ready\nleft\n']);
  }));

test('a command on a terminal is ended at its deadline', () =>
  withShell(async ({ run }) => {
    assert.is((await run('cat', { ...pty, timeoutMs: 200 })).ended, 'timeout');
    assert.is((await run('echo on', pty)).output, 'on\n');
  }));

test('the terminal is wide enough for tables', () =>
  withShell(async ({ run }) => {
    const { output } = await run('stty size', pty);
    assert.ok(Number(output.split(' ')[1]) >= 160);
  }));
