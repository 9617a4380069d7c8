import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runLabelAt } from '../../../src/docker/gateway/nesting.ts';
import { labproof } from '../../support/cli.ts';
import { withEngine } from '../../support/engine.ts';
import { withGateway } from './with-gateway.ts';

test('a run inside a lab sees and removes its own objects only, and the lab does not see its traces', async () => {
  await withEngine(
    async (engine) => {
      const outer = await withGateway(engine, async ({ sh, gateway }) => {
        const endpoint = { kind: 'unix', path: gateway.socketPath } as const;
        assert.is(await runLabelAt(engine.endpoint), 'labproof.run');
        assert.is(await runLabelAt(endpoint), 'labproof.run.inner');
        await sh(
          'docker run -d --name web alpine sleep 1000; docker volume create data; docker network create net',
        );
        const inner = await withGateway({ ...engine, endpoint }, async (lab) => {
          assert.is(
            await runLabelAt({ kind: 'unix', path: lab.gateway.socketPath }),
            'labproof.run.inner.inner',
          );
          assert.is((await lab.sh('docker ps -aq; docker volume ls -q')).stdout, '');
          const made = await lab.sh(
            'docker network create net && docker run -d --name web --network net -v data:/d alpine sleep 1000',
          );
          assert.is(made.exitCode, 0, made.stderr);
          assert.is(
            (await lab.sh("docker ps --format '{{.Names}}'; docker volume ls -q")).stdout,
            'web\ndata',
          );
          const told = await lab.sh(
            'docker inspect web; docker network inspect net; docker volume inspect data',
          );
          assert.not.match(told.stdout, /labproof|-lp[0-9a-f]{8}/);
          await lab.sh('docker system prune -af --volumes; docker rm -f $(docker ps -aq)');
        });
        assert.equal(inner.left, []);
        assert.is((await sh("docker ps --format '{{.Names}}'; docker volume ls -q")).stdout, 'web\ndata');
      });
      assert.equal(outer.left, []);
    },
    { version: '28', images: ['alpine'] },
  );
});

test('an inner run that is killed goes with the outer one', async () => {
  await withEngine(
    async (engine) => {
      const state = await mkdtemp('/tmp/labproof-state-');
      try {
        const outer = await withGateway(engine, async ({ gateway, sh }) => {
          const env = { ...engine.env, DOCKER_HOST: `unix://${gateway.socketPath}`, XDG_STATE_HOME: state };
          const lab = join('fixtures', 'labs', 'busy.md');
          const kept = await labproof(['run', '--engine', 'host', '--step', '1', '--keep', lab], { env });
          assert.is(kept.exitCode, 0, kept.stdout + kept.stderr);
          assert.match((await sh('docker volume ls -q')).stdout, 'busy-red');
        });
        assert.equal(outer.left, []);
        assert.ok(outer.removed.some(({ name }) => name === 'busy-red'));
      } finally {
        await rm(state, { recursive: true, force: true });
      }
    },
    { version: '28', images: ['alpine'] },
  );
});

test.run();
