import { randomBytes } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type TestEngineOptions, withEngine } from '../../support/engine.ts';
import { makeBystanders, stateOf } from './bystanders.ts';
import { ask, send } from './raw-calls.ts';
import { sh, withGateway } from './with-gateway.ts';

/** Stands in a bystander's environment, files, memory and web page; a lab that can tell it has seen in. */
const SECRET = `theirs-${randomBytes(8).toString('hex')}`;

const makeVictim = `
set -e
docker network create --label secret=${SECRET} victim-net
docker volume create --label secret=${SECRET} victim-vol
docker run -d --name victim --network victim-net --ipc shareable -e SECRET=${SECRET} --label secret=${SECRET} -v victim-vol:/secret alpine \\
  sh -c 'echo ${SECRET} | tee /secret/file > /dev/shm/file; echo ${SECRET}; exec sleep 4711'
docker commit $(docker create alpine true) victim-image:1
docker swarm init --advertise-addr 127.0.0.1
echo ${SECRET} | docker secret create -l secret=${SECRET} victim-secret -
echo ${SECRET} | docker config create victim-config -
docker service create -q --name victim-service --detach -e SECRET=${SECRET} alpine sleep 100000
until docker ps -q --filter name=victim-service. | grep -q .; do sleep 0.1; done
`;

/** Every call of the Engine API, 1.24 to the newest, that names an object; `*` is its name. */
const calls: Readonly<Record<string, readonly string[]>> = {
  container: [
    ...[
      'json',
      'top',
      'logs?stdout=1',
      'changes',
      'export',
      'stats?stream=0',
      'archive?path=/secret',
      'attach/ws?logs=1&stdout=1',
    ].map((part) => `GET /containers/*/${part}`),
    'HEAD /containers/*/archive?path=/secret',
    'PUT /containers/*/archive?path=/',
    'POST /containers/*/copy',
    ...[
      'start',
      'stop?t=0',
      'restart?t=0',
      'kill',
      'pause',
      'unpause',
      'resize?h=9&w=9',
      'rename?name=taken',
    ].map((part) => `POST /containers/*/${part}`),
    ...['update', 'attach?logs=1&stream=1&stdout=1', 'wait', 'exec', 'prune', 'checkpoints'].map(
      (part) => `POST /containers/*/${part}`,
    ),
    'GET /containers/*/checkpoints',
    'DELETE /containers/*/checkpoints/x',
    'DELETE /containers/*?force=1&v=1',
    'POST /commit?container=*&repo=stolen',
  ],
  network: [
    'GET /networks/*',
    'GET /networks/*?verbose=1',
    'DELETE /networks/*',
    'POST /networks/*/connect',
    'POST /networks/*/disconnect',
  ],
  volume: ['GET /volumes/*', 'PUT /volumes/*?version=1', 'DELETE /volumes/*?force=1'],
  image: ['DELETE /images/*?force=1', 'POST /images/*/tag?repo=victim-image&tag=1', 'POST /images/*/push'],
  service: [
    'GET /services/*',
    'GET /services/*?insertDefaults=1',
    'GET /services/*/logs?stdout=1',
    'POST /services/*/update?version=1',
    'DELETE /services/*',
  ],
  secret: ['GET /secrets/*', 'POST /secrets/*/update?version=1', 'DELETE /secrets/*'],
  config: ['GET /configs/*', 'POST /configs/*/update?version=1', 'DELETE /configs/*'],
  task: ['GET /tasks/*', 'GET /tasks/*/logs?stdout=1'],
};

/** Calls that list or remove without naming. */
const general: readonly string[] = [
  'GET /containers/json?all=1',
  'GET /containers/json?all=1&filters={"name":["victim"]}',
  'GET /containers/json?all=1&filters={"label":{"secret":true}}',
  'GET /containers/json?all=1&filters={"label":["secret"]}&filters={}',
  'GET /containers/json?filters={}&all=1&filters={"label":["labproof.run"]}',
  'GET /containers/ps?all=1',
  'GET /networks?filters={"label":["secret"]}',
  'GET /volumes?filters={"label":["secret"]}',
  'GET /services',
  'GET /tasks',
  'GET /secrets',
  'GET /configs',
  'GET /system/df',
  'GET /events?since=0&until=1',
  'GET /debug/vars',
  'GET /debug/pprof/heap',
  'GET /metrics',
  'POST /containers/prune',
  'POST /containers/prune?filters={}',
  'POST /networks/prune',
  'POST /volumes/prune?filters={"all":["true"]}',
  'POST /images/prune?filters={"dangling":["false"]}',
  'POST /build/prune?all=1',
  'POST /system/prune',
  'POST /swarm/leave?force=1',
  'POST /plugins/pull?remote=x',
  'GET /nonesuch',
];

/** The target that an attacker writes for a path, so that something along the way may read it otherwise. */
const disguises: Readonly<Record<string, (target: string) => string>> = {
  plain: (target) => target,
  'oldest version': (target) => `/v1.24${target}`,
  'version that is none': (target) => `/v9.999${target}`,
  'two versions': (target) => `/v1.30/v1.30${target}`,
  'escaped letters': (target) =>
    target.replace(/[a-z](?=[^/]*\/)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  'escaped slashes': (target) => `/${target.slice(1).replace(/\/(?=[^?]*$)/, '%2f')}`,
  'doubled slashes': (target) => target.replace(/\//g, '//'),
  'a step up': (target) => `/images/../${target.slice(1)}`,
  'an escaped step up': (target) => `/images/%2e%2e/${target.slice(1)}`,
  'a step on the spot': (target) => target.replace(/\/(?=[^/]*$)/, '/./'),
  'a slash at the end': (target) => target.replace(/(?=\?|$)/, '/'),
  'a host in front': (target) => `http://docker${target}`,
  'upper case': (target) => target.replace(/^\/[a-z]+/, (word) => word.toUpperCase()),
};

/** Each way in which somebody may name an object of that name and ID. */
function namesOf({ name, id }: { readonly name: string; readonly id: string }): readonly string[] {
  const ids = id === '' ? [] : [id, id.slice(0, 12), id.slice(0, 4), `sha256:${id}`, id.toUpperCase()];
  return [name, `/${name}`, `%2f${name}`, `${name}%00`, `${name}%20`, name.toUpperCase(), ...ids];
}

/** Containers that name a bystander wherever one can be named. */
function specsThatReach(victim: {
  readonly name: string;
  readonly id: string;
}): readonly Record<string, unknown>[] {
  const handles = [victim.name, victim.id, victim.id.slice(0, 12), `/${victim.name}`];
  return handles.flatMap((handle) => [
    { HostConfig: { VolumesFrom: [handle] } },
    { HostConfig: { VolumesFrom: [`${handle}:ro`] } },
    { hostconfig: { volumesfrom: [handle] } },
    { HostConfig: { Links: [`${handle}:v`] } },
    { HostConfig: { NetworkMode: `container:${handle}` } },
    { HostConfig: { PidMode: `container:${handle}` } },
    { HostConfig: { IpcMode: `container:${handle}` } },
    { HostConfig: { Binds: ['victim-vol:/secret'] } },
    { HostConfig: { Mounts: [{ Type: 'volume', Source: 'victim-vol', Target: '/secret' }] } },
    { HostConfig: { NetworkMode: 'victim-net' } },
    { NetworkingConfig: { EndpointsConfig: { 'victim-net': {} } } },
    { Labels: { 'labproof.run': 'somebody' }, labels: { 'labproof.run': null } },
    { Image: 'victim-image:1', Env: [] },
  ]);
}

const LOOK =
  'cat /secret/file /dev/shm/file; tr "\\0" "\\n" < /proc/1/environ; cat /proc/*/environ; wget -qO- victim; getent hosts victim; true';

const versions: readonly NonNullable<TestEngineOptions['version']>[] = ['28', '20'];

for (const version of versions) {
  test(`no call of the Engine API reaches what is somebody else's, however it is written (engine ${version})`, async () => {
    await withEngine(
      async (engine) => {
        await makeBystanders(engine.env);
        const made = await sh(makeVictim, engine.env);
        assert.is(made.exitCode, 0, made.stderr);
        const idOf = async (script: string) => (await sh(script, engine.env)).stdout.replace('sha256:', '');
        const victims = {
          container: { name: 'victim', id: await idOf("docker inspect -f '{{.Id}}' victim") },
          network: { name: 'victim-net', id: await idOf("docker network inspect -f '{{.Id}}' victim-net") },
          volume: { name: 'victim-vol', id: '' },
          image: {
            name: 'victim-image:1',
            id: await idOf("docker image inspect -f '{{.Id}}' victim-image:1"),
          },
          service: {
            name: 'victim-service',
            id: await idOf("docker service inspect -f '{{.ID}}' victim-service"),
          },
          secret: {
            name: 'victim-secret',
            id: await idOf("docker secret inspect -f '{{.ID}}' victim-secret"),
          },
          config: {
            name: 'victim-config',
            id: await idOf("docker config inspect -f '{{.ID}}' victim-config"),
          },
          task: {
            name: 'victim-service.1',
            id: await idOf('docker service ps -q --no-trunc victim-service | head -1'),
          },
        };
        const exec = JSON.parse(
          (
            await ask(
              engine.dockerHost.slice('unix://'.length),
              'POST',
              '/containers/victim/exec',
              '{"Cmd":["cat","/secret/file"],"AttachStdout":true}',
            )
          ).body,
        ) as { Id: string };
        const before = await lasting(engine.env);
        const swarm =
          'docker service inspect victim-service; docker secret inspect victim-secret; docker config inspect victim-config; docker node inspect self';
        const swarmBefore = (await sh(swarm, engine.env)).stdout;
        const seen: string[] = [];
        await withGateway(engine, async ({ gateway, sh: lab }) => {
          const { socketPath } = gateway;
          await lab('docker run -d --name own alpine sleep 1000; docker network create own-net');
          const tell = (what: string, text: string) => {
            if (text.includes(SECRET))
              seen.push(`${what}: ${text.slice(Math.max(0, text.indexOf(SECRET) - 200)).slice(0, 400)}`);
          };
          const body = JSON.stringify({
            Cmd: ['cat', '/secret/file'],
            AttachStdout: true,
            Container: victims.container.id,
            Memory: 9e6,
            Force: true,
          });
          const asked: (() => Promise<void>)[] = [];
          const attack = (call: string, manners: readonly string[]) => {
            const [method = '', path = ''] = call.split(/ (.*)/s);
            for (const how of manners) {
              const target = encodeURI(disguises[how]!(path)).replaceAll('%25', '%');
              asked.push(async () => {
                const answer = await ask(socketPath, method, target, method === 'GET' ? undefined : body);
                tell(`${method} ${target} (${how})`, answer.body);
              });
            }
          };
          // How a target is read is the gateway's; it is tried on one engine.
          const all = version === '28' ? Object.keys(disguises) : ['plain', 'oldest version'];
          for (const [kind, targets] of Object.entries(calls)) {
            for (const call of targets) {
              const names = namesOf(victims[kind as keyof typeof victims]);
              for (const name of names) attack(call.replace('*', name), name === names[0] ? all : ['plain']);
            }
          }
          for (const call of general) attack(call, all);
          for (const call of ['POST /exec/*/start', 'GET /exec/*/json', 'POST /exec/*/resize?h=1&w=1'])
            attack(call.replace('*', exec.Id), all);
          await inParallel(asked, 24);

          for (const spec of specsThatReach(victims.container)) {
            const whole = { Image: 'alpine', Cmd: ['sh', '-c', LOOK], ...spec };
            const created = await ask(socketPath, 'POST', '/containers/create', JSON.stringify(whole));
            if (created.status !== 201) continue;
            const { Id } = JSON.parse(created.body) as { Id: string };
            const logs = await lab(
              `docker start ${Id}; docker wait ${Id}; docker logs ${Id} 2>&1; docker inspect ${Id}`,
            );
            // An image that is there may be used by everybody, with what its maker wrote on it.
            if (whole.Image === 'alpine') tell(JSON.stringify(spec), logs.stdout);
          }

          const smuggled = `GET /containers/${victims.container.id}/json HTTP/1.1\r\nHost: d\r\n\r\n`;
          const hidden = `POST /containers/own/rename?name=own HTTP/1.1\r\nHost: d\r\n`;
          for (const [how, bytes] of Object.entries({
            pipelined: `GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n${smuggled}`,
            'two lengths': `${hidden}Content-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
            'a length and chunks': `${hidden}Content-Length: ${smuggled.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
            'chunks of another name': `${hidden}Transfer-Encoding: chunked, identity\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${smuggled}`,
            'an upgrade that is refused': `POST /exec/none/start HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 2\r\n\r\n{}${smuggled}`,
            'an upgrade of a call that has none': `GET /containers/own/json HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n${smuggled}`,
            'a body to a call that has none': `GET /containers/own/json HTTP/1.1\r\nHost: d\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
            'a form that wins over the query': `POST /containers/prune HTTP/1.1\r\nHost: d\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\nfilters={}`,
            'a header cut in two': `${hidden}X: a\r\n b\r\nContent-Length: 0\r\n\r\n${smuggled}`,
          })) {
            tell(how, await send(socketPath, bytes));
          }
        });
        assert.equal(seen, []);
        const after = await lasting(engine.env);
        const changed = after.filter((object) => !before.includes(object));
        assert.ok(changed.length === 0, changed.join('\n'));
        assert.is(after.length, before.length);
        assert.is((await sh(swarm, engine.env)).stdout, swarmBefore);
      },
      { version, images: ['alpine', 'busybox'] },
    );
  });
}

/** A swarm goes on with its own networks after it was made. */
const lasting = async (env: Record<string, string>): Promise<readonly string[]> =>
  (await stateOf(env)).filter((object) => !/^\{"Name":"(docker_gwbridge|ingress)"/.test(object));

async function inParallel(work: readonly (() => Promise<void>)[], width: number): Promise<void> {
  const left = work.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const task of left) await task();
    }),
  );
}

test.run();
