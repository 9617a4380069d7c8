import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EngineChoice } from '../../src/docker/engine.ts';
import type { Machine } from '../../src/machine/machine.ts';
import { openMachines } from '../../src/machine/open.ts';
import type { Problem } from '../../src/model/problem.ts';
import { engineRoot, withEngine } from '../support/engine.ts';
import { loadMachineImage } from '../support/machine-image.ts';

const nowhere = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' };
const noRoot = { LABPROOF_ENGINE_ROOT: '/nonexistent' };

test('the host engine is the one that docker would use, and outlives its use', async () => {
  await withEngine(
    async (host) => {
      for (const choice of ['host', 'auto'] as const) {
        await withChoice(choice, { DOCKER_HOST: host.dockerHost }, async (engine) => {
          assert.ok('endpoint' in engine);
          assert.equal(
            [engine.kind, engine.version, engine.endpoint, engine.enter],
            ['host', host.version, host.endpoint, []],
          );
          assert.match(engine.apiVersion, /^1\.\d+$/);
        });
      }
    },
    { images: [] },
  );
});

test('auto takes a machine of its own where one can be had and no engine is named', async () => {
  await withChoice('auto', {}, async (engine) => {
    assert.equal('backend' in engine && [engine.backend, engine.kind], ['namespace', 'private']);
  });
});

test('private takes no notice of the host', async () => {
  await withChoice('private', { DOCKER_HOST: 'npipe://x' }, async (engine) => {
    assert.is('kind' in engine && engine.kind, 'private');
  });
});

test('host is a problem that says where nobody answers', async () => {
  await withChoice('host', nowhere, async (problem) => {
    assert.ok('severity' in problem);
    assert.match(problem.message, /no Docker engine answers at unix:\/\/\/nonexistent\/docker\.sock/);
  });
});

test('auto does not put another in the place of an engine that is named', async () => {
  await withChoice('auto', nowhere, async (problem) => {
    assert.ok('severity' in problem);
    assert.match(problem.message, /nonexistent\/docker\.sock/);
    assert.match(problem.hint ?? '', /--engine private/);
  });
});

test('an engine of the version that is asked for is a machine, another is none', async () => {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'labproof-test-'));
  const open = async (engineVersion: string, env: NodeJS.ProcessEnv): Promise<string> => {
    const options = { names: ['lab'], choice: 'private', env, stateDirectory, engineVersion } as const;
    const opened = await openMachines(options);
    if ('severity' in opened) return `${opened.message}; ${opened.hint}`;
    await using machine = opened[0]!;
    return `${machine.backend} ${machine.version}`;
  };
  try {
    await withEngine(
      async (host) => {
        const env = { DOCKER_HOST: host.dockerHost, LABPROOF_ENGINE_ROOT: engineRoot('28') };
        assert.match(await open('28', env), /^namespace 28\./);
        assert.match(
          await open('26', { ...env, DOCKER_HOST: nowhere.DOCKER_HOST }),
          /docker 26 is asked for, and this computer has 28\.\S+; .*LABPROOF_ENGINE_ROOT.*--engine container/,
        );
        const roots = `/nonexistent:${engineRoot('26')}:${engineRoot('28')}`;
        assert.match(await open('28.5', { ...env, LABPROOF_ENGINE_ROOT: roots }), /^namespace 28\.5\./);
        // What this computer has not, an engine's images may have.
        await loadMachineImage(host, '26');
        assert.match(await open('26.1', env), /^container 26\.1\./);
      },
      { version: '28', images: [] },
    );
  } finally {
    await rm(stateDirectory, { recursive: true, force: true });
  }
});

test('auto without any engine lists what was tried and how to get one', async () => {
  await withChoice('auto', noRoot, async (problem) => {
    assert.ok('severity' in problem);
    assert.is(problem.code, 'no-engine');
    assert.match(problem.message, /docker\.sock.*no private engine: dockerd/);
    assert.match(problem.hint ?? '', /apt-get install -y --no-install-recommends docker\.io iptables/);
  });
});

async function withChoice(
  choice: EngineChoice,
  env: Readonly<Record<string, string>>,
  use: (engine: Machine | Problem) => Promise<void>,
): Promise<void> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'labproof-state-'));
  try {
    const machines = await openMachines({
      names: ['lab'],
      choice,
      stateDirectory,
      env: { PATH: process.env.PATH, HOME: stateDirectory, ...env },
    });
    const opened = 'severity' in machines ? machines : machines[0]!;
    try {
      await use(opened);
    } finally {
      if ('endpoint' in opened) await opened[Symbol.asyncDispose]();
    }
  } finally {
    await rm(stateDirectory, { recursive: true, force: true });
  }
}

test.run();
