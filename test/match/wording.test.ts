import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { match, verdict } from './support.ts';

const rm = { verb: 'rm' };
const run = { verb: 'run', program: 'chown 1 /' };
const error = (text: string): string => `Error response from daemon: ${text}`;

test('a message that the catalogue knows in two forms is one', () => {
  const forms: readonly (readonly [string, string, string])[] = [
    [
      'rm',
      error(
        `You cannot remove a running container ${'ab'.repeat(32)}. Stop the container before attempting removal or -f`,
      ),
      error(
        'cannot remove container "web": container is running: stop the container before removing or force remove',
      ),
    ],
    ['', "docker: 'frob' is not a docker command.", 'docker: unknown command: docker frob'],
    ['volume inspect', 'Error: No such volume: jar', error('get jar: no such volume')],
    ['network rm', error('network jar not found'), 'Error: No such network: jar'],
    [
      'run',
      'docker: "run" requires a minimum of 1 argument.',
      "docker: 'docker run' requires at least 1 argument",
    ],
    [
      'build',
      "The command '/bin/sh -c make' returned a non-zero code: 2",
      'ERROR: failed to build: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
    ],
  ];
  for (const [verb, document, live] of forms) {
    assert.is(verdict(document, live, { verb }), 'drifted', document);
    assert.is(verdict(live, document, { verb }), 'drifted', live);
  }
});

test('the status of a call to the swarm is a number or a name', () => {
  const live = error(
    "rpc error: code = InvalidArgument desc = secret 'till_key' is in use by the following service: till",
  );
  const document = live.replace('InvalidArgument', '3');
  assert.is(verdict(document, live, { verb: 'secret rm' }), 'drifted');
  assert.is(verdict(document.replace('= 3', '= 5'), live, { verb: 'secret rm' }), 'failed');
  assert.is(verdict(document.replace('till_key', 'key'), live, { verb: 'secret rm' }), 'failed');
});

test('an error that its author broke into lines is one error', () => {
  const live = error("rpc error: code = InvalidArgument desc = secret 'till_key' is in use by service till");
  const document = live.replace(" 'till_key'", "\n'till_key'");
  assert.is(verdict(document, live, { verb: 'secret rm' }), 'passed');
  assert.is(verdict(document.replace('till_key', 'key'), live, { verb: 'secret rm' }), 'failed');
});

test('a message about something else fails in any form', () => {
  assert.is(
    verdict('Error: No such volume: jar', error('get box: no such volume'), { verb: 'volume rm' }),
    'failed',
  );
  assert.is(
    verdict(
      "The command '/bin/sh -c make' returned a non-zero code: 2",
      'ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 3',
      { verb: 'build' },
    ),
    'failed',
  );
});

test('one error for another fails', () => {
  assert.is(verdict('chown: /: Operation not permitted', 'chown: unknown user ghost', run), 'failed');
  assert.is(verdict(error('No such container: web'), error('container web is paused'), rm), 'failed');
  assert.is(
    verdict('sh: nosuch: not found', "sh: can't open nosuch: Permission denied", {
      verb: 'run',
      program: 'sh',
    }),
    'failed',
  );
});

test('what a newer engine puts around a message is another form', () => {
  const old = error('Pool overlaps with other one on this address space');
  assert.is(
    verdict(old, old.replace('Pool', 'invalid pool request: Pool'), { verb: 'network create' }),
    'drifted',
  );
  assert.is(verdict(error('Conflict'), error('conflict'), rm), 'drifted');
});

test('shells and programs say one thing in their own words', () => {
  assert.is(verdict('bash: frob: command not found', '/bin/sh: frob: not found', run), 'drifted');
  assert.is(verdict('sh: 1: frob: not found', 'sh: frob: not found', run), 'drifted');
  assert.is(verdict('bash: frob: command not found', 'sh: brof: not found', run), 'failed');
  const cat = { verb: 'exec', program: 'cat /no' };
  assert.is(
    verdict('cat: /no: No such file or directory', "cat: can't open '/no': No such file or directory", cat),
    'drifted',
  );
  assert.is(
    verdict('cat: /no: Permission denied', "cat: can't open '/no': No such file or directory", cat),
    'failed',
  );
});

test('an answer for an error fails', () => {
  assert.is(
    verdict('{"status":"up"}', 'curl: (7) Failed to connect to localhost port 80: Connection refused', {
      verb: '',
      program: 'curl',
    }),
    'failed',
  );
});

test('a line that cannot be told in a word is told whole', () => {
  const { differences } = match('brk(0) = 0x19', 'brk(NULL) = 0x55', { verb: 'run', program: 'strace who' });
  assert.is(differences[0]?.cause, 'it prints brk(NULL) = 0x55');
});

test.run();
