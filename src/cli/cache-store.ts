import { readdir, readFile, rm, rmdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { LabEngine, LabResult, RunEvent } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import { writeStateFile } from './state-file.ts';

/** Bytes that results may take; those that were not used for longest go first. */
const MOST_BYTES = 256 * 1024 * 1024;

/** What a lab came to, to be told again. */
export interface CachedResult {
  /** When it was run, ISO 8601 in UTC. */
  readonly at: string;
  readonly engine?: LabEngine;
  readonly result: LabResult;
  readonly topologies: readonly CachedTopology[];
  readonly notices: readonly Problem[];
  /** A reporter that draws the lab's networks was there. */
  readonly pictured: boolean;
}

export interface CachedTopology
  extends Pick<Extract<RunEvent, { type: 'topology' }>, 'networks' | 'containers'> {
  /** How many steps had finished by then. */
  readonly after: number;
}

const list = v.array(v.looseObject({}));

/** The shape of what reports go through; the rest was written by this version's own types. */
const Entry = v.looseObject({
  version: v.literal(1),
  at: v.pipe(v.string(), v.isoTimestamp()),
  result: v.looseObject({
    verdict: v.picklist(['passed', 'drifted']),
    steps: list,
    commands: v.array(v.looseObject({ id: v.number(), checks: list, differences: list, acceptances: list })),
    cleanup: v.looseObject({ made: list, removed: list, left: list }),
    problems: list,
  }),
  notices: list,
  topologies: v.array(v.looseObject({ after: v.number(), networks: list, containers: list })),
  pictured: v.boolean(),
});

const FILE = /^[0-9a-f]{64}\.json$/;
/** What a run that was killed was writing. */
const UNFINISHED = /^\.[0-9a-f]{64}\.json\./;

const nameOf = (key: string): string => `${key}.json`;

/** The result under a key; 'broken' where there is one that can't be read. */
export async function readCached(folder: string, key: string): Promise<CachedResult | 'broken' | undefined> {
  const path = join(folder, nameOf(key));
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' || error.code === 'ENOTDIR' ? undefined : 'broken',
  );
  if (text === undefined) return undefined;
  try {
    const entry = v.parse(Entry, JSON.parse(text));
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    return entry as unknown as CachedResult;
  } catch {
    return 'broken';
  }
}

/** Keeps a result. Rejects where it can't be written. */
export async function writeCached(folder: string, key: string, result: CachedResult): Promise<void> {
  await writeStateFile(folder, nameOf(key), JSON.stringify({ version: 1, ...result }));
}

/** Removes what was not used for longest, until the rest takes no more than `bytes`. */
export async function trimCache(folder: string, bytes = MOST_BYTES): Promise<void> {
  const files = await filesOf(folder);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((a, b) => a.usedAt - b.usedAt)) {
    if (total <= bytes) return;
    await rm(path, { force: true });
    total -= size;
  }
}

export interface CacheSize {
  readonly results: number;
  readonly bytes: number;
}

export async function cacheSize(folder: string): Promise<CacheSize> {
  const files = await filesOf(folder);
  return { results: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** Removes all results, and the folder if nothing else is in it. */
export async function removeCache(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (FILE.test(name) || UNFINISHED.test(name)) await rm(join(folder, name), { force: true });
  await rmdir(folder).catch(() => {});
}

async function filesOf(folder: string) {
  const names = (await readdir(folder).catch(() => [])).filter((name) => FILE.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      return found ? [{ path, size: found.size, usedAt: found.mtimeMs }] : [];
    }),
  );
  return files.flat();
}
