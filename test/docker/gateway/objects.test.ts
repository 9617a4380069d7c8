import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createView } from '../../../src/docker/gateway/view.ts';
import { type Script, withScriptedEngine } from './scripted-engine.ts';
import { sent } from './sent.ts';

/** Calls about networks, volumes, services and containers: whose they are, and by which name the engine has them. */

const ID = 'a1'.repeat(32);
const THEIRS = 'b2'.repeat(32);
const OWN = { 'labproof.run': 'test' };
const SUFFIX = createView('test').suffix;
const network = (name: string, labels: object, rest: object = {}) => ({
  Id: ID,
  Name: name,
  Labels: labels,
  ...rest,
});
const container = (id: string, labels: object, name = '/web') => ({
  Id: id,
  Name: name,
  Config: { Labels: labels },
});

/** The targets that reach the engine for calls, in their order. */
async function reachedBy(script: Script, ...calls: readonly string[]): Promise<readonly string[]> {
  let all: readonly string[] = [];
  await withScriptedEngine(script, async ({ ask, reached }) => {
    for (const call of calls) await ask(...(call.split(' ') as [string, string]));
    all = [...reached];
  });
  return all;
}
const answered = async (script: Script, call: string): Promise<unknown> => {
  let text = '';
  await withScriptedEngine(script, async ({ ask }) => {
    text = (await ask(...(call.split(' ') as [string, string]))).text;
  });
  return JSON.parse(text);
};

test('of networks, volumes and tasks the lab is told its own, and the networks of every engine', async () => {
  const networks = [
    network('wire', OWN),
    network('theirs', {}),
    network('bridge', {}),
    network('ingress', {}),
  ];
  assert.equal(
    ((await answered({ 'GET /networks': networks }, 'GET /networks')) as { Name: string }[]).map(
      ({ Name }) => Name,
    ),
    ['wire', 'bridge'],
  );
  const volumes = {
    Volumes: [
      { Name: 'jar', Labels: OWN },
      { Name: 'theirs', Labels: null },
    ],
    Warnings: null,
  };
  assert.equal(await answered({ 'GET /volumes': volumes }, 'GET /volumes'), {
    Volumes: [{ Name: 'jar', Labels: {} }],
    Warnings: null,
  });
  assert.equal(await answered({ 'GET /volumes': { Volumes: null } }, 'GET /volumes'), { Volumes: null });
  const tasks = [
    { ID: 't1', Labels: OWN },
    { ID: 't2', Labels: {} },
  ];
  assert.equal(await answered({ 'GET /tasks': tasks }, 'GET /tasks'), [{ ID: 't1', Labels: {} }]);
});

test('a network that every engine has shows the containers of the lab alone', async () => {
  const bridge = network('bridge', {}, { Containers: { [ID]: { Name: 'web' }, [THEIRS]: { Name: 'x' } } });
  const script = { 'GET /networks/bridge': bridge, 'GET /containers/json': [{ Id: ID, Labels: OWN }] };
  assert.equal(((await answered(script, 'GET /networks/bridge')) as { Containers: object }).Containers, {
    [ID]: { Name: 'web' },
  });
  const empty = { 'GET /networks/bridge': network('bridge', {}, { Containers: {} }) };
  assert.equal(await answered(empty, 'GET /networks/bridge'), empty['GET /networks/bridge']);
});

test('objects of somebody else are asked for by a name that nobody has', async () => {
  const script = {
    'GET /networks/wire': network('wire', {}),
    'GET /volumes/jar': { Name: 'jar', Labels: null },
    'GET /services/shop': { ID: THEIRS, Spec: { Name: 'shop', Labels: {} } },
    'GET /secrets/key': { ID: THEIRS, Spec: { Name: 'key', Labels: {} } },
    'GET /containers/web/json': container(THEIRS, {}),
    'GET /tasks/t2': { ID: 't2', Labels: {} },
  };
  const calls = [
    'DELETE /networks/wire',
    'DELETE /volumes/jar',
    'DELETE /services/shop',
    'DELETE /secrets/key',
    'DELETE /containers/web',
    'POST /containers/web/kill',
    'POST /containers/web/start',
    'POST /containers/web/rename?name=x',
    'GET /tasks/t2/logs',
  ];
  const reached = await reachedBy(script, ...calls);
  for (const call of calls) {
    assert.not.ok(reached.includes(call), call);
    assert.ok(
      reached.some((one) => one === call.replace(/(wire|jar|shop|key|web|t2)/, `$1${SUFFIX}`)),
      call,
    );
  }
});

test('objects of the lab are asked for by their names', async () => {
  const script = {
    'GET /networks/wire': network('wire', OWN),
    'GET /volumes/jar': { Name: 'jar', Labels: OWN },
    'GET /services/shop': { ID: ID, Spec: { Name: 'shop', Labels: OWN } },
    'GET /containers/web/json': container(ID, OWN),
    'GET /tasks/t1': { ID: 't1', Labels: OWN },
  };
  const calls = [
    'DELETE /networks/wire',
    'DELETE /volumes/jar',
    'DELETE /services/shop',
    'DELETE /containers/web',
    'POST /containers/web/kill',
    'GET /tasks/t1/logs',
  ];
  const reached = await reachedBy(script, ...calls);
  for (const call of calls) assert.ok(reached.includes(call), call);
});

for (const [target, taken, name] of [
  ['/networks/create', { 'GET /networks/x': network('x', {}) }, 'x'],
  ['/volumes/create', { 'GET /volumes/x': { Name: 'x', Labels: null } }, 'x'],
  ['/services/create', { 'GET /services/x': { ID: THEIRS, Spec: { Name: 'x', Labels: {} } } }, 'x'],
  ['/secrets/create', { 'GET /secrets/x': { ID: THEIRS, Spec: { Name: 'x', Labels: {} } } }, 'x'],
  ['/configs/create', { 'GET /configs/x': { ID: THEIRS, Spec: { Name: 'x', Labels: {} } } }, 'x'],
] as const)
  test(`${target} has the label, and another name where somebody else has that one`, async () => {
    const made = (await sent(target, { name, labels: { a: 'b' } })).body;
    assert.equal([made?.Name, made?.Labels], [name, { a: 'b', ...OWN }]);
    assert.is(
      (await sent(target, { Name: name }, { script: taken as Script })).body?.Name,
      `${name}${SUFFIX}`,
    );
    // Somebody else's ID begins so: that keeps nobody from having the name.
    const other = JSON.parse(JSON.stringify(taken).replaceAll(/"Name":"x"/g, '"Name":"y"')) as Script;
    assert.is((await sent(target, { Name: name }, { script: other })).body?.Name, name);
  });

test('what a name apart was given to is found and removed by the name that the engine has', async () => {
  const script = { 'GET /networks/wire': network('wire', {}), 'POST /networks/create': { Id: ID } };
  const created = (
    _: unknown,
    response: { writeHead(status: number, headers: object): { end(text: string): void } },
  ) => response.writeHead(201, { 'content-type': 'application/json' }).end(`{"Id":"${ID}"}`);
  const own = { ...script, 'POST /networks/create': created, [`DELETE /networks/wire${SUFFIX}`]: {} };
  await withScriptedEngine(own as unknown as Script, async ({ ask, reached }) => {
    assert.is((await ask('POST', '/networks/create', { Name: 'wire' })).status, 201);
    await ask('GET', `/networks?filters=${encodeURIComponent('{"name":["wire$","wire"]}')}`);
    assert.ok(
      reached.includes(`GET /networks?filters={"name":["wire$","wire${SUFFIX}$","wire"]}`),
      reached.join(),
    );
    assert.is((await ask('DELETE', '/networks/wire')).status, 200);
    assert.ok(reached.includes(`DELETE /networks/wire${SUFFIX}`));
    // Then the lab has none of that name any more.
    await ask('GET', `/networks?filters=${encodeURIComponent('{"name":["wire$"]}')}`);
    assert.ok(reached.includes('GET /networks?filters={"name":["wire$"]}'));
  });
});

for (const [call, extra] of [
  ['GET /containers/json', {}],
  ['GET /services', {}],
  ['GET /secrets', {}],
  ['GET /configs', {}],
  ['POST /containers/prune', {}],
  ['POST /networks/prune', {}],
  ['GET /containers/json', { status: ['up'], label: ['a'] }],
] as const)
  test(`${call} asks for what has the label of the run${'status' in extra ? ', and for what it asks for' : ''}`, async () => {
    const query = 'status' in extra ? `?filters=${encodeURIComponent(JSON.stringify(extra))}` : '';
    const [reached] = await reachedBy({}, `${call}${query}`);
    const label = ['a'].slice(0, 'label' in extra ? 1 : 0).concat('labproof.run=test');
    assert.is(reached, `${call}?filters=${JSON.stringify({ ...extra, label })}`);
  });

test('filters are lists, or objects whose members are true', async () => {
  const reached = async (filters: unknown) =>
    (await reachedBy({}, `GET /services?filters=${encodeURIComponent(JSON.stringify(filters))}`))[0]?.replace(
      /.*filters=/,
      '',
    );
  const label = ['labproof.run=test'];
  assert.is(await reached({ id: { a: true, b: false } }), JSON.stringify({ id: ['a'], label }));
  assert.is(await reached({ id: [1, true] }), JSON.stringify({ id: ['1', 'true'], label }));
  assert.is(await reached({ id: null, name: 'x' }), JSON.stringify({ label }));
  assert.is(await reached(null), JSON.stringify({ label }));
  assert.is(await reached('x'), JSON.stringify({ label }));
});

test('a network is joined and left by containers of the lab alone', async () => {
  const script = {
    'GET /networks/wire': network('wire', OWN),
    'GET /containers/web/json': container(THEIRS, {}),
  };
  const join = await sent(
    '/networks/wire/connect',
    { container: 'web', endpointconfig: { links: ['web:w'] } },
    { script },
  );
  assert.equal(join.body, { Container: `web${SUFFIX}`, EndpointConfig: { Links: [`web${SUFFIX}:w`] } });
  const leave = await sent('/networks/wire/disconnect', { container: 'web', Force: true }, { script });
  assert.equal(leave.body, { Container: `web${SUFFIX}`, Force: true });
  const own = { ...script, 'GET /containers/web/json': container(ID, OWN) };
  assert.is(
    (await sent('/networks/wire/connect', { Container: 'web' }, { script: own })).body?.Container,
    'web',
  );
});

test('a service names secrets, configs, networks and mounts of the lab', async () => {
  const script = {
    'GET /secrets/s1': { ID: 's1', Spec: { Name: 'key', Labels: {} } },
    'GET /networks/wire': network('wire', {}),
  };
  const task = {
    containerspec: {
      labels: { a: 'b' },
      secrets: [{ secretid: 's1', secretname: 'key', File: { Name: 'f' } }, {}],
      configs: [{ configid: 'c1' }],
      mounts: [{ type: 'volume', source: 'jar', Target: '/jar' }],
    },
    networks: [{ target: 'wire', Aliases: ['x'] }, {}],
  };
  const { body } = await sent(
    '/services/create',
    { Name: 'shop', TaskTemplate: task, networks: [{ target: 'wire' }] },
    { script },
  );
  assert.equal(body?.Networks, [{ Target: `wire${SUFFIX}` }]);
  const template = body?.TaskTemplate as { ContainerSpec: Record<string, unknown>; Networks: unknown };
  assert.equal(template.Networks, [{ Target: `wire${SUFFIX}`, Aliases: ['x'] }, {}]);
  assert.equal(template.ContainerSpec.Labels, { a: 'b', ...OWN });
  assert.equal((template.ContainerSpec.Secrets as object[])[0], {
    SecretID: `s1${SUFFIX}`,
    SecretName: 'key',
    File: { Name: 'f' },
  });
  assert.equal((template.ContainerSpec.Configs as object[])[0], { ConfigID: 'c1' });
  assert.equal(template.ContainerSpec.Mounts, [
    { Type: 'volume', Source: 'jar', Target: '/jar', VolumeOptions: { Labels: OWN } },
  ]);
});

test.run();
