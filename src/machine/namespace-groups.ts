import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { controlGroupOf } from '../docker/private-remains.ts';
import { guardKernel } from './kernel-guard.ts';

/** The control groups that a machine's processes are put into, made and bounded. */
export interface Groups {
  readonly paths: readonly string[];
  /** Whether there is a tree of version 2, and whether it is the only one. */
  readonly unified: '' | 'beside' | 'only';
  /** Whether what all share is held however a process of the machine reaches for it; see `guardKernel`. */
  readonly guarded: boolean;
}

/** Processes and threads at most: a fork bomb ends there, and the engine with many containers does not. */
const PIDS = 8192;
/** Of the computer's memory. */
const MEMORY = 0.75;
/** Devices that no process of a machine may open: disks, memory, ports, the kernel's log, consoles, what makes disks (devices.txt). */
const FORBIDDEN = ['b *:*', 'c 1:1', 'c 1:2', 'c 1:4', 'c 1:11', 'c 4:*', 'c 7:*', 'c 10:237'].map(
  (device) => `${device} rw`,
);

/** Below the group with the bounds, which a machine can't see that has its root here. */
const INNER = 'machine';

export async function makeGroups(name: string): Promise<Groups> {
  const trees = controlTrees();
  const guarded = await Promise.all(trees.map((tree) => makeGroup(tree, controlGroupOf(name))));
  const version2 = trees.filter(({ version }) => version === 2).length;
  return {
    paths: trees.map(({ path, version }) =>
      join(path, controlGroupOf(name), ...(version === 2 ? [INNER] : [])),
    ),
    unified: version2 === 0 ? '' : version2 === trees.length ? 'only' : 'beside',
    guarded: guarded.includes(true),
  };
}

interface Tree {
  readonly path: string;
  readonly version: 1 | 2;
}

/** As proc_pid_mountinfo(5) lists them. */
function controlTrees(): readonly Tree[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .flatMap((line): readonly Tree[] => {
      const path = line.split(' ')[4] ?? '';
      const type = / - (cgroup2?) /.exec(line)?.[1];
      return type === undefined ? [] : [{ path, version: type === 'cgroup2' ? 2 : 1 }];
    });
}

/** Whether it is guarded. */
async function makeGroup({ path, version }: Tree, name: string): Promise<boolean> {
  const group = join(path, name);
  // A tree may be mounted at several places.
  await mkdir(group, { recursive: true });
  const set = (file: string, value: string) =>
    // A controller that is not there has nothing to bound.
    writeFile(join(group, file), value, { flag: 'r+' }).catch(() => {});
  if (version === 2) {
    await set('pids.max', String(PIDS));
    await set('memory.max', String(Math.floor(totalmem() * MEMORY)));
    const controllers = await readFile(join(group, 'cgroup.controllers'), 'utf8');
    await set('cgroup.subtree_control', controllers.trim().replace(/\S+/g, '+$&'));
    await mkdir(join(group, INNER), { recursive: true });
    return guardKernel(group);
  }
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    const value = await readFile(join(path, file), 'utf8').catch(() => undefined);
    if (value !== undefined) await set(file, value);
  }
  await set('pids.max', String(PIDS));
  await set('memory.limit_in_bytes', String(Math.floor(totalmem() * MEMORY)));
  for (const device of FORBIDDEN) await set('devices.deny', device);
  return false;
}
