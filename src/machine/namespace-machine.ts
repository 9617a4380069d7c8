import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import {
  engineName,
  enginesFolder,
  keepEngine,
  removeRemains,
  sharedFolder,
} from '../docker/private-remains.ts';
import type { Problem } from '../model/problem.ts';
import { localPlace } from '../session/local-place.ts';
import { usableCallGuard } from './call-guard.ts';
import { lackingCapabilities } from './capabilities.ts';
import { daemonEnvironment, exit, lastWords, noPrivateEngine } from './dockerd.ts';
import { engineScript } from './engine-script.ts';
import { firstAnswer } from './first-answer.ts';
import { lowerMounts } from './lower-mounts.ts';
import type { Machine } from './machine.ts';
import { makeDisk } from './namespace-disk.ts';
import { makeGroups } from './namespace-groups.ts';
import { enterScript, initScript, runcScript } from './namespace-init.ts';
import { bootScript, guardScript, plugScript } from './namespace-script.ts';

export interface NamespaceOptions {
  /** Hostnames, at least one. */
  readonly names: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where the machines' folders are made; what killed runs left there is removed. */
  readonly stateDirectory: string;
  /** The root file system that the engine's programs come from; the computer's own by default. */
  readonly root?: string;
}

export interface StartOptions extends NamespaceOptions {
  /** Names the machines that are opened together. */
  readonly run: string;
  readonly name: string;
  readonly address: string;
  /** 0-based among the machines of one switch. */
  readonly index: number;
  readonly hosts: readonly { readonly name: string; readonly address: string }[];
  /** Undefined where there is none. */
  readonly switchPid: Promise<number | undefined>;
}

/** Bytes that the path of a Unix socket can have (unix(7): 108 with the NUL); labs' own are below. */
const SOCKET_PATH_MAX = 107;

export async function startMachine(options: StartOptions): Promise<Machine | Problem> {
  const { stateDirectory, env, root, name, address, index, hosts } = options;
  const directory = await mkdtemp(join(enginesFolder(stateDirectory), engineName('')));
  const share = sharedFolder(basename(directory));
  const socket = join(share, 'docker.sock');
  if (Buffer.byteLength(socket) > SOCKET_PATH_MAX) {
    await removeRemains(directory, basename(directory));
    return noPrivateEngine(
      `the path of its socket is too long: ${socket}`,
      'Choose a folder for temporary files (TMPDIR) with a shorter path.',
    );
  }
  const [groups, switchPid, callGuard, failure] = await Promise.all([
    makeGroups(basename(directory)),
    options.switchPid,
    usableCallGuard(),
    makeDisk(directory, share).then(
      () => undefined,
      (error: Error) => error,
    ),
  ]);
  if (switchPid === undefined || failure) {
    await removeRemains(directory, basename(directory));
    return noPrivateEngine(failure ? failure.message : 'there is no network for it');
  }
  const settings = {
    name,
    share,
    socket,
    log: join(share, 'engine.log'),
    hidden: enginesFolder(stateDirectory),
    engine_root: root ?? '',
    lacking: lackingCapabilities(),
    unified: groups.unified,
    guarded: groups.guarded ? 'yes' : '',
    unified_below: groups.unified === 'only' ? '' : '/unified',
  };
  const files: Readonly<Record<string, string>> = {
    settings: Object.entries(settings)
      .map(([key, value]) => `${key}='${value}'\n`)
      .join(''),
    hosts: [
      '127.0.0.1 localhost',
      '::1 localhost',
      ...hosts.map((host) => `${host.address} ${host.name}`),
      '',
    ].join('\n'),
    lower: lowerMounts(stateDirectory)
      .map((path) => `${path}\n`)
      .join(''),
    guard: guardScript(callGuard),
    plug: plugScript,
    boot: bootScript,
    init: initScript,
    engine: engineScript,
    runc: runcScript,
  };
  await Promise.all(Object.entries(files).map(([file, text]) => writeFile(join(directory, file), text)));
  const child = guard(
    directory,
    [directory, String(switchPid), String(index), address, ...groups.paths],
    env,
  );
  const endpoint = { kind: 'unix', path: socket } as const;
  const answer = await firstAnswer(child, endpoint);
  let kept = false;
  const end = async (): Promise<void> => {
    if (kept) return;
    child.ref();
    child.stdin?.destroy();
    await exit(child);
    await removeRemains(directory, basename(directory));
  };
  if (!answer) {
    const said = ['log', settings.log].map((file) => readText(resolve(directory, file))).join('');
    await end();
    return noPrivateEngine(`it did not start: ${lastWords(said)}`);
  }
  const pid = Number(readFileSync(join(directory, 'pid'), 'utf8'));
  const enter = join(directory, 'enter');
  await Promise.all([
    writeFile(enter, enterScript(pid, groups.paths, callGuard)),
    writeFile(join(share, 'served'), ''),
  ]);
  const prefix = ['/bin/sh', enter];
  return {
    kind: 'private',
    backend: 'namespace',
    name,
    address,
    endpoint,
    version: answer.Version,
    apiVersion: answer.ApiVersion,
    enter: prefix,
    folder: share,
    proc: `/proc/${pid}/root/proc`,
    dataRoot: `/proc/${pid}/root/var/lib/docker`,
    place: localPlace(prefix, share),
    keep: async (folder) => {
      const keptAt = new Date().toISOString();
      await keepEngine(directory, { run: options.run, hostname: name, keptAt, pid, folder });
      kept = true;
      child.stdin!.end('keep\n');
      return `labproof machine shell ${options.run}/${name}`;
    },
    [Symbol.asyncDispose]: end,
  };
}

function guard(directory: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const log = openSync(join(directory, 'log'), 'w');
  try {
    // In a session of its own, so that Ctrl-C at the terminal leaves it to labproof to end it.
    const child = spawn('sh', [join(directory, 'guard'), ...args], {
      stdio: ['pipe', log, log],
      detached: true,
      env: daemonEnvironment(env),
    });
    child.unref();
    child.stdin!.on('error', () => {});
    (child.stdin as { unref?: () => void } | null)?.unref?.();
    return child;
  } finally {
    closeSync(log);
  }
}

const readText = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
