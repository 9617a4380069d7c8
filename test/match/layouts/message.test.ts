import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { made, verdict } from '../support.ts';

const rm = { verb: 'rm' };

test('an error in the words of another version drifts', () => {
  assert.is(
    verdict('Error: No such container: web', 'Error response from daemon: No such container: web', rm),
    'drifted',
  );
});

test('the same error passes', () => {
  const text = 'Error response from daemon: Container web is paused, unpause the container before exec';
  assert.is(verdict(text, text, rm), 'passed');
});

test('an error about another object fails', () => {
  assert.is(
    verdict('Error: No such container: web', 'Error response from daemon: No such container: db', rm),
    'failed',
  );
});

test('an error about another kind of object fails', () => {
  assert.is(
    verdict('Error: No such network: web', 'Error response from daemon: No such container: web', rm),
    'failed',
  );
});

test('an error about another state fails', () => {
  const live = 'Error response from daemon: container web is paused';
  assert.is(verdict('Error response from daemon: container web is running', live, rm), 'failed');
});

test('an error may name its object by ID or by name', () => {
  const document = `Error response from daemon: You cannot remove a running container ${'ab'.repeat(32)}. Stop the container before attempting removal or force remove`;
  const live =
    'Error response from daemon: cannot remove container "web": container is running: stop the container before removing or force remove';
  assert.is(verdict(document, live, { ...rm, makes: made('container', 'web') }), 'drifted');
});

test('an error where there is none fails', () => {
  assert.is(verdict('Error: No such container: web', 'web', rm), 'failed');
});

test('hints below an error do not count', () => {
  const document = "docker: 'frob' is not a docker command.\nSee 'docker --help'";
  assert.is(
    verdict(document, "docker: unknown command: docker frob\n\nRun 'docker --help' for more information\n", {
      verb: '',
    }),
    'drifted',
  );
});

test('the exit status that a client adds is a fact where both show it', () => {
  const message = (status: string): string => `Error response from daemon: network net1 not found${status}`;
  assert.is(verdict(message('\nexit status 1'), message('\nexit status 1')), 'passed');
  assert.is(verdict(message('\nexit status 2'), message('\nexit status 1')), 'failed');
  assert.is(verdict(message(''), message('\nexit status 1')), 'passed');
});

test('what is printed beside an error may be the same', () => {
  const document = "docker: Error: Container command 'foo' not found.\n127";
  const live = 'docker: Error response from daemon: exec: "foo": executable file not found in $PATH\n';
  assert.is(verdict(document, `${live}127`, { verb: 'run' }), 'drifted');
  assert.is(verdict(document, `${live}126`, { verb: 'run' }), 'failed');
});

test('a message goes on in the next line after a colon', () => {
  const document = 'Error response from daemon: Invalid subnet 10.77.8.0/33 : invalid CIDR address';
  const live =
    'Error response from daemon: invalid network config:\ninvalid subnet 10.77.8.0/33: invalid CIDR block';
  assert.is(verdict(document, live, { verb: 'network create' }), 'drifted');
  assert.is(verdict(live.replace('/33', '/34'), live, { verb: 'network create' }), 'failed');
});

test('what a message quotes, and the object it names, are facts', () => {
  const quoted = (command: string): string =>
    `The command '/bin/sh -c ${command}' returned a non-zero code: 1`;
  assert.is(verdict(quoted('true'), quoted('false'), { verb: 'build' }), 'failed');
  const kill = (name: string): string => `Error: Cannot kill container: ${name}: No such container`;
  assert.is(verdict(kill('t'), kill('t3'), { verb: 'kill' }), 'failed');
});

test.run();
