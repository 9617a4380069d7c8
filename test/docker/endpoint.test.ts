import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hostOf, resolveEndpoint } from '../../src/docker/endpoint.ts';

test('without any setting it is the default socket', async () => {
  await withConfig({}, async (DOCKER_CONFIG) => {
    assert.equal(await resolveEndpoint({ DOCKER_CONFIG }), { kind: 'unix', path: '/var/run/docker.sock' });
  });
});

test('DOCKER_HOST names sockets, hosts and ssh destinations', async () => {
  const resolve = (DOCKER_HOST: string) => resolveEndpoint({ DOCKER_HOST, HOME: '/nonexistent' });
  assert.equal(await resolve('unix:///run/a.sock'), { kind: 'unix', path: '/run/a.sock' });
  assert.equal(await resolve('tcp://10.0.0.1:2375'), { kind: 'tcp', host: '10.0.0.1', port: 2375 });
  assert.equal(await resolve('tcp://h:80'), { kind: 'tcp', host: 'h', port: 80 });
  assert.equal(await resolve('tcp://h'), { kind: 'tcp', host: 'h', port: 2375 });
  assert.equal(await resolve('tcp://[fe80::1]:99/'), { kind: 'tcp', host: 'fe80::1', port: 99 });
  assert.equal(await resolve('h:2375'), { kind: 'tcp', host: 'h', port: 2375 });
  assert.equal(await resolve('ssh://me@h'), { kind: 'ssh', destination: 'me@h' });
  assert.equal(await resolve('ssh://me@h:2222'), { kind: 'ssh', destination: 'me@h', port: 2222 });
});

test('a scheme that cannot be reached is a problem that names the setting', async () => {
  const problem = await resolveEndpoint({ DOCKER_HOST: 'npipe:////./pipe/docker_engine' });
  assert.ok('severity' in problem);
  assert.match(problem.message, /DOCKER_HOST.*npipe/);
});

test('DOCKER_TLS_VERIFY adds the files that there are, and another port', async () => {
  await withConfig({ 'ca.pem': '', 'key.pem': '' }, async (directory) => {
    const env = { DOCKER_HOST: 'tcp://h', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: directory };
    const tls = { ca: join(directory, 'ca.pem'), key: join(directory, 'key.pem'), verify: true };
    assert.equal(await resolveEndpoint(env), { kind: 'tcp', host: 'h', port: 2376, tls });
  });
});

test('the context of the configuration file is used, DOCKER_CONTEXT before it', async () => {
  const files = {
    'config.json': JSON.stringify({ currentContext: 'one' }),
    ...context('one', { Host: 'unix:///one.sock' }),
    ...context('two', { Host: 'ssh://two' }),
  };
  await withConfig(files, async (DOCKER_CONFIG) => {
    assert.equal(await resolveEndpoint({ DOCKER_CONFIG }), { kind: 'unix', path: '/one.sock' });
    const two = await resolveEndpoint({ DOCKER_CONFIG, DOCKER_CONTEXT: 'two' });
    assert.equal(two, { kind: 'ssh', destination: 'two' });
    const none = await resolveEndpoint({ DOCKER_CONFIG, DOCKER_CONTEXT: 'default' });
    assert.equal(none, { kind: 'unix', path: '/var/run/docker.sock' });
  });
});

test('DOCKER_HOST goes before any context', async () => {
  const files = { 'config.json': JSON.stringify({ currentContext: 'gone' }) };
  await withConfig(files, async (DOCKER_CONFIG) => {
    const endpoint = await resolveEndpoint({ DOCKER_CONFIG, DOCKER_CONTEXT: 'x', DOCKER_HOST: 'unix:///a' });
    assert.equal(endpoint, { kind: 'unix', path: '/a' });
  });
});

test('a context brings its TLS files, and says whether to verify', async () => {
  const id = createHash('sha256').update('safe').digest('hex');
  const files = {
    ...context('safe', { Host: 'tcp://h:1', SkipTLSVerify: true }),
    [`contexts/tls/${id}/docker/ca.pem`]: '',
  };
  await withConfig(files, async (DOCKER_CONFIG) => {
    const ca = join(DOCKER_CONFIG, 'contexts/tls', id, 'docker/ca.pem');
    const endpoint = await resolveEndpoint({ DOCKER_CONFIG, DOCKER_CONTEXT: 'safe' });
    assert.equal(endpoint, { kind: 'tcp', host: 'h', port: 1, tls: { ca, verify: false } });
  });
});

test('a context that does not exist is a problem that says who names it', async () => {
  await withConfig({ 'config.json': '{"currentContext":"gone"}' }, async (DOCKER_CONFIG) => {
    const problem = await resolveEndpoint({ DOCKER_CONFIG });
    assert.ok('severity' in problem);
    assert.match(problem.message, /config\.json names the Docker context gone/);
  });
});

test('an unreadable configuration file counts as none', async () => {
  await withConfig({ 'config.json': '{' }, async (DOCKER_CONFIG) => {
    assert.equal(await resolveEndpoint({ DOCKER_CONFIG }), { kind: 'unix', path: '/var/run/docker.sock' });
  });
});

test('an endpoint is written as DOCKER_HOST takes it', async () => {
  for (const host of ['unix:///a', 'tcp://h:1', 'tcp://[::1]:1', 'ssh://me@h', 'ssh://me@h:22']) {
    const endpoint = await resolveEndpoint({ DOCKER_HOST: host });
    assert.is('severity' in endpoint ? '' : hostOf(endpoint), host);
  }
});

function context(name: string, docker: object): Record<string, string> {
  const id = createHash('sha256').update(name).digest('hex');
  return { [`contexts/meta/${id}/meta.json`]: JSON.stringify({ Name: name, Endpoints: { docker } }) };
}

async function withConfig(
  files: Readonly<Record<string, string>>,
  use: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'labproof-config-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(join(directory, name, '..'), { recursive: true });
      await writeFile(join(directory, name), content);
    }
    await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

test.run();
