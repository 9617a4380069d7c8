import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import type { LabResult } from '../model/event.ts';
import type { Lab } from '../model/lab.ts';
import { grouped } from '../text/grouped.ts';
import { keepResults } from './last-results.ts';
import { type RunSettings, stateDirectory } from './run-options.ts';
import { writeStateFile } from './state-file.ts';

/** What earlier runs have shown of each lab, by absolute path. */
export type History = ReadonlyMap<string, PastLab>;

export interface PastLab {
  /** Of the last whole run; absent when there was none. */
  readonly durationMs?: number | undefined;
  readonly failed: boolean;
  /** When it was run last, in ms since 1970. */
  readonly at: number;
  /** The same of each version of engines that it was run on by name. */
  readonly engines?: Readonly<Record<string, PastJob>> | undefined;
}

type PastJob = Pick<PastLab, 'durationMs' | 'failed'>;

/** Whether a lab failed when it was run last on this version, or if it never was, when it was run last. */
export function failedLast(history: History, file: string, version: string | undefined): boolean {
  const past = history.get(resolve(file));
  return (version === undefined ? past?.failed : (past?.engines?.[version] ?? past)?.failed) === true;
}

/** How long a lab took on this version, or if that is not known, on another; see `PastLab`. */
export function durationOf(history: History, file: string, version: string | undefined): number | undefined {
  const past = history.get(resolve(file));
  return (version === undefined ? undefined : past?.engines?.[version]?.durationMs) ?? past?.durationMs;
}

/** Labs remembered; those that were not run for longest are forgotten. */
const MOST = 2_000;

const JOB = { durationMs: v.optional(v.number()), failed: v.boolean() };

const File = v.object({
  version: v.literal(1),
  labs: v.record(
    v.string(),
    v.object({ ...JOB, at: v.number(), engines: v.optional(v.record(v.string(), v.object(JOB))) }),
  ),
});

/** The history of a state directory; empty when there is none that can be read. */
export async function readHistory(directory: string): Promise<History> {
  try {
    const file = v.parse(File, JSON.parse(await readFile(join(directory, NAME), 'utf8')));
    return new Map(Object.entries(file.labs));
  } catch {
    return new Map();
  }
}

export interface Remembered {
  readonly results: readonly LabResult[];
  /** Only part of each lab was reported, which tells neither how long it takes nor that it passes. */
  readonly partial: boolean;
  /** Whether this run's durations count; see `--shard`. */
  readonly timed: boolean;
}

/**
 * Adds a run to the history. A history that can't be written is no trouble: it only orders and
 * selects later runs.
 */
export async function remember(directory: string, run: Remembered): Promise<void> {
  const labs = new Map(await readHistory(directory));
  const byPath = grouped(run.results, ({ file }) => resolve(file));
  for (const [path, results] of byPath) {
    const past = labs.get(path);
    const engines = { ...past?.engines };
    for (const result of results) {
      const asked = result.engine?.asked;
      if (asked !== undefined) engines[asked] = pastJob([result], { past: engines[asked], run });
    }
    const named = Object.keys(engines).length > 0 ? { engines } : {};
    labs.set(path, { ...pastJob(results, { past, run }), at: Date.now(), ...named });
  }
  const kept = [...labs].sort(([, a], [, b]) => b.at - a.at).slice(0, MOST);
  const text = JSON.stringify({ version: 1, labs: Object.fromEntries(kept) });
  await writeStateFile(directory, NAME, text).catch(() => {});
}

/** Of several engines the slowest tells how long it takes, and each that it fails. */
function pastJob(
  results: readonly LabResult[],
  { past, run }: { readonly past: PastJob | undefined; readonly run: Remembered },
): PastJob {
  const failed =
    results.some(({ verdict }) => verdict === 'failed') || (run.partial && past?.failed === true);
  const longest = Math.max(...results.map(({ durationMs }) => durationMs));
  const time = run.timed && !run.partial ? Math.round(longest) : past?.durationMs;
  return { ...(time === undefined ? {} : { durationMs: time }), failed };
}

/** The same, with what of a run's labs its settings let it tell. */
export async function rememberRun(
  { labs, results }: { readonly labs: readonly Lab[]; readonly results: readonly LabResult[] },
  { steps, grep, shard, bail }: Pick<RunSettings, 'steps' | 'grep' | 'shard' | 'bail'>,
): Promise<void> {
  const directory = stateDirectory(process.env);
  const partial = steps !== undefined || grep !== undefined;
  // Shards that are to fit together need the same durations, so what one shard takes is no news.
  const timed = shard === undefined && bail === Number.POSITIVE_INFINITY;
  await remember(directory, { results, partial, timed });
  await keepResults(directory, { labs, results, partial });
}

const NAME = 'history.json';
