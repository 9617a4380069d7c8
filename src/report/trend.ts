import type { Verdict } from '../model/verdict.ts';
import { worst } from '../run/judge.ts';

/** What an earlier run came to, as far as a trend shows it. */
export interface PastRun {
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly commit?: string | undefined;
  /** What the CI system calls the run that it was part of. */
  readonly ci?: string | undefined;
  readonly labs: readonly PastLab[];
}

export interface PastLab {
  /** As reports name it. */
  readonly file: string;
  readonly verdict: Verdict;
  readonly durationMs: number;
  readonly failed: number;
  readonly commands: number;
}

/** Runs that are shown beside the last one. */
const MOST = 30;

/**
 * The runs before the last one, and it, in the order of time: parts of one CI run together, and what
 * is a part of the last or came after it left out.
 */
export function trendOf(earlier: readonly PastRun[], last: PastRun): readonly PastRun[] {
  const runs = new Map<string, PastRun>();
  for (const run of [...earlier].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))) {
    if (run.startedAt >= last.startedAt || (run.ci !== undefined && run.ci === last.ci)) continue;
    const key = run.ci ?? `at ${run.startedAt}`;
    const before = runs.get(key);
    runs.set(key, before ? { ...before, labs: together(before.labs, run.labs) } : run);
  }
  return [...[...runs.values()].slice(-MOST), last].map((run) => ({ ...run, labs: byFile(run.labs) }));
}

/** What a job reports that was run again counts in the place of what it reported before. */
function together(before: readonly PastLab[], again: readonly PastLab[]): readonly PastLab[] {
  const files = new Set(again.map(({ file }) => file));
  return [...before.filter(({ file }) => !files.has(file)), ...again];
}

/** A lab that was run on several engines is as good as on the worst of them. */
function byFile(labs: readonly PastLab[]): readonly PastLab[] {
  const files = new Map<string, PastLab>();
  for (const lab of labs) {
    const other = files.get(lab.file);
    files.set(
      lab.file,
      other
        ? {
            file: lab.file,
            verdict: worst([lab.verdict, other.verdict]),
            durationMs: Math.max(lab.durationMs, other.durationMs),
            failed: lab.failed + other.failed,
            commands: lab.commands + other.commands,
          }
        : lab,
    );
  }
  return [...files.values()];
}

/** Of one lab, in the order of time; undefined where a run did not have it. */
export type Course = readonly { readonly run: PastRun; readonly lab: PastLab | undefined }[];

export const courseOf = (runs: readonly PastRun[], file: string): Course =>
  runs.map((run) => ({ run, lab: run.labs.find((lab) => lab.file === file) }));

export interface Standing {
  readonly fails: boolean;
  /** The first run from which on it has been so; undefined when it has been so in all. */
  readonly since: PastRun | undefined;
  /** How many runs it has been so in, one after the other. */
  readonly runs: number;
}

/** Whether a lab fails now, and since when it has been so. */
export function standingOf(course: Course): Standing {
  const ran = course.filter(({ lab }) => lab !== undefined);
  const fails = ran.at(-1)?.lab?.verdict === 'failed';
  const other = ran.findLastIndex(({ lab }) => (lab?.verdict === 'failed') !== fails);
  return { fails, since: other < 0 ? undefined : ran[other + 1]?.run, runs: ran.length - 1 - other };
}

/** The time that a lab took in the middle of its earlier runs in which it did not fail. */
export function usualTime(course: Course): number | undefined {
  const times = course
    .slice(0, -1)
    .flatMap(({ lab }) => (lab && lab.verdict !== 'failed' ? [lab.durationMs] : []))
    .sort((a, b) => a - b);
  return times[Math.floor((times.length - 1) / 2)];
}
