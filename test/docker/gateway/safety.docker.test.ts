import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withEngine } from '../../support/engine.ts';
import { sh as outside, withGateway } from './with-gateway.ts';

test("there is no way from a lab to the engine's own socket", async () => {
  await withEngine(
    async (engine) => {
      await withGateway(engine, async ({ sh, gateway }) => {
        for (const folder of ['/', '/var/run', '/run', '/var/run/../run/']) {
          const bind = await sh(`docker run --rm -v ${folder}:/host alpine true`);
          assert.is(bind.exitCode, 125, folder);
          assert.match(bind.stderr, 'labproof: refused to mount');
        }
        const mount = await sh('docker run --rm --mount type=bind,source=/var/run,target=/host alpine true');
        assert.match(mount.stderr, 'labproof: refused to mount');
        const volume = await sh('docker volume create -o type=none -o o=bind -o device=/run tricky');
        assert.match(volume.stderr, 'labproof: refused to mount');
        const inner = await sh(
          'docker create --name inner -v /var/run/docker.sock:/var/run/docker.sock alpine true; docker inspect inner --format "{{json .HostConfig.Binds}}"',
        );
        assert.match(inner.stdout, '["/var/run/docker.sock:/var/run/docker.sock"]');
        const curl = `curl -s --unix-socket ${gateway.socketPath}`;
        const body = `-X POST -H 'Content-Type: application/json' -d '{"image":"alpine","hostconfig":{"binds":["/run:/x"]}}'`;
        assert.match(
          (await sh(`${curl} ${body} http://d/containers/create`)).stdout,
          'labproof: refused to mount',
        );
        const form = `-X POST -d 'filters={}' http://d/containers/prune`;
        assert.match((await sh(`${curl} ${form}`)).stdout, 'page not found');
        const climbing = `--path-as-is http://d/_ping/../containers/json http://d/%5fping/%2e%2e/info`;
        assert.match((await sh(`${curl} ${climbing}`)).stdout, /^(\{"message":"page not found"\}\s*){2}$/);
      });
    },
    { version: '28', images: ['alpine'] },
  );
});

test('what old engines and lenient readers take for a mount is one', async () => {
  await withEngine(
    async (engine) => {
      await withGateway(
        engine,
        async ({ sh, gateway }) => {
          const call = async (path: string, body: string): Promise<string> =>
            (
              await sh(
                `curl -s --unix-socket ${gateway.socketPath} -X POST -H 'Content-Type: application/json' -d '${body}' http://d${path}`,
              )
            ).stdout;
          const image = '"Image":"alpine"';
          // Engines before 23 take the host's settings from the body itself when there are none.
          for (const body of [
            `{${image},"Binds":["/run:/x"]}`,
            `{${image},"HostConfig":null,"Binds":["/run:/x"],"Privileged":true}`,
          ]) {
            const { Id } = JSON.parse(await call('/containers/create', body)) as { Id: string };
            const made = await sh(
              `docker inspect -f '{{json .HostConfig.Binds}} {{.HostConfig.Privileged}}' ${Id}`,
            );
            assert.is(made.stdout, 'null false', body);
          }
          // Go takes U+017F for an s.
          for (const body of [
            `{${image},"HostConfig":{"Bind\u017f":["/run:/x"]}}`,
            `{${image},"Ho\u017ftConfig":{"Binds":["/run:/x"]}}`,
          ]) {
            assert.match(await call('/containers/create', body), 'labproof: refused to mount', body);
          }
          // Before version 1.24 of the API, starting a container could give it other settings.
          await sh('docker create --name late alpine true');
          await call('/v1.23/containers/late/start', '{"Binds":["/run:/x"],"Privileged":true}');
          const late = await sh(
            `docker inspect -f '{{json .HostConfig.Binds}} {{.HostConfig.Privileged}}' late`,
          );
          assert.is(late.stdout, 'null false');
          for (const device of ['run', '/dev/../run', '/proc/self/cwd/run', '/proc/1/root/run']) {
            const made = await sh(`docker volume create -o type=none -o o=bind -o device=${device}`);
            assert.match(made.stderr, 'labproof: refused', device);
          }
          assert.match(
            (await sh('docker run --rm -v /proc/self/root:/x alpine true')).stderr,
            'labproof: refused',
          );
        },
        { privileged: 'refuse' },
      );
    },
    { version: '20', images: ['alpine'] },
  );
});

test('services and plugins give no privileges either', async () => {
  await withEngine(
    async (engine) => {
      await withGateway(
        engine,
        async ({ sh, gateway }) => {
          await sh('docker swarm init --advertise-addr 127.0.0.1');
          const bind = await sh('docker service create -d --mount type=bind,src=/run,dst=/x alpine true');
          assert.match(bind.stderr, 'labproof: refused to mount');
          const caps = await sh('docker service create -d --cap-add SYS_ADMIN alpine true');
          assert.match(caps.stderr, 'labproof: this run refuses');
          const curl = `curl -s --unix-socket ${gateway.socketPath} -X POST -H 'Content-Type: application/json'`;
          const plugin = `{"TaskTemplate":{"Runtime":"plugin","PluginSpec":{"Remote":"x/y","Name":"y","Privileges":[]}}}`;
          assert.match(
            (await sh(`${curl} -d '${plugin}' http://d/services/create`)).stdout,
            'labproof: refused',
          );
          assert.match(
            (await sh('docker plugin install --grant-all-permissions x/y')).stderr,
            'page not found',
          );
        },
        { privileged: 'refuse' },
      );
    },
    { version: '28', images: ['alpine'] },
  );
});

test('a run that refuses privileges refuses each way of getting them', async () => {
  await withEngine(
    async (engine) => {
      await withGateway(
        engine,
        async ({ sh }) => {
          for (const option of [
            '--privileged',
            '--pid=host',
            '--cap-add SYS_ADMIN',
            '-v /:/host',
            '--device /dev/null',
            "--device-cgroup-rule 'b *:* rwm'",
            '--cap-add DAC_READ_SEARCH',
            '-v /var/lib/docker/volumes:/v',
          ]) {
            const outcome = await sh(`docker run --rm ${option} alpine true`);
            assert.is(outcome.exitCode, 125, option);
            assert.match(outcome.stderr, 'labproof: this run refuses');
          }
          assert.is((await sh('docker run --rm alpine true')).exitCode, 0);
        },
        { privileged: 'refuse' },
      );
    },
    { version: '28', images: ['alpine'] },
  );
});

test('stop is bounded unless the lab says how long', async () => {
  await withEngine(
    async (engine) => {
      await withGateway(
        engine,
        async ({ sh, gateway }) => {
          await sh(
            'docker run -d --name own --stop-timeout 2 alpine sleep 1000; docker run -d --name usual alpine sleep 1000',
          );
          await sh('docker stop own');
          assert.equal(gateway.notices(), []);
          await sh('docker stop -t 0 usual; docker start usual');
          assert.equal(gateway.notices(), []);
          await sh('docker stop usual');
          assert.is(gateway.notices().length, 1);
        },
        { stopSeconds: 0 },
      );
    },
    { version: '28', images: ['alpine'] },
  );
});

test('a container that ignores the signal of a stop is not waited for, and ends as if it had been', async () => {
  const handles = `sh -c "trap 'exit 3' TERM; echo ready; sleep 1000 & wait"`;
  const outcomes: string[] = [];
  for (const seen of [true, false]) {
    await withEngine(
      async (engine) => {
        await withGateway(
          seen ? engine : { ...engine, proc: undefined },
          async ({ sh }) => {
            await sh(`docker run -d --name deaf alpine sleep 1000; docker run -d --name hears alpine ${handles}
              docker run -d --name other --stop-signal HUP alpine ${handles}; docker run -d --name init --init alpine sh -c 'echo ready; exec sleep 1000'
              for name in hears other init; do until docker logs $name | grep ready; do sleep 0.1; done; done`);
            const since = (await sh('date +%s')).stdout;
            await sh('for name in deaf hears other init; do docker stop $name; done');
            const events = `docker events --since ${since} --until $(date +%s) --format '{{.TimeNano}} {{.Actor.Attributes.name}} {{.Action}} {{.Actor.Attributes.signal}} {{.Actor.Attributes.exitCode}}' --filter event=kill --filter event=die --filter event=stop`;
            const codes = "docker inspect -f '{{.Name}} {{.State.ExitCode}}' deaf hears other init";
            const told = (await sh(`sleep 1; ${events}`)).stdout
              .trim()
              .split('\n')
              .map((line) => line.split(' '));
            const at = (name: string, kill: number) =>
              Number(told.filter((event) => event[1] === name && event[2] === 'kill')[kill]?.[0]) / 1e9;
            const waited = ['deaf', 'other'].filter((name) => at(name, 1) - at(name, 0) >= 3);
            assert.equal(waited, seen ? [] : ['deaf', 'other']);
            // The engine tells of an end and of a stop from two places at once: their order is nobody's promise.
            const ends = told.map((event) => event.slice(1).join(' ')).sort();
            outcomes.push([(await sh(codes)).stdout, ...ends].join('\n'));
          },
          { stopSeconds: 3 },
        );
      },
      { version: '28', images: ['alpine'] },
    );
  }
  assert.match(outcomes[0]!, /\/deaf 137\n\/hears 3\n\/other 137\n\/init 143\n/);
  assert.is(outcomes[0], outcomes[1]);
});

test("the cache and the records of other people's builds stay", async () => {
  await withEngine(
    async (engine) => {
      const state = 'docker buildx history ls | grep -c Completed; docker buildx du | cut -c1-25 | sort';
      const { env } = engine;
      await outside(`printf 'FROM alpine\\nRUN echo theirs > /t\\n' | docker build -q -t theirs -`, env);
      const before = (await outside(state, env)).stdout;
      assert.match(before, /^1\n/);
      await withGateway(engine, async ({ sh }) => {
        const removal = await sh(
          'docker buildx prune -af; docker builder prune -af; docker buildx history rm --all',
        );
        assert.is(removal.exitCode, 0, removal.stderr);
      });
      assert.is((await outside(state, env)).stdout, before);
    },
    { version: '28', images: ['alpine'] },
  );
});

test("a container whose name is somebody else's has it all the same, in its networks too", async () => {
  await withEngine(
    async (engine) => {
      await withGateway(
        engine,
        async ({ sh: theirs }) => {
          await theirs(
            'docker network create net; docker run -d --name web alpine sleep 1000; docker volume create data',
          );
          await withGateway(engine, async ({ sh }) => {
            const made = await sh(
              'docker network create net; docker run -d --name web --network net -v data:/d alpine sleep 1000',
            );
            assert.is(made.exitCode, 0, made.stderr);
            assert.is((await sh('docker run --rm --network net alpine ping -c1 -w3 web')).exitCode, 0);
            const seen =
              'docker inspect web --format "{{.Name}} {{range .Mounts}}{{.Name}}{{end}} {{json .NetworkSettings.Networks}}"';
            const { stdout } = await sh(seen);
            assert.match(stdout, '/web data {"net":');
            assert.not.match(stdout, '-lp');
            assert.match(
              (await sh('docker run --name web alpine')).stderr,
              'The container name "/web" is already in use',
            );
            assert.is((await sh('docker ps --filter name=^web$ --format "{{.Names}}"')).stdout, 'web');
          });
        },
        { runId: 'somebody' },
      );
    },
    { version: '28', images: ['alpine'] },
  );
});

test.run();
