import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, MAIN, startLabproof, withFolder } from '../support/cli.ts';
import { engineRoot, type TestEngine, withEngine } from '../support/engine.ts';
import { inventoryOf } from '../support/faults.ts';

const LAB = `# Boxes

\`\`\`console
$ docker network create shelf
$ docker run -d --name box --network shelf alpine sleep 600
$ docker ps --format '{{.Names}} {{.Image}}'
box alpine
$ docker exec box echo plums
plums
$ docker rm -f box
box
\`\`\`
`;
const SLOW =
  '# Slow\n\n```console\n$ docker run -d --name box alpine sleep 600\n$ touch begun\n$ docker wait box\n0\n```\n';

/** A run on the engine in a folder of its own passes and leaves the engine as it was. */
async function passes(
  engine: TestEngine,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = ['--engine', 'host'],
): Promise<void> {
  const before = await inventoryOf(engine);
  await withFolder({ 'lab.md': LAB }, async (cwd) => {
    const all = { ...engine.env, XDG_STATE_HOME: join(cwd, 'state'), ...env };
    const { stdout, stderr, exitCode } = await labproof(['run', ...args, 'lab.md'], { cwd, env: all });
    assert.is(exitCode, 0, stdout + stderr);
    assert.equal(
      (await readdir(join(cwd, 'state/labproof'))).filter((name) => name.endsWith('.jsonl')),
      [],
    );
  });
  assert.is(await inventoryOf(engine), before);
}

/** The engine's socket as a port of this machine, as `tcp://` without certificates has it. */
async function withPort(engine: TestEngine, use: (port: number) => Promise<void>): Promise<void> {
  const path = engine.endpoint.kind === 'unix' ? engine.endpoint.path : '';
  const open = new Set<net.Socket>();
  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    const upstream = net.connect({ path, allowHalfOpen: true });
    for (const socket of [client, upstream]) open.add(socket.on('error', () => {}));
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use((server.address() as net.AddressInfo).port);
  } finally {
    for (const socket of open) socket.destroy();
    server.close();
  }
}

test('engines in the environments that people have', async () => {
  await withEngine(
    async (engine) => {
      // Without certificates; with them: test/docker/tls.docker.test.ts.
      await withPort(engine, (port) => passes(engine, { DOCKER_HOST: `tcp://127.0.0.1:${port}` }));
      await withPort(engine, (port) =>
        passes(engine, { DOCKER_HOST: '' }, ['--engine', `tcp://127.0.0.1:${port}`]),
      );
      // What a client of 20.10 speaks, and what one of 28 does.
      for (const version of ['1.41', '1.48']) await passes(engine, { DOCKER_API_VERSION: version });
      for (const version of ['20', '26'] as const) {
        const programs = join(engineRoot(version) ?? '/nonexistent', 'usr/bin');
        if (!existsSync(join(programs, 'docker'))) continue;
        await withClient(programs, (path) => passes(engine, { PATH: path }));
      }
      await asMemberOfDockerGroup(engine);
      await stopped(engine);
      const before = await inventoryOf(engine);
      // The second has names of its own for what it makes, which the lab does not see.
      await Promise.all([1, 2, 3].map(() => runAtOnce(engine)));
      assert.is(await inventoryOf(engine), before);
    },
    { version: '28', images: ['alpine'] },
  );
});

test('a client that is newer than the engine', async () => {
  const programs = join(engineRoot('28') ?? '/nonexistent', 'usr/bin');
  if (!existsSync(join(programs, 'docker'))) return;
  for (const version of ['20', '26'] as const) {
    if (engineRoot(version) !== undefined && !existsSync(engineRoot(version)!)) continue;
    await withEngine((engine) => withClient(programs, (path) => passes(engine, { PATH: path })), {
      version,
      images: ['alpine'],
    });
  }
});

/** Only the client of a root file system, before all other programs. */
async function withClient(programs: string, use: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'labproof-client-'));
  try {
    await writeFile(join(folder, 'docker'), `#!/bin/sh\nexec ${programs}/docker "$@"\n`, { mode: 0o755 });
    await use([folder, process.env.PATH].join(delimiter));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runAtOnce(engine: TestEngine): Promise<void> {
  await withFolder({ 'lab.md': LAB }, async (cwd) => {
    const env = { ...engine.env, XDG_STATE_HOME: join(cwd, 'state') };
    const { stdout, stderr, exitCode } = await labproof(['run', '--engine', 'host', 'lab.md'], { cwd, env });
    assert.is(exitCode, 0, stdout + stderr);
  });
}

/** Somebody who is not root and may use the socket by their group. */
async function asMemberOfDockerGroup(engine: TestEngine): Promise<void> {
  const [uid, group] = [54_321, 54_322];
  const socket = engine.endpoint.kind === 'unix' ? engine.endpoint.path : '';
  const folder = await mkdtemp(join(tmpdir(), 'labproof-member-'));
  try {
    await execa('chown', [`${uid}:${uid}`, folder]);
    await writeFile(join(folder, 'lab.md'), LAB);
    await chmod(join(folder, 'lab.md'), 0o644);
    await execa('chgrp', [String(group), socket]);
    await chmod(socket, 0o660);
    // Folders on the way to it are closed to others.
    await withOpenWay(socket, async () => {
      const run = (groups: readonly string[]) =>
        execa(
          'setpriv',
          [
            '--reuid',
            String(uid),
            '--regid',
            String(uid),
            ...groups,
            process.execPath,
            MAIN,
            'run',
            '--engine',
            'host',
            'lab.md',
          ],
          {
            cwd: folder,
            env: {
              ...engine.env,
              HOME: folder,
              DOCKER_CONFIG: folder,
              XDG_STATE_HOME: join(folder, 'state'),
            },
            reject: false,
            stdin: 'ignore',
          },
        );
      const member = await run(['--groups', String(group)]);
      assert.is(member.exitCode, 0, member.stdout + member.stderr);
      const stranger = await run(['--clear-groups']);
      assert.is(stranger.exitCode, 3, stranger.stdout + stranger.stderr);
      assert.match(stranger.stderr, 'this user may not use it');
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With the folders above a file open to all for passing, and as they were afterwards. */
async function withOpenWay(path: string, use: () => Promise<void>): Promise<void> {
  const folders = path
    .split('/')
    .slice(1, -1)
    .map((_, index, all) => `/${all.slice(0, index + 1).join('/')}`);
  const modes = await Promise.all(
    folders.map(async (folder) => (await execa('stat', ['-c', '%a', folder])).stdout),
  );
  try {
    await execa('chmod', ['o+x', ...folders]);
    await use();
  } finally {
    for (const [index, folder] of folders.entries()) await execa('chmod', [modes[index]!, folder]);
  }
}

/** An engine that stands still while a command waits for it, and goes on when the run is interrupted. */
async function stopped(engine: TestEngine): Promise<void> {
  const before = await inventoryOf(engine);
  await withFolder({ 'slow.md': SLOW }, async (cwd) => {
    const env = { ...engine.env, XDG_STATE_HOME: join(cwd, 'state'), TMPDIR: cwd };
    const run = startLabproof(['run', '--engine', 'host', '--reporter', 'json', 'slow.md'], { cwd, env });
    while (!(await readdir(cwd, { recursive: true })).some((name) => name.endsWith('/begun')))
      await delay(50);
    const signal = (name: string) =>
      execa(engine.enter[0]!, [
        ...engine.enter.slice(1),
        'sh',
        '-c',
        `kill -${name} $(cat /var/run/docker.pid)`,
      ]);
    await signal('STOP');
    run.kill('SIGINT');
    await delay(500);
    await signal('CONT');
    const { exitCode, stdout, stderr } = await run;
    assert.is(exitCode, 130, stderr);
    const { labs } = JSON.parse(stdout) as {
      labs: { commands: { verdict: string }[]; cleanup: { left: unknown[] } }[];
    };
    assert.is(labs[0]!.commands[0]!.verdict, 'passed');
    assert.equal(labs[0]!.cleanup.left, []);
  });
  assert.is(await inventoryOf(engine), before);
  assert.is(await docker(engine, 'ps', '-aq'), '');
}

test.run();
