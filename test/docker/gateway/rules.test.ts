import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Run } from '../../../src/docker/gateway/run.ts';
import { createView } from '../../../src/docker/gateway/view.ts';
import { refuseHostFolder } from '../../../src/docker/gateway/volumes.ts';
import type { Script } from './scripted-engine.ts';
import { type Body, sent } from './sent.ts';

/** What the gateway lets through and what it puts in, before an engine whose answers are given. */

const ID = 'a1'.repeat(32);
const THEIRS = 'b2'.repeat(32);
const OWN = { 'labproof.run': 'test' };
const SUFFIX = createView('test').suffix;

const create = (host: Body, options?: Parameters<typeof sent>[2]) =>
  sent('/containers/create', { HostConfig: host }, options);
const hostOf = async (host: Body, script?: Script): Promise<Body> =>
  (await create(host, script && { script })).body?.HostConfig as Body;

for (const [host, reason] of [
  [{ Privileged: true }, '--privileged'],
  [{ PidMode: 'host' }, '--pid=host'],
  ...[
    'ALL',
    'SYS_ADMIN',
    'SYS_MODULE',
    'SYS_PTRACE',
    'SYS_RAWIO',
    'SYS_BOOT',
    'DAC_READ_SEARCH',
    'BPF',
    'PERFMON',
  ].map((name) => [{ CapAdd: ['NET_RAW', name] }, '--cap-add'] as const),
  [{ CapAdd: ['cap_sys_admin'] }, '--cap-add'],
  [{ Devices: [{ PathOnHost: '/dev/sda' }] }, '--device'],
  [{ DeviceCgroupRules: ['c 1:3 r'] }, '--device-cgroup-rule'],
  [{ Privileged: true, PidMode: 'host' }, '--privileged and --pid=host'],
  [{ PRIVILEGED: true }, '--privileged'],
  [{ pidmode: 'host' }, '--pid=host'],
] as const)
  test(`where privileges are refused, ${JSON.stringify(host)} is`, async () => {
    const { status, text, body } = await create(host, { privileged: 'refuse' });
    assert.equal([status, body], [403, undefined], text);
    assert.is((JSON.parse(text) as { message: string }).message, `labproof: this run refuses ${reason}`);
    assert.is((await create(host)).status, 201);
  });

test('what gives no privileges is not refused', async () => {
  const host = {
    Privileged: false,
    PidMode: '',
    CapAdd: ['NET_ADMIN', 'SYS_ADMINS', 'X_ALL'],
    Devices: [],
    DeviceCgroupRules: null,
  };
  assert.is((await create(host, { privileged: 'refuse' })).status, 201);
});

test('a process in a container gets no privileges where they are refused', async () => {
  const script = { [`GET /containers/${ID}/json`]: { Id: ID, Config: { Labels: OWN } } };
  const exec = (privileged: boolean, of: 'allow' | 'refuse') =>
    sent(`/containers/${ID}/exec`, { privileged, Cmd: ['true'] }, { script, privileged: of });
  assert.is((await exec(true, 'refuse')).status, 403);
  assert.is((await exec(true, 'refuse')).body, undefined);
  assert.is((await exec(false, 'refuse')).status, 201);
  assert.is((await exec(true, 'allow')).status, 201);
});

test('a service that is no container is refused, and capabilities where privileges are', async () => {
  const service = (task: Body, privileged: 'allow' | 'refuse' = 'allow') =>
    sent('/services/create', { Name: 'x', TaskTemplate: task }, { privileged });
  assert.is((await service({ Runtime: 'plugin' })).status, 403);
  assert.is((await service({ PluginSpec: {} })).status, 403);
  assert.match(
    (await service({ runtime: 'attachment' })).text,
    'labproof: refused a service that is no container',
  );
  for (const runtime of ['', 'container', null]) assert.is((await service({ Runtime: runtime })).status, 201);
  assert.is((await service({ ContainerSpec: { CapabilityAdd: ['ALL'] } }, 'refuse')).status, 403);
  assert.is((await service({ ContainerSpec: { CapabilityAdd: ['NET_RAW'] } }, 'refuse')).status, 201);
});

const THEIR_WEB = { 'GET /containers/web/json': { Id: THEIRS, Name: '/web', Config: { Labels: {} } } };
const OWN_WEB = { 'GET /containers/web/json': { Id: ID, Name: '/web', Config: { Labels: OWN } } };
test('a container has the label of its run, whatever labels it has', async () => {
  for (const labels of [undefined, null, { a: 'b' }, [1]]) {
    const { body } = await sent('/containers/create', { Labels: labels });
    assert.equal(body?.Labels, { ...(labels && !Array.isArray(labels) ? labels : {}), ...OWN });
  }
  const { body } = await sent('/containers/create', { labels: { ...OWN, 'labproof.run': 'else' } });
  assert.equal(body?.Labels, OWN);
});

for (const key of ['NetworkMode', 'PidMode', 'IpcMode'])
  test(`${key} reaches no container of somebody else`, async () => {
    assert.is((await hostOf({ [key]: 'container:web' }, THEIR_WEB))[key], `container:web${SUFFIX}`);
    assert.is((await hostOf({ [key]: 'container:web' }, OWN_WEB))[key], 'container:web');
    assert.is((await hostOf({ [key]: 'container:/web' }, OWN_WEB))[key], 'container:web');
    assert.is((await hostOf({ [key]: '' }))[key], '');
  });

test('a network of somebody else is none, those of every engine are', async () => {
  const theirs = { 'GET /networks/wire': { Id: THEIRS, Name: 'wire', Labels: {} } };
  const own = { 'GET /networks/wire': { Id: ID, Name: 'wire', Labels: OWN } };
  assert.is((await hostOf({ NetworkMode: 'wire' }, theirs)).NetworkMode, `wire${SUFFIX}`);
  assert.is((await hostOf({ NetworkMode: 'wire' }, own)).NetworkMode, 'wire');
  assert.is((await hostOf({ NetworkMode: 'wire' })).NetworkMode, 'wire');
  for (const name of ['default', 'bridge', 'host', 'none', 'nat']) {
    const known = { [`GET /networks/${name}`]: { Id: THEIRS, Name: 'x', Labels: {} } };
    assert.is((await hostOf({ NetworkMode: name }, known)).NetworkMode, name);
  }
  const { body } = await sent(
    '/containers/create',
    {
      networkingconfig: {
        ENDPOINTSCONFIG: { wire: { aliases: ['a'], networkid: 'wire', links: ['web:w'] }, bridge: null },
      },
    },
    { script: { ...theirs, ...THEIR_WEB } },
  );
  assert.equal(body?.NetworkingConfig, {
    EndpointsConfig: {
      [`wire${SUFFIX}`]: { Aliases: ['a'], NetworkID: `wire${SUFFIX}`, Links: [`web${SUFFIX}:w`] },
      bridge: null,
    },
  });
});

test('links and the volumes of others name containers of the lab', async () => {
  assert.equal((await hostOf({ Links: ['web:w', '/web', 7] }, THEIR_WEB)).Links, [
    `web${SUFFIX}:w`,
    `web${SUFFIX}:web`,
  ]);
  assert.equal((await hostOf({ VolumesFrom: ['web:ro', 'web'] }, THEIR_WEB)).VolumesFrom, [
    `web${SUFFIX}:ro`,
    `web${SUFFIX}`,
  ]);
  const plain = await hostOf({});
  assert.not.ok('Links' in plain || 'VolumesFrom' in plain || 'Binds' in plain || 'Mounts' in plain);
});

for (const [source, refused] of [
  ['/', true],
  ['/run', true],
  ['/var/run/', true],
  ['/run/docker', true],
  ['/run/containerd/containerd.sock', true],
  ['/run/docker/containerd/containerd.sock', true],
  ['/run/dock', false],
  ['/srv/../run', true],
  ['/srv/x', false],
  ['/proc/self/root/etc', true],
  ['/proc/1/cwd', true],
  ['/proc/thread-self/fd/3', true],
  ['//proc/7/task', true],
  ['/proc/7/map_files/x', true],
  ['/proc/self/rooted', false],
  ['/proc/selfish/root', false],
  ['/srv/proc/self/root', false],
] as const)
  test(`a bind of ${source} is ${refused ? 'refused' : 'let through'}, by -v and by --mount`, async () => {
    for (const host of [
      { Binds: [`${source}:/x:ro`] },
      { Mounts: [{ Type: 'bind', Source: source, Target: '/x' }] },
      { mounts: [{ type: 'bind', source, Target: '/x' }] },
    ]) {
      const { status, body } = await create(host);
      assert.equal([status, body === undefined], [refused ? 403 : 201, refused], JSON.stringify(host));
    }
  });

test('the socket of the engine becomes that of the run, anything else stays as it is', async () => {
  for (const source of ['/run/docker.sock', '/var/run/docker.sock', '/var/run/../run/docker.sock']) {
    const host = await hostOf({ Binds: [`${source}:/x`], Mounts: [{ Type: 'bind', Source: source }] });
    const [bind] = host.Binds as string[];
    assert.match(bind ?? '', /\.sock:\/x$/);
    assert.not.match(bind ?? '', source);
    assert.is((host.Mounts as { Source: string }[])[0]?.Source, bind?.replace(/:\/x$/, ''));
  }
  const kept = ['/srv/x:/y:ro', '/only'];
  assert.equal((await hostOf({ Binds: kept })).Binds, kept);
});

test('where privileges are refused, the root and the data of the engine are mounted nowhere', async () => {
  for (const source of ['/var/lib/docker', '/var/lib/docker/volumes', '/']) {
    const { status } = await create({ Binds: [`${source}:/x`] }, { privileged: 'refuse' });
    assert.is(status, 403, source);
  }
  assert.is((await create({ Binds: ['/var/lib/dockerish:/x'] }, { privileged: 'refuse' })).status, 201);
  assert.is((await create({ Binds: ['/var/lib/docker:/x'] })).status, 201);
});

const refusal = (options: unknown, privileged: 'allow' | 'refuse' = 'allow'): string => {
  const run = { privileged, endpoint: { kind: 'tcp' }, view: createView('test') } as unknown as Run;
  try {
    refuseHostFolder(run, options);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};
test('a volume binds no folder that holds the socket, and is of no other file system where that is refused', () => {
  assert.match(refusal({ type: 'none', o: 'bind', device: '/run' }), "it holds the engine's socket");
  assert.match(refusal({ Type: 'none', O: 'ro,rbind', DEVICE: '/' }), "it holds the engine's socket");
  assert.is(refusal({ type: 'tmpfs', device: 'tmpfs' }, 'refuse'), '');
  for (const type of ['', 'none', 'tmpfs', 'nfs', 'nfs4', 'cifs'])
    assert.is(refusal({ type }, 'refuse'), '', type);
  for (const type of ['ext4', 'overlay']) {
    assert.is(refusal({ type }, 'refuse'), `labproof: this run refuses volumes of type ${type}`);
    assert.is(refusal({ type }), '');
  }
  for (const options of [undefined, null, [], 'x']) assert.is(refusal(options, 'refuse'), '');
});

test.run();
