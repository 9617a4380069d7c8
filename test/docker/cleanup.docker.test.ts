import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cleanUp } from '../../src/docker/cleanup.ts';
import { interruptedRuns, Ledger } from '../../src/docker/ledger.ts';
import { withEngine } from '../support/engine.ts';
import { sh } from './gateway/with-gateway.ts';

const program = fileURLToPath(new URL('./gateway/interrupted-run.ts', import.meta.url)).replace(
  /\.ts$/,
  path.extname(fileURLToPath(import.meta.url)),
);

const creations = `
for i in $(seq 100); do
  docker run -d --name c$i -v named$i:/n -v /anonymous alpine sleep 1000
  docker network create n$i; docker volume create v$i; docker tag alpine tag:$i; docker commit c$i image:$i
done`;

test('what a run that was killed in the middle of creations left is found and removed, and nothing else', async () => {
  await withEngine(
    async (engine) => {
      const directory = await mkdtemp(path.join(tmpdir(), 'lp-killed-'));
      try {
        await sh(
          'docker run -d --name mine -v mine:/m alpine sleep 1000; docker network create mine',
          engine.env,
        );
        const before = await listed(engine.env);
        const socket = engine.dockerHost.replace('unix://', '');
        const killed = execa(process.execPath, [...process.execArgv, program, socket, directory, 'killed'], {
          reject: false,
        });
        await once(killed.stdout, 'data');
        const lab = sh(creations, { ...engine.env, DOCKER_HOST: `unix://${directory}/docker.sock` });
        while (!(await sh('docker ps -q', engine.env)).stdout.includes('\n')) await Promise.resolve();
        assert.equal(
          await interruptedRuns(path.join(directory, 'ledger')),
          [],
          'a run that is alive is not interrupted',
        );
        while ((await sh('docker images -q image', engine.env)).stdout === '') await Promise.resolve();
        killed.kill('SIGKILL');
        await Promise.all([killed, lab]);
        assert.is.not((await listed(engine.env)).length, before.length);
        const [run, ...others] = await interruptedRuns(path.join(directory, 'ledger'));
        assert.is(others.length, 0);
        assert.is(run?.runId, 'killed');
        if (run === undefined) return;
        const { endpoint, runId, record } = run;
        const result = await cleanUp({ endpoint, runId, ledger: record, deadlineMs: 60_000 });
        assert.equal(result.left, []);
        assert.equal(await listed(engine.env), before);
        await run.forget();
        assert.equal(await interruptedRuns(path.join(directory, 'ledger')), []);
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
    { version: '28', images: ['alpine'] },
  );
});

test('a container that somebody made of an image of an interrupted run is not removed', async () => {
  await withEngine(
    async (engine) => {
      const { endpoint, env } = engine;
      const directory = await mkdtemp(path.join(tmpdir(), 'lp-inherited-'));
      try {
        const ledger = await Ledger.open({ directory, runId: 'gone', endpoint });
        await sh(
          `docker create --name labs --label labproof.run=gone alpine; docker commit labs lab:1
           docker run -d --name theirs lab:1 sleep 1000`,
          env,
        );
        const ids = (await sh("docker inspect -f '{{.Id}}' labs lab:1", env)).stdout.split('\n');
        ledger.record({ kind: 'container', id: ids[0]!, name: 'labs' });
        ledger.record({ kind: 'image', id: 'lab:1', name: 'lab:1' });
        const record = {
          made: () => ledger.made(),
          heldTags: () => [],
          swarm: () => undefined,
          builds: () => [],
          files: () => [],
          lastAlive: () => new Date(Date.now() - 120_000),
        };
        const result = await cleanUp({ endpoint, runId: 'gone', ledger: record, deadlineMs: 60_000 });
        assert.is((await sh("docker ps -a --format '{{.Names}}'", env)).stdout, 'theirs');
        assert.ok(result.left.every(({ kind }) => kind === 'image'));
        await ledger.forget();
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
    { version: '28', images: ['alpine'] },
  );
});

async function listed(env: Record<string, string>): Promise<string[]> {
  const { stdout } = await sh(
    'docker ps -aq; docker network ls -q; docker volume ls -q; docker images --format "{{.Repository}}:{{.Tag}} {{.ID}}"',
    env,
  );
  return stdout.split('\n').sort();
}

test.run();
