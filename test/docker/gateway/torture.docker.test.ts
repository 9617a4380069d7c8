import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type TestEngineOptions, withEngine } from '../../support/engine.ts';
import { makeBystanders, stateOf } from './bystanders.ts';
import { sh, withGateway } from './with-gateway.ts';

/** Makes a lab's own objects, some with names that are taken, then destroys all it can. */
const destructive: readonly string[] = [
  'docker network create web-net; docker network create lab-net; docker volume create data; docker volume create lab-data',
  'docker run -d --name web --network web-net -v data:/data alpine sleep 1000',
  'docker run -d --name own -v lab-data:/data -v /anonymous alpine sleep 1000',
  'docker tag busybox alpine; docker tag alpine lab:1; docker commit own mine:1; docker commit own fresh:1',
  'docker stop db paused alpine1 nosuch; docker kill db labelled alpine2; docker restart -t 0 db',
  'docker pause db; docker unpause paused; docker rename db ours; docker update --memory 100m db',
  'docker exec db true; docker cp db:/etc /tmp/none; docker commit db stolen; docker export db >/dev/null; docker logs db; docker top db',
  'docker rm -f db alpine1 created done holds-dangling; docker rm db; docker start done; docker wait done',
  'docker network rm app unused web-net; docker network disconnect -f app db; docker network connect web-net db',
  'docker volume rm -f db unused data',
  'docker rmi mine:2 built myalpine; docker rmi -f other:1 dangling:1 alpine',
  'docker run --rm --volumes-from db alpine true; docker run --rm --network container:db alpine true; docker run --rm --network app alpine true; docker run --rm --link db alpine true',
  'docker run --rm -v db:/db busybox sh -c "rm -rf /db/*; echo gone > /db/gone"',
  'docker build -t built - <<< "FROM busybox"; docker tag busybox other:2; docker import - mine:2 < /dev/null',
  'docker save busybox:latest hello-world | docker load',
  `cd $(mktemp -d); printf 'services:\\n  a:\\n    image: busybox\\n    container_name: db\\n    command: sleep 1000\\n    volumes: ["data:/d"]\\n    networks: [app]\\nvolumes:\\n  data: {name: data}\\nnetworks:\\n  app: {name: app}\\n' > compose.yaml
   docker compose up -d && docker compose down -t 0 -v --rmi all --remove-orphans`,
  'docker stop $(docker ps -q); docker kill $(docker ps -q); docker rm -f $(docker ps -aq); docker rm -f $(docker ps -aq --no-trunc)',
  'docker network prune -f; docker volume prune -f; docker volume prune -a -f; docker container prune -f; docker image prune -f; docker image prune -a -f',
  'docker network rm $(docker network ls -q); docker volume rm $(docker volume ls -q)',
  'docker rmi -f $(docker images -q); docker rmi -f $(docker images -aq)',
  'docker builder prune -a -f; docker buildx prune -af; docker system prune -f; docker system prune -a -f --volumes',
  'docker swarm init --advertise-addr 127.0.0.1; docker swarm leave --force',
  'docker network create again; docker volume create again',
];

const versions: readonly NonNullable<TestEngineOptions['version']>[] = ['28', '26', '20'];

for (const version of versions) {
  test(`no destructive command of a lab touches what is not the run's, and nothing of it is left (engine ${version})`, async () => {
    await withEngine(
      async (engine) => {
        await makeBystanders(engine.env);
        const before = await stateOf(engine.env);
        assert.ok(before.length > 30, `${before.length} bystanders`);
        const result = await withGateway(engine, async (lab) => {
          for (const script of destructive) {
            const { exitCode, stderr } = await lab.sh(script);
            if (script.includes('compose')) assert.is(exitCode, 0, stderr);
          }
        });
        assert.equal(result.left, []);
        assert.ok(result.made.length > 8);
        const after = await stateOf(engine.env);
        // A diff of whole answers would take minutes.
        const changed = after.filter((object) => !before.includes(object));
        assert.ok(changed.length === 0, changed.join('\n'));
        assert.is(after.length, before.length);
      },
      { version, images: ['alpine', 'busybox', 'hello-world'] },
    );
  });
}

const swarmState =
  "docker info -f '{{.Swarm.NodeID}}'; docker service inspect theirs; docker secret inspect key; docker config inspect conf; docker network inspect over; docker node inspect self";

test('a swarm that was there, with what is in it, stays as it was', async () => {
  await withEngine(
    async (engine) => {
      const { env } = engine;
      await sh(
        `docker swarm init --advertise-addr 127.0.0.1; docker network create -d overlay --attachable over
         echo k | docker secret create key -; echo c | docker config create conf -
         docker service create -q --name theirs --network over --secret key --config conf alpine sleep 100000`,
        env,
      );
      const before = await sh(swarmState, env);
      assert.is(before.exitCode, 0, before.stderr);
      const result = await withGateway(engine, async (lab) => {
        for (const script of [
          'docker swarm init --advertise-addr 127.0.0.1; docker swarm leave --force; docker swarm update --autolock=true; docker swarm ca --rotate',
          'docker service rm theirs; docker service update --replicas 3 theirs; docker service scale theirs=0; docker service rm $(docker service ls -q)',
          'docker secret rm key; docker config rm conf; docker network rm over; docker node update --availability drain self; docker node rm -f self',
          'docker service create -q --name theirs alpine sleep 1000; docker service rm theirs',
          'docker system prune -af --volumes; docker network prune -f; docker rm -f $(docker ps -aq)',
        ]) {
          await lab.sh(script);
        }
      });
      assert.equal(result.left, []);
      assert.is((await sh(swarmState, env)).stdout, before.stdout);
    },
    { version: '28', images: ['alpine'] },
  );
});

test('the swarm of a lab is left, one that somebody made after the lab had left its own is not', async () => {
  await withEngine(
    async (engine) => {
      const make = 'docker swarm init --advertise-addr 127.0.0.1';
      const state =
        "docker info -f '{{.Swarm.LocalNodeState}}'; docker network ls -q -f name=docker_gwbridge";
      await withGateway(engine, async (lab) => {
        await lab.sh(make);
      });
      assert.is((await sh(state, engine.env)).stdout, 'inactive');
      await withGateway(engine, async (lab) => {
        await lab.sh(`${make}; docker swarm leave --force`);
        await sh(make, engine.env);
      });
      assert.match((await sh(state, engine.env)).stdout, 'active\n');
    },
    { version: '28', images: [] },
  );
});

test('two runs neither see nor remove what the other makes', async () => {
  await withEngine(
    async (engine) => {
      await withGateway(
        engine,
        async (first) => {
          await first.sh('docker run -d --name web alpine sleep 1000; docker volume create data');
          const result = await withGateway(
            engine,
            async (second) => {
              const made = await second.sh(
                'docker volume create data; docker run -d --name web -v data:/d alpine sleep 1000',
              );
              assert.is(made.exitCode, 0, made.stderr);
              assert.is((await second.sh('docker ps --format "{{.Names}}"')).stdout, 'web');
              await second.sh('docker system prune -af --volumes; docker rm -f $(docker ps -aq)');
            },
            { runId: 'second' },
          );
          assert.equal(result.left, []);
          assert.is((await first.sh('docker ps --format "{{.Names}}"')).stdout, 'web');
          assert.is((await first.sh('docker volume ls -q')).stdout, 'data');
        },
        { runId: 'first' },
      );
    },
    { images: ['alpine'] },
  );
});

test.run();
