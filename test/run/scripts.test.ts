import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../src/model/lab.ts';
import { deadlineOf } from '../../src/run/deadline.ts';
import { makeDockerConfig } from '../../src/run/docker-config.ts';
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

test('a head that the document leaves out is no line of what it shows', () => {
  const answers = ['answer 1', 'answer 2', '^C'];
  assert.is(enoughSeen(command('ping x', answers))('PING x\nanswer 1\n', 400), false);
  assert.is(enoughSeen(command('ping x', answers))('PING x\nanswer 1\nanswer 2\n', 400), true);
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
    { socket: '/run/gateway.sock', home: '/lab', dockerConfig: '/c' },
  );
  assert.equal([env.GITHUB_TOKEN, env.DB_PASSWORD, env.DOCKER_CONTEXT], [undefined, undefined, undefined]);
  assert.equal([env.DOCKER_HOST, env.EDITOR, env.PATH], ['unix:///run/gateway.sock', 'vi', '/bin']);
});

test('variables whose names look secret are kept from labs, others are not', () => {
  const folders = { socket: '/s', home: '/lab', dockerConfig: '/c' };
  const secret =
    'MYSQL_PWD SSH_KEY GH_PAT AWS_ACCESS_KEY_ID SENTRY_DSN GPG_PASSPHRASE DB_PASS SESSION_COOKIE'.split(' ');
  const plain = 'PWD OLDPWD LANG COLORTERM MONKEY_ISLAND KEYBOARD SHELL'.split(' ');
  const env = sessionEnvironment(
    Object.fromEntries([...secret, ...plain].map((name) => [name, 'x'])),
    folders,
  );
  assert.equal(
    secret.filter((name) => env[name] !== undefined),
    [],
  );
  assert.equal(
    plain.filter((name) => env[name] === undefined),
    [],
  );
});

test("docker's settings in a lab are its own, without credentials and with the user's plugins", async () => {
  const home = await mkdtemp(join(tmpdir(), 'labproof-home-'));
  try {
    await mkdir(join(home, '.docker/cli-plugins'), { recursive: true });
    await writeFile(join(home, '.docker/cli-plugins/docker-x'), '');
    const settings = { auths: { r: { auth: 'c2VjcmV0' } }, currentContext: 'prod', proxies: { default: {} } };
    await writeFile(join(home, '.docker/config.json'), JSON.stringify(settings));
    await makeDockerConfig(join(home, 'labs'), { HOME: home });
    assert.equal(JSON.parse(await readFile(join(home, 'labs/config.json'), 'utf8')), {
      proxies: { default: {} },
    });
    assert.equal(await readdir(join(home, 'labs/cli-plugins')), ['docker-x']);
    assert.is((await stat(join(home, 'labs/config.json'))).mode & 0o777, 0o600);
    await makeDockerConfig(join(home, 'none'), { HOME: join(home, 'nobody') });
    assert.is(await readFile(join(home, 'none/config.json'), 'utf8'), '{}');
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

test('what an unknown image runs by default may stay, a command of its own may not', () => {
  assert.is(mayStay(command('docker run -p 80:80 shop')), true);
  assert.is(mayStay(command('docker run shop make')), false);
  assert.is(mayStay(command('docker run -d shop')), false);
  assert.is(mayStay(command('docker run shop && docker ps')), false);
});

test.run();
