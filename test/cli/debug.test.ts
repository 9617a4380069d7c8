import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { type Person, withPerson } from '../support/terminal.ts';

const LAB = [
  '# Jars',
  '',
  '```console',
  '$ mkdir shelf && cd shelf && export LABEL="plum jam"',
  '$ echo two > jars',
  '$ cat jars',
  'three',
  '$ echo "$LABEL"',
  'plum jam',
  '```',
  '',
].join('\n');

const debugging = (use: (person: Person) => Promise<void>): Promise<void> =>
  withFolder({ 'jars.md': LAB }, (folder) =>
    withPerson(['run', '--debug', join(folder, 'jars.md')], use, {
      env: { LABPROOF_ENGINE_ROOT: '/nonexistent' },
    }),
  );

test('a shell is opened where a command failed, and leaving it goes on with the lab', () =>
  debugging(async ({ type, sees, exited }) => {
    await sees(/jars\.md:6 {2}\$ cat jars/);
    await sees('debug$');
    type('echo "in ${PWD##*/} with $LABEL: $(cat jars)"');
    await sees('in shelf with plum jam: two');
    type('exit');
    await sees(/3 passed, 1 failed/);
    assert.is(await exited, 1);
  }));

test('the lab can be ended from there, and what it made goes', () =>
  debugging(async ({ type, sees, exited, shown }) => {
    await sees('debug$');
    type('pwd');
    await sees(/(\/\S+\/shelf)\r?\n/);
    type('stop');
    await sees(/2 passed, 1 failed/);
    assert.is(await exited, 1);
    const [, shelf = ''] = /(\/\S+\/shelf)\r?\n/.exec(shown())!;
    assert.not(existsSync(shelf));
  }));

test('closing the terminal while it waits ends the run', () =>
  debugging(async ({ sees, kill, exited }) => {
    await sees('debug$');
    kill('SIGHUP');
    assert.ok((await exited) !== 0);
  }));

test('it needs a terminal, and one lab at a time', async () => {
  const { exitCode, stderr } = await labproof(['run', '--debug', 'labs/bridge.md']);
  assert.is(exitCode, 2);
  assert.match(stderr, 'it needs a terminal');
  const many = await labproof(['run', '--debug', '-j', '2', 'labs/bridge.md']);
  assert.is(many.exitCode, 2);
  assert.match(many.stderr, '--debug and --workers exclude each other');
});

test.run();
