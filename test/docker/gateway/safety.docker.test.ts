import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withEngine } from '../../support/engine.ts';
import { withGateway } from './with-gateway.ts';

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
