import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ExecaError, execa } from 'execa';
import { loadStandIns, type TestEngine } from './engine.ts';

/** An engine that can be killed and started again with all that it held. */
export interface SecondEngine extends TestEngine {
  /** With SIGKILL, as a crash does. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Starts another engine beside the one given, in its namespaces, which takes it along when it ends. */
export async function withSecondEngine<T>(
  engine: TestEngine,
  use: (second: SecondEngine) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp('/tmp/labproof-second-');
  const socket = join(folder, 'docker.sock');
  const dockerHost = `unix://${socket}`;
  const env = { ...engine.env, DOCKER_HOST: dockerHost };
  const [program = '', ...enter] = engine.enter;
  const folders = ['--data-root', '/var/lib/docker/second', '--exec-root', '/run/second'];
  const log = join(folder, 'log');
  const start = async (): Promise<void> => {
    const files = [
      '--pidfile',
      '/run/second.pid',
      '--host',
      dockerHost,
      '--config-file',
      join(folder, 'daemon.json'),
    ];
    const args = [...files, ...folders, '--bridge', 'none', '--exec-opt', 'native.cgroupdriver=cgroupfs'];
    const daemon = execa(program, [...enter, 'dockerd', ...args], {
      ...{ reject: false, stdin: 'ignore', stdout: { file: log }, stderr: { file: log } },
    });
    daemon.catch((error: ExecaError) => error);
    while ((await execa('docker', ['version'], { env, reject: false })).exitCode !== 0) {
      if (daemon.exitCode !== null) throw new Error(await readFile(log, 'utf8'));
      await delay(50);
    }
  };
  const kill = async (): Promise<void> => {
    await execa(program, [...enter, 'sh', '-c', 'kill -KILL $(cat /run/second.pid); rm /run/second.pid']);
    if (existsSync(socket)) await rm(socket);
  };
  try {
    await writeFile(join(folder, 'daemon.json'), '{}');
    await start();
    const endpoint = { kind: 'unix', path: socket } as const;
    await loadStandIns(endpoint, ['alpine']);
    return await use({ ...engine, dockerHost, endpoint, env, kill, start });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
