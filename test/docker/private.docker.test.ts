import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { removeStaleEngines } from '../../src/docker/private-remains.ts';
import { engineRoot, loadStandIns } from '../support/engine.ts';
import type { PrivateEngine } from '../support/private-engine.ts';
import { openPrivateEngine } from '../support/private-engine.ts';

for (const version of ['20', '26', '28'] as const) {
  test(`an engine ${version} has eth0, eth1, networks of its own and its data at /var/lib/docker`, async () => {
    await withState(async (stateDirectory) => {
      await using engine = await open({ stateDirectory, root: engineRoot(version) });
      const cards = await inside(engine, 'ls /sys/class/net | sort | tr "\\n" " "; ip -br address show eth0');
      assert.match(cards, /^docker0 eth0 eth1 lo +eth0@\w+ +UP +192\.0\.2\.10\/24/);
      assert.is(
        await inside(engine, 'docker network ls --format {{.Name}} | sort | tr "\\n" " "'),
        'bridge host none',
      );
      assert.is(await inside(engine, 'docker info --format {{.DockerRootDir}}'), '/var/lib/docker');
      assert.equal(await inside(engine, 'ls /var/lib/docker'), (await readdir(engine.dataRoot)).join('\n'));
    });
  });

  test(`nothing is left of an engine ${version} with running containers`, async () => {
    await withState(async (stateDirectory) => {
      const before = await traces();
      const engine = await open({ stateDirectory, root: engineRoot(version) });
      try {
        await loadStandIns(engine.endpoint, ['alpine']);
        const parent = '-d macvlan -o parent=eth1 --subnet 198.51.100.0/24';
        await inside(
          engine,
          `docker network create ${parent} lan && docker run -d --network lan alpine sleep 1000`,
        );
        await inside(engine, 'docker run -d -v data:/data -p 8080:80 alpine sleep 1000');
        await inside(engine, 'docker pause $(docker run -d alpine sleep 1000)');
      } finally {
        await engine[Symbol.asyncDispose]();
      }
      assert.equal(await readdir(join(stateDirectory, 'engines')), []);
      assert.equal(await traces(), before);
    });
  });
}

test('engines at the same time do not see each other', async () => {
  await withState(async (stateDirectory) => {
    await using one = await open({ stateDirectory });
    await using two = await open({ stateDirectory });
    await inside(one, 'docker volume create only-one');
    assert.is(await inside(one, 'docker volume ls -q'), 'only-one');
    assert.is(await inside(two, 'docker volume ls -q'), '');
  });
});

test('a program enters in the folder it is called in, and gives its exit status', async () => {
  await withState(async (stateDirectory) => {
    await using engine = await open({ stateDirectory });
    const [program = '', ...args] = [...engine.enter, 'sh', '-c', 'pwd; exit 7'];
    const { stdout, exitCode } = await execa(program, args, { cwd: stateDirectory, reject: false });
    assert.equal([stdout, exitCode], [stateDirectory, 7]);
  });
});

test('the PID that the engine tells of a container is that of the process seen inside', async () => {
  await withState(async (stateDirectory) => {
    await using engine = await open({ stateDirectory });
    await loadStandIns(engine.endpoint, ['alpine']);
    await inside(engine, 'docker run -d --name sleeper alpine sleep 4242');
    const command = 'cat /proc/$(docker inspect -f {{.State.Pid}} sleeper)/cmdline | tr "\\0" " "';
    assert.is(await inside(engine, command), 'sleep 4242');
  });
});

test('what a lab writes to /etc and /run stays inside', async () => {
  await withState(async (stateDirectory) => {
    await using engine = await open({ stateDirectory });
    await inside(engine, 'touch /etc/labproof-was-here /run/labproof-was-here');
    assert.is(existsSync('/etc/labproof-was-here') || existsSync('/run/labproof-was-here'), false);
  });
});

test('an engine ends with the labproof that started it, even when that is killed', async () => {
  await withState(async (stateDirectory) => {
    const before = await traces();
    const holder = join(import.meta.dirname, `../support/hold-engine${import.meta.filename.slice(-3)}`);
    const owner = spawn(process.execPath, [...process.execArgv, holder, stateDirectory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(owner.stdout.setEncoding('utf8'), 'data');
    const [program, ...args] = JSON.parse(String(line)) as string[];
    const guest = spawn(program ?? '', [...args, 'sh', '-c', 'echo in; exec sleep 1000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(guest.stdout, 'data');
    const [name = ''] = await readdir(join(stateDirectory, 'engines'));
    const path = join(stateDirectory, 'engines', name, 'docker.sock');
    await loadStandIns({ kind: 'unix', path }, ['alpine']);
    const env = { DOCKER_HOST: `unix://${path}` };
    await execa('sh', ['-c', 'docker pause $(docker run -d alpine sleep 1000)'], { env });
    owner.kill('SIGKILL');
    await once(guest, 'exit');
    const { removed, left } = await removeStaleEngines(stateDirectory);
    assert.equal([removed.length, left], [1, []]);
    assert.equal(await readdir(join(stateDirectory, 'engines')), []);
    assert.equal(await traces(), before);
  });
});

test('an engine whose labproof lives is not stale', async () => {
  await withState(async (stateDirectory) => {
    await using engine = await open({ stateDirectory });
    assert.equal(await removeStaleEngines(stateDirectory), { removed: [], left: [] });
    assert.is(await inside(engine, 'docker volume ls -q'), '');
  });
});

test('a dockerd that fails is a problem in its own words, and leaves nothing', async () => {
  await withState(async (stateDirectory) => {
    const bin = join(stateDirectory, 'bin');
    await mkdir(bin);
    await writeFile(
      join(bin, 'dockerd'),
      '#!/bin/sh\necho "failed to start daemon: no luck today"\nexit 1\n',
    );
    await chmod(join(bin, 'dockerd'), 0o755);
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
    const problem = await openPrivateEngine({ stateDirectory, env });
    assert.ok('severity' in problem);
    assert.match(problem.message, /no luck today/);
    assert.equal(await readdir(join(stateDirectory, 'engines')), []);
  });
});

test('a missing dockerd is a problem that says how to get one', async () => {
  await withState(async (stateDirectory) => {
    const problem = await openPrivateEngine({ stateDirectory, env: process.env, root: '/nonexistent' });
    assert.ok('severity' in problem);
    assert.match(problem.message, /dockerd/);
    assert.match(problem.hint ?? '', /apt-get install -y --no-install-recommends docker\.io iptables/);
  });
});

test('a state directory with too long a path for a socket is a problem', async () => {
  await withState(async (directory) => {
    const stateDirectory = join(directory, 'a'.repeat(100));
    const problem = await openPrivateEngine({ stateDirectory, env: process.env });
    assert.ok('severity' in problem);
    assert.match(problem.message, /too long/);
  });
});

async function open(options: { stateDirectory: string; root?: string | undefined }): Promise<PrivateEngine> {
  const { stateDirectory, root } = options;
  const engine = await openPrivateEngine({ stateDirectory, env: process.env, ...(root && { root }) });
  if ('severity' in engine) throw new Error(engine.message);
  return engine;
}

/** What a shell inside prints, trimmed. */
async function inside(engine: PrivateEngine, script: string): Promise<string> {
  const { endpoint } = engine;
  const [program = '', ...args] = [...engine.enter, 'sh', '-c', script];
  const env = { DOCKER_HOST: `unix://${endpoint.kind === 'unix' ? endpoint.path : ''}`, DOCKER_CONTEXT: '' };
  return (await execa(program, args, { env })).stdout.trim();
}

/** What engines of this process could leave on the machine. */
async function traces(): Promise<object> {
  const owned = (name: string) => name.replace('labproof-', '').startsWith(`${process.pid}-`);
  const tree = '/sys/fs/cgroup';
  const trees = [tree, ...(await readdir(tree)).map((name) => join(tree, name))];
  const groups = trees.map((path) => readdir(path).catch(() => []));
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  const cards = await readdir('/sys/class/net');
  const { stdout } = await execa('ps', ['-e', '-o', 'args']);
  const processes = stdout.split('\n').map((args) => /--config-file (\S+)/.exec(args)?.[1] ?? '');
  return {
    groups: (await Promise.all(groups)).flat().filter(owned),
    mounts: mounts.split('\n').filter((line) => line.includes('labproof-state')),
    cards: cards.filter((name) => name.startsWith('veth')),
    engines: processes.filter((path) => owned(basename(dirname(path)))),
  };
}

async function withState(use: (stateDirectory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'labproof-state-'));
  try {
    await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

test.run();
