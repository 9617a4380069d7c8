import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isListOfAnother, outputLikeness, printerOf } from '../../src/lab/output-likeness.ts';
import { rows, words } from '../support/word-lists.ts';

const likeness = (pending: string, text: string, ...between: readonly string[]) =>
  outputLikeness(text.split('\n').map((line, at) => ({ line: at + 1, text: line })) as never, {
    pending,
    between,
  });
const reason = (pending: string, text: string): string => likeness(pending, text, 'Pears.').reason;

for (const line of rows(`
  Unable to find image
  Error response from daemon
  Error: no such thing
  docker: it failed
  Using default tag
  Sending build context
  Step 1/2
  [+] Building
  Creating network
  Creating volume
  Creating service
  Successfully built
  Untagged: a
  Deleted Images
  Swarm initialized
  Client:
  Docker version 1
  Loaded image
  Login Succeeded
  Total reclaimed
  overall progress
  WARNING: it
  a.b-1: Pulling it
  Status: Up
  Digest: sha256
  Digest:sha256
`))
  test(`"${line}" is a message of docker`, () => {
    assert.is(reason('docker pear', line), 'messages of docker');
    assert.is(reason('pear', line), '');
    assert.is(
      reason('docker pear', `x${line}`).replace('messages of docker', line.startsWith('a.') ? '' : 'x'),
      '',
    );
  });
test('an error has a word of its own', () => {
  assert.is(reason('docker pear', 'Errors'), '');
});

test('a table is of a command that lists', () => {
  const table = 'NAME  IMAGE OF  STATE';
  for (const command of words(`ls list ps images stats search top history df version info services tasks inspect netstat ss
    free route`)) {
    assert.is(reason(`pear ${command}`, table), 'a table under the command that lists', command);
    assert.is(reason(`pear ${command}x`, table), '', command);
    assert.is(reason(`pear x${command}`, table), '', command);
  }
  for (const none of ['NAME', 'NAME IMAGE', 'Name  IMAGE', 'NAME  image', 'NAME  IMAGE.', 'a NAME  IMAGE'])
    assert.is(reason('pear ls', none), '', none);
});

test('JSON, pages, IDs and replies are of commands that print them', () => {
  for (const command of ['inspect', 'json', 'curl', 'manifest', 'config'])
    for (const text of ['[', '{', ' {}', '...', '"a"'])
      assert.is(
        reason(`pear ${command}`, text),
        text === '...' ? '' : 'JSON under the command that inspects',
        command + text,
      );
  assert.is(reason('pear inspect', 'a {'), '');
  assert.is(reason('pear', '{'), '');
  for (const command of ['curl', 'wget', 'links']) {
    assert.is(reason(command, ' <p>'), 'a page under the command that fetches it');
    assert.is(reason(`${command}x`, ' <p>').replace(/^JSON.*/, ''), '');
    assert.is(reason(`x${command}`, ' <p>').replace(/^JSON.*/, ''), '');
    assert.is(reason(command, 'a <p>'), '');
  }
  const id = '0123456789ab';
  for (const text of [id, `sha256:${id}`, `${id} `, '0'.repeat(64)])
    assert.is(reason('docker pear', text), 'an ID under a command that prints one', text);
  for (const text of [id.slice(1), `x${id}`, `${id}x`, `${id} a`, '0'.repeat(65)])
    assert.is(reason('docker pear', text), '', text);
  assert.is(reason('ping a', 'PING a'), 'replies under the command that asks for them');
  for (const [command, text] of [
    ['pinga a', 'PING a'],
    ['aping a', 'PING a'],
    ['ping a', 'a PING a'],
    ['ping a', 'PINGa'],
  ] as const)
    assert.is(reason(command, text), '', command + text);
});

test('the first line that is no elision tells what a block is; nothing is of no command', () => {
  assert.is(reason('docker pear', '\n...\n\nClient:'), 'messages of docker');
  assert.equal(likeness('', 'Client:'), { sure: false, likely: false, reason: '' });
  assert.is(reason('cat pear', 'a'), 'the file that the command shows');
  assert.is(reason('cat pear', ''), '');
  assert.is(likeness('pear', 'a').reason, 'it stands directly under a command');
  assert.equal(likeness('pear', 'a', 'Pears.', 'The output:'), {
    sure: false,
    likely: true,
    reason: 'the text above announces an output',
  });
  assert.not.ok(likeness('pear', 'a', 'The output:', 'Pears.').likely);
});

test('where text stands between, a command that prints one line prints no more, but for messages', () => {
  const run = 'docker run -d pear';
  assert.is(likeness(run, 'a\nb', 'The output:').likely, false);
  assert.is(likeness(run, 'a\n\n', 'The output:').likely, true);
  assert.is(likeness(run, 'a\nb').likely, true);
  assert.is(likeness(run, 'a\nClient:', 'The output:').likely, true);
});

const LISTS = ['CONTAINER ID   IMAGE', 'NETWORK ID   NAME', 'REPOSITORY   TAG', 'DRIVER   VOLUME NAME'];
const PRINT_NONE = words(
  'tag rm rmi start stop restart kill pause unpause rename create commit cp build load import save',
);
test('a list is of another command than of one that prints none', () => {
  for (const header of LISTS) {
    for (const verb of [
      ...PRINT_NONE,
      'network create',
      'volume rm',
      'network connect',
      'network disconnect',
    ])
      assert.ok(isListOfAnother(`${header}   X`, `docker ${verb} a`), `${header} ${verb}`);
    assert.ok(isListOfAnother(` ${header}`, 'docker stop a'));
    for (const none of [`a ${header}`, `${header}S`])
      assert.not.ok(isListOfAnother(none, 'docker stop a'), none);
  }
  for (const typed of ['docker ps', 'docker stop a; docker rm a', 'ls', 'docker network prune'])
    assert.not.ok(isListOfAnother(LISTS[0]!, typed), typed);
});
test('the printer of a table is the last one that prints such a table, unless the last command does', () => {
  const header = 'CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES';
  const of = (...typed: readonly string[]) =>
    printerOf(
      header,
      typed.map((text) => ({ typed: text })),
    )?.typed;
  assert.is(of('docker ps', 'docker ps -a', 'docker stop a'), 'docker ps -a');
  assert.is(of('docker ps', 'docker ps -a'), undefined);
  assert.is(of('docker images', 'docker stop a'), undefined);
  assert.is(of(), undefined);
  assert.is(printerOf(` ${header} `, [{ typed: 'docker ps' }, { typed: 'ls' }])?.typed, 'docker ps');
});

test.run();
