import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Endpoint } from '../../src/docker/endpoint.ts';
import { obstacleToPrivateEngine } from '../../src/docker/private-needs.ts';
import {
  controlGroupOf,
  engineName,
  enginesFolder,
  removeRemains,
  removeStaleEngines,
} from '../../src/docker/private-remains.ts';
import { daemonEnvironment, exit, lastWords, noPrivateEngine } from '../../src/machine/dockerd.ts';
import { firstAnswer } from '../../src/machine/first-answer.ts';
import type { Problem } from '../../src/model/problem.ts';
import { enterScript, insideScript, pivotScript } from './private-script.ts';

export interface PrivateEngineOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Where the engine's folder is made; those that killed runs left there are removed. */
  readonly stateDirectory: string;
  /** The root file system that the engine's programs come from; the machine's own by default. */
  readonly root?: string;
}

/** Bytes that the path of a Unix socket can have (unix(7): 108 with the NUL). */
const SOCKET_PATH_MAX = 107;

/**
 * Starts an engine for this run alone, in namespaces of its own: network (with virtual eth0 and
 * eth1), processes and mounts. Nothing of it has a name outside; all of it ends when the engine is
 * disposed of or labproof ends, however that happens.
 */
export async function openPrivateEngine(options: PrivateEngineOptions): Promise<PrivateEngine | Problem> {
  const obstacle = obstacleToPrivateEngine(options);
  if (obstacle) return obstacle;
  await removeStaleEngines(options.stateDirectory);
  const directory = await makeDirectory(options.stateDirectory);
  const socket = join(directory, 'docker.sock');
  if (Buffer.byteLength(socket) > SOCKET_PATH_MAX) {
    await removeRemains(directory, basename(directory));
    return noPrivateEngine(
      `the path of its socket is too long: ${socket}`,
      'Choose a state directory with a shorter path.',
    );
  }
  const child = await start(directory, options);
  const endpoint: Endpoint = { kind: 'unix', path: socket };
  const answer = await firstAnswer(child, endpoint);
  const engine = new PrivateEngine(child, {
    endpoint,
    directory,
    ...(answer && { version: answer.Version, apiVersion: answer.ApiVersion }),
  });
  if (answer) return engine;
  const log = readFileSync(join(directory, 'log'), 'utf8');
  await engine[Symbol.asyncDispose]();
  return noPrivateEngine(`it did not start: ${lastWords(log)}`);
}

/** See `openPrivateEngine`. */
export class PrivateEngine implements AsyncDisposable {
  readonly kind = 'private';
  readonly endpoint: Endpoint;
  readonly version: string;
  readonly apiVersion: string;
  readonly enter: readonly string[];
  readonly folder = tmpdir();
  readonly dataRoot: string;
  readonly proc: string;
  /** Settles when the engine has ended, by itself or because it was disposed of. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #directory: string;

  constructor(child: ChildProcess, parts: Parts) {
    this.endpoint = parts.endpoint;
    this.version = parts.version ?? '';
    this.apiVersion = parts.apiVersion ?? '';
    this.enter = ['/bin/sh', join(parts.directory, 'enter')];
    this.dataRoot = join(parts.directory, 'data');
    this.proc = `/proc/${child.pid}/root/proc`;
    this.#child = child;
    this.#directory = parts.directory;
    this.ended = exit(child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.ref();
    this.#child.stdin?.destroy();
    await this.ended;
    await removeRemains(this.#directory, basename(this.#directory));
  }
}

interface Parts {
  readonly endpoint: Endpoint;
  readonly directory: string;
  readonly version?: string;
  readonly apiVersion?: string;
}

async function makeDirectory(stateDirectory: string): Promise<string> {
  const folder = enginesFolder(stateDirectory);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = await mkdtemp(join(folder, engineName('')));
  return temporary;
}

async function start(directory: string, { env, root = '/' }: PrivateEngineOptions): Promise<ChildProcess> {
  await Promise.all([
    mkdir(join(directory, 'data'), { mode: 0o711 }),
    mkdir(join(directory, 'mounts')),
    writeFile(join(directory, 'inside'), insideScript),
    writeFile(join(directory, 'pivot'), pivotScript),
    // Without systemd, which is outside, control groups are made as files.
    writeFile(
      join(directory, 'daemon.json'),
      JSON.stringify({
        'cgroup-parent': controlGroupOf(basename(directory)),
        'exec-opts': ['native.cgroupdriver=cgroupfs'],
      }),
    ),
  ]);
  const log = openSync(join(directory, 'log'), 'w');
  try {
    const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--propagation', 'private'];
    const argv = ['sh', join(directory, 'inside'), directory, root, ...mountsBelowSys()];
    // In a session of its own, so that Ctrl-C at the terminal leaves it to labproof to end it.
    const child = spawn('unshare', [...namespaces, ...argv], {
      stdio: ['pipe', log, log],
      detached: true,
      env: daemonEnvironment(env),
    });
    child.unref();
    (child.stdin as Socket | null)?.unref();
    const enter = join(directory, 'enter');
    await writeFile(`${enter}.new`, enterScript(child.pid ?? 0));
    await rename(`${enter}.new`, enter);
    return child;
  } finally {
    closeSync(log);
  }
}

/** The topmost mounts below /sys, such as the control groups, as proc_pid_mountinfo(5) lists them. */
function mountsBelowSys(): readonly string[] {
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((point) => point.startsWith('/sys/'));
  return [...new Set(points)].filter((point) => !points.some((other) => point.startsWith(`${other}/`)));
}
