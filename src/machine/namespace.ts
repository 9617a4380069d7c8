import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { makeFolder } from '../docker/folder.ts';
import { obstacleToPrivateEngine } from '../docker/private-needs.ts';
import { enginesFolder, removeStaleEngines } from '../docker/private-remains.ts';
import type { Problem } from '../model/problem.ts';
import type { Machine } from './machine.ts';
import { type NamespaceOptions, startMachine } from './namespace-machine.ts';
import { switchScript } from './namespace-script.ts';

/**
 * Starts machines in namespaces of this Linux, side by side, plugged into one switch. Nothing of them
 * has a name outside; each ends when it is disposed of or labproof ends, however that happens.
 */
export async function openNamespaceMachines(
  options: NamespaceOptions,
): Promise<readonly Machine[] | Problem> {
  const obstacle = obstacleToPrivateEngine(options);
  if (obstacle) return obstacle;
  const { names, stateDirectory } = options;
  await makeFolder(enginesFolder(stateDirectory));
  const opening = openSwitch();
  const switchPid = opening.then((plug) => ('severity' in plug ? undefined : plug.pid));
  const run = randomBytes(6).toString('hex');
  const hosts = names.map((name, index) => ({ name, address: addressOf(index) }));
  // What of a machine needs no network is made while that is made.
  const [plug, started] = await Promise.all([
    opening,
    Promise.all(
      hosts.map((host, index) => startMachine({ ...options, ...host, run, index, hosts, switchPid })),
    ),
    removeStaleEngines(stateDirectory),
  ]);
  if (!('severity' in plug)) plug.end();
  const problem =
    'severity' in plug ? plug : started.find((machine): machine is Problem => 'severity' in machine);
  const machines = started.filter((machine): machine is Machine => !('severity' in machine));
  if (!problem) return machines;
  await Promise.all(machines.map((machine) => machine[Symbol.asyncDispose]()));
  return problem;
}

/** In 192.0.2.0/24, whose first address is the switch's. */
const addressOf = (index: number): string => `192.0.2.${10 + index}`;

interface Switch {
  readonly pid: number;
  /** To be called when the machines are plugged in: they keep it there. */
  end(): void;
}

async function openSwitch(): Promise<Switch | Problem> {
  const child: ChildProcess = spawn('unshare', ['--net', 'sh', '-c', switchScript], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin` },
  });
  let said = '';
  child.stderr!.on('data', (data: Buffer) => {
    said += data.toString();
  });
  child.stdin!.on('error', () => {});
  const gone = once(child, 'exit').then(
    () => 'gone',
    () => 'gone',
  );
  if ((await Promise.race([once(child.stdout!, 'data'), gone])) === 'gone')
    return {
      severity: 'error',
      code: 'private-engine',
      message: `no machine: no network for it: ${said.trim()}`,
    };
  return { pid: child.pid!, end: () => child.stdin!.destroy() };
}
