import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../src/model/lab.ts';
import { deadlineOf } from '../../src/run/deadline.ts';
import { enoughSeen, mayStay, staysRunning } from '../../src/run/endless.ts';
import { respellCompose, usesCompose } from '../../src/run/repair.ts';
import { sessionEnvironment } from '../../src/run/session-environment.ts';
import { labOf } from '../support/labs.ts';

const command = (script: string, shown: readonly string[] = []): Command => {
  const plain = labOf([script]).steps[0]!.actions[0] as Command;
  const lines = shown.map((text, index) => ({ line: index + 2, text }));
  return lines.length === 0 ? plain : { ...plain, expected: { span: plain.span, lines } };
};

test('compose is respelled to what the machine has, in every place', () => {
  assert.equal(respellCompose('docker-compose up -d && docker-compose ps', 'docker compose'), {
    script: 'docker compose up -d && docker compose ps',
    changed: true,
  });
  assert.is(
    respellCompose('sudo docker compose -f a.yml up', 'docker-compose').script,
    'sudo docker-compose -f a.yml up',
  );
  assert.is(respellCompose('docker compose up', 'docker compose').changed, false);
});

test('only command lines use compose, not words about it', () => {
  assert.is(usesCompose('echo docker-compose up'), false);
  assert.is(usesCompose('docker-compose up'), true);
});

test('stop, build and compose have longer deadlines than the rest', () => {
  assert.is(deadlineOf('docker ps', 30_000), 30_000);
  assert.is(deadlineOf('docker stop web', 30_000), 60_000);
  assert.is(deadlineOf('docker compose up -d', 30_000), 600_000);
  assert.is(deadlineOf('docker build .', 900_000), 900_000);
});

test('an endless command is seen when it has shown as many lines as documented and is quiet', () => {
  const enough = enoughSeen(command('ping x', ['one', 'two', '^C', 'statistics']));
  assert.is(enough('one\n', 400), false);
  assert.is(enough('one\ntwo\n', 0), false);
  assert.is(enough('one\ntwo\n', 400), true);
  assert.is(enough('one\ntwo\nthree\n', 0), true);
});

test('a server in the foreground stays running unless the document interrupts it', () => {
  assert.is(staysRunning(command('docker run nginx')), true);
  assert.is(staysRunning(command('docker run nginx', ['started', '^C'])), false);
  assert.is(staysRunning(command('ping x')), false);
});

test('a lab sees no secrets of the caller and no way past the gateway', () => {
  const env = sessionEnvironment(
    {
      PATH: '/bin',
      GITHUB_TOKEN: 'x',
      DB_PASSWORD: 'y',
      DOCKER_CONTEXT: 'prod',
      DOCKER_HOST: 'tcp://prod',
      HOME: '/home/me',
      EDITOR: 'vi',
    },
    { socket: '/run/gateway.sock', home: '/lab' },
  );
  assert.equal([env.GITHUB_TOKEN, env.DB_PASSWORD, env.DOCKER_CONTEXT], [undefined, undefined, undefined]);
  assert.equal([env.DOCKER_HOST, env.EDITOR, env.PATH], ['unix:///run/gateway.sock', 'vi', '/bin']);
});

test("a lab's home is its own folder, and docker still finds its plugins", () => {
  const env = sessionEnvironment({ HOME: '/home/me' }, { socket: '/s', home: '/lab' });
  assert.equal([env.HOME, env.DOCKER_CONFIG], ['/lab', '/home/me/.docker']);
});

test('what an unknown image runs by default may stay, a command of its own may not', () => {
  assert.is(mayStay(command('docker run -p 80:80 shop')), true);
  assert.is(mayStay(command('docker run shop make')), false);
  assert.is(mayStay(command('docker run -d shop')), false);
  assert.is(mayStay(command('docker run shop && docker ps')), false);
});

test.run();
