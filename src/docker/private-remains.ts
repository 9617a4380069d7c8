import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { processNumbering, startTicks } from './process-identity.ts';
import { workTime } from './work-time.ts';

/** How long, in ms, what is busy is tried again to be removed, and how often. */
const BUSY_DEADLINE = 15_000;
const BUSY_DELAY = 50;

const GROUP_PREFIX = 'labproof-';

/** The folder of a state directory that holds one folder for each private engine. */
export function enginesFolder(stateDirectory: string): string {
  return join(stateDirectory, 'engines');
}

/** What `engineName` gives, with what mkdtemp(3) puts behind it: the source of a pattern. */
export const ENGINE_NAME = String.raw`\d+-\d+-\d{7,}-\w{6}`;

/** A folder name that says which process owns the engine or the folder, even after that process is gone. */
export function engineName(random: string): string {
  return `${process.pid}-${startTicks(process.pid)}-${processNumbering()}-${random}`;
}

export interface StaleEngines {
  /** Names of those that are gone. */
  readonly removed: readonly string[];
  /** Those of which something could not be removed. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

/**
 * Removes what private engines whose labproof was killed left: data and control groups. (Their
 * processes, mounts and network cards ended with labproof.) Never rejects.
 */
export async function removeStaleEngines(stateDirectory: string): Promise<StaleEngines> {
  const folder = enginesFolder(stateDirectory);
  const names = await readdir(folder).catch(() => []);
  const kept = new Set((await keptEngines(stateDirectory)).map(({ name }) => name));
  const stale = [...new Set([...names, ...groupNames()])].filter(
    (name) => !ownerLives(name) && !kept.has(name),
  );
  const reasons = await Promise.all(
    stale.map((name) =>
      removeRemains(join(folder, name), name).then(
        () => undefined,
        (error: Error) => error.message,
      ),
    ),
  );
  return {
    removed: stale.filter((_, index) => reasons[index] === undefined),
    left: stale.flatMap((name, index) => {
      const why = reasons[index];
      return why === undefined ? [] : [{ name, why }];
    }),
  };
}

/** A machine that its labproof has left there on purpose. */
export interface KeptEngine {
  /** Of its folder. */
  readonly name: string;
  readonly directory: string;
  /** As they were written down by `keepEngine`. */
  readonly record: KeptRecord;
}

export interface KeptRecord {
  /** What machines have in common that were opened together. */
  readonly run: string;
  readonly hostname: string;
  readonly keptAt: string;
  /** The process that the machine ends with. */
  readonly pid: number;
  readonly started: string;
  /** Where its lab worked. */
  readonly folder: string;
}

const KEPT_FILE = 'kept';

/** From now on the machine is not taken for one that was forgotten. */
export async function keepEngine(directory: string, record: Omit<KeptRecord, 'started'>): Promise<void> {
  const started = startTicks(record.pid) ?? '';
  // All of it or nothing: labproof may be killed meanwhile.
  const file = join(directory, KEPT_FILE);
  await writeFile(`${file}.new`, JSON.stringify({ ...record, started }));
  await rename(`${file}.new`, file);
}

/** Those that still run; the others are left to `removeStaleEngines`. */
export async function keptEngines(stateDirectory: string): Promise<readonly KeptEngine[]> {
  const folder = enginesFolder(stateDirectory);
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name): Promise<readonly KeptEngine[]> => {
      const directory = join(folder, name);
      const text = await readFile(join(directory, KEPT_FILE), 'utf8').catch(() => undefined);
      const record = text === undefined ? undefined : (JSON.parse(text) as KeptRecord);
      return record && startTicks(record.pid) === record.started ? [{ name, directory, record }] : [];
    }),
  );
  return found.flat();
}

/** Ends a machine that was kept, and removes what it had. */
export async function endKeptEngine({ name, directory, record }: KeptEngine): Promise<void> {
  process.kill(record.pid, 'SIGKILL');
  for (let wait = 0; startTicks(record.pid) === record.started && wait < KILL_DEADLINE; wait += BUSY_DELAY)
    await setTimeout(BUSY_DELAY);
  await removeRemains(directory, name);
}

/** In ms. */
const KILL_DEADLINE = 10_000;

const CONTEXT_PREFIX = `${GROUP_PREFIX}context-`;

/** How a copy of a build context begins, as `mkdtemp` takes it. */
export const contextFolder = (): string => join(tmpdir(), `${CONTEXT_PREFIX}${engineName('')}`);

/** Removes the copies of build contexts that killed runs left. */
export async function removeStaleContexts(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  const stale = names.filter(
    (name) => name.startsWith(CONTEXT_PREFIX) && !ownerLives(name.slice(CONTEXT_PREFIX.length)),
  );
  await Promise.all(stale.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })));
}

/**
 * The folder that a machine and labproof both see. Its path is short, as sockets are below it whose
 * paths are bounded (unix(7)), and a user's state directory may be anywhere.
 */
export function sharedFolder(name: string): string {
  return join(tmpdir(), `${GROUP_PREFIX}${name}`);
}

/** Whether a socket is that of a machine's engine, and the machine is gone with all that it had. */
export function isOfEndedMachine(socket: string): boolean {
  return /^labproof-\d+-\d+-/.test(basename(dirname(socket))) && !existsSync(socket);
}

/**
 * Removes the folders and control groups of an engine that has ended. Rejects when something of it stays busy: a
 * helper of a killed labproof may be about to mount, and processes about to end.
 */
export async function removeRemains(directory: string, name: string): Promise<void> {
  await Promise.all(groupTrees().map((tree) => removeGroup(join(tree, controlGroupOf(name)))));
  const folders = [sharedFolder(name), directory];
  await untilNotBusy(async () => {
    // The shared folder is on the disk. What is busy for a moment still is gone for everybody else.
    for (const folder of [sharedFolder(name), join(directory, 'disk')]) await unmount(folder);
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
}

/** What two do at once, or somebody has not yet let go of. */
const BUSY = new Set(['EBUSY', 'ENOTEMPTY']);

/** Tries again while that can help. */
async function untilNotBusy(attempt: () => Promise<void>): Promise<void> {
  for (const until = workTime.now() + BUSY_DEADLINE; ; await setTimeout(BUSY_DELAY)) {
    try {
      return await attempt();
    } catch (error) {
      if (!BUSY.has((error as NodeJS.ErrnoException).code ?? '') || workTime.now() > until) throw error;
    }
  }
}

/** Nothing happens where nothing is mounted; what is mounted several times is all taken away. */
async function unmount(folder: string): Promise<void> {
  const real = (await realpath(folder).catch(() => folder)).replaceAll(' ', '\\040');
  const count = readFileSync('/proc/self/mountinfo', 'utf8').split(` ${real} `).length - 1;
  for (let mounted = count; mounted > 0; mounted -= 1) {
    const child = spawn('umount', ['-l', folder], { stdio: 'ignore', detached: true });
    await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  }
}

/** The control group below which an engine's containers are. */
export function controlGroupOf(name: string): string {
  return `/${GROUP_PREFIX}${name}`;
}

/** Whoever has numbers of his own for processes, as in a container that shares the folder, removes his own. */
function ownerLives(name: string): boolean {
  const [pid, start, numbering = ''] = name.split('-');
  if (/^\d{7,}$/.test(numbering) && numbering !== processNumbering()) return true;
  return start !== undefined && startTicks(Number(pid)) === start;
}

/** In version 1 each controller has a tree of its own, in version 2 there is one. */
function groupTrees(): readonly string[] {
  const root = '/sys/fs/cgroup';
  return [root, ...foldersIn(root).map((name) => join(root, name))];
}

/** None for a folder that is not there, or no longer. */
function foldersIn(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Names of engines that have control groups. */
function groupNames(): readonly string[] {
  return groupTrees()
    .flatMap(foldersIn)
    .filter((name) => name.startsWith(GROUP_PREFIX))
    .map((name) => name.slice(GROUP_PREFIX.length));
}

/** Control groups are removed from the leaves up; their files cannot be, and need not. */
async function removeGroup(path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  await Promise.all(entries.filter((e) => e.isDirectory()).map((e) => removeGroup(join(path, e.name))));
  // What is frozen (version 1) cannot end.
  await writeFile(join(path, 'freezer.state'), 'THAWED', { flag: 'r+' }).catch(() => {});
  await untilNotBusy(async () => {
    // Its processes were killed and are about to end.
    await rmdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EBUSY') throw error;
    });
  });
}
