import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, withFolder } from '../support/cli.ts';
import { type TestEngine, withEngine } from '../support/engine.ts';

/** Waits for a file that another lab makes, for 20 s at most; says whether it came. */
const meet = (mine: string, other: string): string =>
  `$ touch ${mine}; for i in $(seq 200); do [ -e ${other} ] && echo met && break; sleep 0.1; done`;

/** A lab that can only end when another one runs at the same time. */
const lab = (mine: string, other: string): string =>
  `# ${mine.at(-1)}\n\n\`\`\`\n$ docker network create same\n${meet(mine, other)}\nmet\n\`\`\`\n`;

/** An engine's socket as a TCP port of this machine. */
async function withPort<T>(engine: TestEngine, use: (address: string) => Promise<T>): Promise<T> {
  const path = engine.dockerHost.replace('unix://', '');
  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    const upstream = net.connect({ path, allowHalfOpen: true });
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`tcp://127.0.0.1:${(server.address() as net.AddressInfo).port}`);
  } finally {
    server.close();
  }
}

/** Writes a Docker context below a configuration folder, as `docker context create` does. */
async function writeContext(config: string, name: string, host: string): Promise<void> {
  const folder = join(config, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
  await mkdir(folder, { recursive: true });
  const meta = { Name: name, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
  await writeFile(join(folder, 'meta.json'), JSON.stringify(meta));
}

const custom = (engine: TestEngine) => docker(engine, 'network', 'ls', '-q', '--filter', 'type=custom');

test('labs that conflict on one engine run at the same time on two, by address and by context', async () => {
  await withEngine(
    async (first) => {
      await withEngine(
        async (second) => {
          await withPort(second, async (address) => {
            await withFolder({}, async (folder) => {
              const [a, b] = [join(folder, 'a'), join(folder, 'b')];
              await writeContext(join(folder, 'config'), 'mine', first.dockerHost);
              await writeFile(join(folder, 'a.md'), lab(a, b));
              await writeFile(join(folder, 'b.md'), lab(b, a));
              const { stdout, stderr, exitCode } = await labproof(
                ['run', '--engine', 'mine', '--engine', address, 'a.md', 'b.md'],
                {
                  cwd: folder,
                  env: {
                    ...first.env,
                    DOCKER_HOST: '',
                    DOCKER_CONFIG: join(folder, 'config'),
                    XDG_STATE_HOME: join(folder, '.state'),
                  },
                },
              );
              assert.is(exitCode, 0, stdout + stderr);
              assert.match(stdout, / a\.md {2}a {2}on mine, docker \d/);
              assert.match(stdout, new RegExp(` b\\.md {2}b {2}on ${address}, docker \\d`));
              assert.is(await custom(first), '');
              assert.is(await custom(second), '');
            });
          });
        },
        { images: [] },
      );
    },
    { images: [] },
  );
});

test('an engine of a pool that does not answer ends the run, exit 3', async () => {
  await withFolder({ 'a.md': '```\n$ docker ps\n```\n' }, async (folder) => {
    const { stderr, exitCode } = await labproof(['run', '--engine', 'unix:///nowhere/docker.sock', 'a.md'], {
      cwd: folder,
      env: { XDG_STATE_HOME: join(folder, '.state') },
    });
    assert.is(exitCode, 3);
    assert.match(stderr, 'no Docker engine answers at unix:///nowhere/docker.sock');
  });
});

test.run();
