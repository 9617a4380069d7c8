import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withShell } from '../support.ts';

test('directory, variables, functions and aliases persist from command to command', () =>
  withShell(async ({ run }) => {
    await run('cd /usr; export A=b; x=1; greet() { echo "hello $1"; }; alias hi="greet alias"');
    const { output } = await run('pwd; echo $A $x; greet you; hi');
    assert.is(output, '/usr\nb 1\nhello you\nhello alias\n');
  }));

test('a command has the status of its script', () =>
  withShell(async ({ run }) => {
    assert.is((await run('true')).exitCode, 0);
    assert.is((await run('(exit 42)')).exitCode, 42);
    assert.is((await run('no-such-program')).exitCode, 127);
  }));

test("`$?` is the previous command's status", () =>
  withShell(async ({ run }) => {
    await run('(exit 42)');
    assert.is((await run('echo $?')).output, '42\n');
    assert.is((await run('echo $?')).output, '0\n');
  }));

test('standard output and error come in the order written', () =>
  withShell(async ({ run }) => {
    const { output } = await run('for i in 1 2 3; do echo out $i; echo err $i >&2; done');
    assert.is(output, 'out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n');
  }));

test('standard output and error can be opened by name', () =>
  withShell(async ({ run }) => {
    assert.is((await run('echo a >/dev/stderr; echo b | tee /dev/stderr')).output, 'a\nb\nb\n');
  }));

test('errors read as at a terminal', () =>
  withShell(async ({ run }) => {
    assert.is((await run('no-such-program')).output, 'bash: no-such-program: command not found\n');
  }));

test('a command that reads finds the end of its input', () =>
  withShell(async ({ run }) => {
    assert.is((await run('cat; read x; echo "status $?"')).output, 'status 1\n');
  }));

test('output that ends without a newline stays so', () =>
  withShell(async ({ run }) => {
    assert.is((await run('printf abc')).output, 'abc');
    assert.is((await run('echo next')).output, 'next\n');
  }));

test('scripts of several lines, with heredocs and comments, run as a whole', () =>
  withShell(async ({ run }) => {
    const { output } = await run(
      "# a comment\ncat <<'E'\n$x 'quoted'\nE\nif true; then\n  echo yes # why not\nfi",
    );
    assert.is(output, "$x 'quoted'\nyes\n");
  }));

test('an unclosed quote or heredoc stays within its command', () =>
  withShell(async ({ run }) => {
    assert.is.not((await run("echo 'open")).exitCode, 0);
    assert.match((await run('cat <<E\ntext')).output, /text\n$/);
    assert.is((await run('echo fine')).output, 'fine\n');
  }));

test('shell options do not break what comes after', () =>
  withShell(async ({ run }) => {
    await run('set -u -f -C; IFS=:; set -o pipefail; trap "echo trapped" ERR');
    assert.match((await run('echo "$no_such_variable"')).output, /unbound variable/);
    assert.is((await run('false')).output, 'trapped\n');
    assert.is((await run('echo fine')).output, 'fine\n');
    assert.is((await run('echo "$-"')).output.includes('u'), true);
  }));

test('nothing of the session is left to the programs it runs', () =>
  withShell(async ({ run }) => {
    assert.not.match((await run('ls -l /proc/self/fd')).output, /commands|reports/);
    assert.not.match((await run('env')).output, /labproof_|_labproof/i);
  }));

test('a script may be longer than a pipe holds', () =>
  withShell(async ({ run }) => {
    const { output } = await run(`cat <<'E' | wc -c\n${'x'.repeat(200_000)}\nE`);
    assert.is(output.trim(), '200001');
  }));

test('commands asked for at once run one after the other', () =>
  withShell(async ({ run }) => {
    const both = await Promise.all([run('x=1; sleep 0.05; echo $x'), run('x=2; echo $x')]);
    assert.equal(
      both.map(({ output }) => output),
      ['1\n', '2\n'],
    );
  }));

test('text outside ASCII survives', () =>
  withShell(async ({ run }) => {
    assert.is((await run("echo 'ä→😀'")).output, 'ä→😀\n');
  }));
