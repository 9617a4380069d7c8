import { mkdtemp, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type TestEngine, type TestEngineOptions, withEngine } from '../../support/engine.ts';
import { ask, send } from './raw-calls.ts';
import { type Lab, sh, withGateway } from './with-gateway.ts';

interface Attack {
  readonly engine: TestEngine;
  readonly lab: Lab;
  /** A folder of the test's own. */
  readonly folder: string;
}

const makeTheirs = `
set -e
docker run -d --name theirs -e SECRET=theirs alpine sleep 100000
docker volume create theirs
docker swarm init --advertise-addr 127.0.0.1
docker service create -q -d --name theirs alpine sleep 100000
docker commit $(docker create alpine true) theirs:1
printf '# theirs\\nFROM alpine\\nRUN --mount=type=cache,target=/c,id=shared echo secret-of-theirs > /c/file\\n' |
  DOCKER_BUILDKIT=1 docker build -q -t theirs:built -
`;

const stateOfTheirs = `docker inspect -f '{{.Id}} {{.State.Running}} {{.Name}}' theirs; docker volume ls -q -f name=theirs
docker info -f '{{.Swarm.NodeID}} {{.Swarm.Cluster.ID}}'; docker service inspect theirs; docker swarm join-token -q worker
docker image inspect -f '{{.Id}} {{.RepoTags}}' theirs:1 theirs:built`;

const attacks: Readonly<Record<string, (attack: Attack) => Promise<void>>> = {
  'a body behind a call that has none is not taken for a call': async ({ lab }) => {
    const { socketPath } = lab.gateway;
    await lab.sh(
      'docker run -d --name own alpine sleep 1000; docker volume create own; docker network create own',
    );
    const calls = [
      ...['GET /containers/own/logs?stdout=1', 'GET /containers/own/top', 'GET /containers/own/changes'],
      ...['GET /images/alpine/get', 'GET /version', 'GET /info', 'GET /events?until=1', 'GET /volumes'],
      ...['HEAD /containers/own/archive?path=/', 'DELETE /volumes/own', 'DELETE /networks/own'],
    ];
    const hidden = ['GET /containers/theirs/json', 'DELETE /containers/theirs?force=1'];
    const requests = calls.flatMap((call) =>
      hidden.flatMap((each) => {
        const head = `${call} HTTP/1.1\r\nHost: d\r\n`;
        const body = `${each} HTTP/1.1\r\nHost: d\r\n\r\n`;
        const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
        return [
          `${head}Transfer-Encoding: chunked\r\n\r\n${chunks}`,
          `${head}Content-Length: ${body.length}\r\n\r\n${body}`,
        ];
      }),
    );
    const answers = await Promise.all(requests.map((request) => send(socketPath, request)));
    // Another answer would come with the next call on one of the engine's connections.
    const next = 'GET /containers/own/top HTTP/1.1\r\nHost: d\r\n\r\n';
    answers.push(...(await Promise.all(calls.map(() => send(socketPath, next)))));
    assert.not.match(answers.join(''), 'SECRET=theirs');
  },
  'no new swarm is made of one that was there': async ({ lab }) => {
    const { socketPath } = lab.gateway;
    for (const key of ['ForceNewCluster', 'forcenewcluster', 'FORCENEWCLU\u017fTER']) {
      const body = JSON.stringify({ ListenAddr: '0.0.0.0:2377', AdvertiseAddr: '127.0.0.1', [key]: true });
      assert.is((await ask(socketPath, 'POST', '/swarm/init', body)).status, 403, key);
    }
    assert.is((await ask(socketPath, 'POST', '/swarm/leave?force=1')).status, 403);
  },
  'the tokens and the key of a swarm that was there stay its own': async ({ lab }) => {
    for (const path of ['/swarm', '/swarm/unlockkey', '/v1.24/swarm']) {
      const { status, body } = await ask(lab.gateway.socketPath, 'GET', path);
      assert.is(status, 403);
      assert.not.match(body, /SWMTKN|SWMKEY/);
    }
  },
  'a tag that was there is in its place again when a client that loads another leaves at once': async ({
    engine,
    lab,
    folder,
  }) => {
    const made = await sh(
      `cd ${folder} && mkdir image && docker save hello-world | tar x -C image && cd image && sed -i 's#hello-world:latest#theirs:1#' manifest.json && rm -f repositories && tar cf ../theirs.tar *`,
      engine.env,
    );
    assert.is(made.exitCode, 0, made.stderr);
    const archive = await readFile(join(folder, 'theirs.tar'));
    const id = "docker image inspect -f '{{.Id}}'";
    const before = (await sh(`${id} theirs:1`, engine.env)).stdout;
    await leaveAfter(lab.gateway.socketPath, [
      `POST /images/load?quiet=1 HTTP/1.1\r\nHost: d\r\nContent-Type: application/x-tar\r\nContent-Length: ${archive.length}\r\n\r\n`,
      archive,
    ]);
    // The lab's own image of that name is there when the engine has done all of it.
    const loaded = await lab.sh(
      `for n in $(seq 100); do test "$(${id} theirs:1)" = "$(${id} hello-world)" && break; sleep 0.1; done; ${id} theirs:1`,
    );
    assert.is.not(loaded.stdout, before);
    assert.is((await sh(`${id} theirs:1`, engine.env)).stdout, before);
  },
  'what a build of theirs keeps in a cache mount is neither read nor changed': async ({ engine, lab }) => {
    const look = (who: string) =>
      `printf '# ${who}\\nFROM alpine\\nRUN --mount=type=cache,target=/c,id=shared cat /c/file; echo ${who} >> /c/file\\n' | DOCKER_BUILDKIT=1 docker build --progress=plain -t ${who} - 2>&1`;
    const built = await lab.sh(look('own'));
    assert.is(built.exitCode, 0, built.stdout);
    assert.not.match(built.stdout, 'secret-of-theirs');
    const again = await sh(look('others'), engine.env);
    assert.match(again.stdout, /secret-of-theirs\s*\n/);
    assert.not.match(again.stdout, /^#\d+ [\d.]+ own$/m);
    // The lab's own builds do share.
    assert.match((await lab.sh(look('second'))).stdout, /^#\d+ [\d.]+ own$/m);
  },
  'a build of theirs is not ended, listed nor told of': async ({ engine, lab }) => {
    const { socketPath } = lab.gateway;
    assert.is((await ask(socketPath, 'POST', '/build/cancel?id=theirs')).status, 404);
    if (engine.version.startsWith('20')) return;
    const all = (await sh("docker buildx history ls --format '{{.Ref}}'", engine.env)).stdout.split('\n');
    const own = (await lab.sh("docker buildx history ls --format '{{.Ref}}'")).stdout.split('\n');
    assert.ok(own.length < all.length, own.join());
    assert.ok(own.length >= 1);
    const theirs = all
      .find((ref) => !own.includes(ref))!
      .split('/')
      .at(-1);
    for (const what of ['inspect', 'logs']) {
      const told = await lab.sh(`docker buildx history ${what} ${theirs}`);
      assert.not.match(told.stdout + told.stderr, 'secret-of-theirs');
      assert.is.not(told.exitCode, 0);
    }
    const inspected = await lab.sh(`docker buildx history inspect ${own[0]!.split('/').at(-1)}`);
    assert.is(inspected.exitCode, 0, inspected.stderr);
  },
};

const versions: readonly NonNullable<TestEngineOptions['version']>[] = ['28', '20'];

for (const version of versions) {
  test(`attacks by hand leave bystanders as they are (engine ${version})`, async () => {
    await withEngine(
      async (engine) => {
        const made = await sh(makeTheirs, engine.env);
        assert.is(made.exitCode, 0, made.stderr);
        const before = (await sh(stateOfTheirs, engine.env)).stdout;
        const folder = await mkdtemp(join(tmpdir(), 'lp-bystander-'));
        const broken: string[] = [];
        try {
          const result = await withGateway(engine, async (lab) => {
            for (const [rule, attack] of Object.entries(attacks)) {
              await attack({ engine, lab, folder }).catch((error: Error) => {
                broken.push(`${rule}: ${error.message}`);
              });
              const after = (await sh(stateOfTheirs, engine.env)).stdout;
              if (after !== before) broken.push(`${rule}: changed\n${before}\n${after}`);
            }
          });
          assert.equal(broken, []);
          assert.equal(result.left, []);
          assert.is((await sh(stateOfTheirs, engine.env)).stdout, before);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      },
      { version, images: ['alpine', 'hello-world'] },
    );
  });
}

/** Closes the connection as soon as everything is sent. */
function leaveAfter(socketPath: string, parts: readonly (string | Buffer)[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath);
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    for (const part of parts) socket.write(part);
    socket.end(() => socket.destroy());
  });
}

test.run();
