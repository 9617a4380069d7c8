import { machinesOn } from '../docker/engine.ts';
import type { EngineInfo, LabEngine, LabResult, RunEvent, RunInfo } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import type { RunningLab } from '../report/reporter.ts';
import { orderedLanes } from '../run/event-order.ts';
import { machinesOf } from '../run/lab-machines.ts';
import { runScheduled } from '../run/schedule.ts';
import { replayed } from './cached-lab.ts';
import { type EnginePlace, findPlaces } from './engine-places.ts';
import type { Job } from './jobs.ts';
import { type AttemptContext, runAttempts } from './lab-attempts.ts';
import { Reporters } from './outputs.ts';
import { RunCache } from './run-cache.ts';
import type { RunSettings } from './run-options.ts';
import type { Outcome } from './run-status.ts';
import { conflictsOn } from './shared-engine.ts';

export interface LabsRun {
  readonly settings: RunSettings;
  /** The command line, for the head of reports. */
  readonly title: string;
  readonly signal: AbortSignal;
  readonly info: RunInfo;
  /** What is to be said of the run as a whole. */
  readonly notices: readonly Problem[];
  /** Told the events in the order of the reports. */
  readonly listener?: (event: RunEvent) => void;
  /** Who looks on while labs run. */
  readonly watched?: Pick<AttemptContext, 'terminal' | 'opened' | 'paused'>;
}

/** The outcome of a run and which of its labs ran to their end. */
export interface LabsOutcome extends Outcome {
  readonly whole: readonly LabResult[];
}

/** Runs labs, as many side by side as there are workers, and reports them in their order. */
export async function runLabs(
  jobs: readonly Job[],
  { settings, title, signal, info, notices, listener, watched }: LabsRun,
): Promise<LabsOutcome> {
  const began = performance.now();
  const reporters = new Reporters(settings, title);
  const report = (event: RunEvent): void => {
    reporters.event(event);
    listener?.(event);
  };
  const lanes = orderedLanes(jobs.length, report);
  const results: (LabResult | undefined)[] = jobs.map(() => undefined);
  const whole: LabResult[] = [];
  const running = new Map<number, RunningLab>();
  const failed = jobs.map(() => 0);
  let started = false;
  let problem = tooLarge(jobs, settings.engines);
  const bugs: unknown[] = [];

  const begin = (engine?: EngineInfo, engines?: readonly LabEngine[]): void => {
    if (started) return;
    started = true;
    const files = jobs.map(({ plan }) => plan.lab.file);
    report({ type: 'run-started', files, run: info, ...(engine && { engine }), ...(engines && { engines }) });
    for (const notice of notices) report({ type: 'notice', problem: notice });
  };
  if (jobs.length === 0) begin();

  const show = (index: number, doing: string | undefined): void => {
    const { file } = jobs[index]!.plan.lab;
    if (doing === undefined) running.delete(index);
    else running.set(index, { file, doing });
    const inOrder = [...running].sort(([a], [b]) => a - b).map(([, lab]) => lab);
    if (settings.workers > 1) reporters.running(inOrder);
  };
  const paused =
    watched?.paused &&
    ((...failure: Parameters<typeof watched.paused>): Promise<boolean> => {
      reporters.running([]);
      return watched.paused!(...failure);
    });
  const bailed = (): boolean => failed.reduce((sum, n) => sum + n, 0) >= settings.bail;

  const cache = settings.cache && new RunCache(settings);
  /** Tells of jobs that need not be run again; which they are. */
  const tellCached = async (places: readonly EnginePlace[]): Promise<ReadonlySet<number>> => {
    if (!cache) return new Set();
    const found = await Promise.all(jobs.map((job) => cache.find(job, places)));
    for (const [index, { place, cached } = {}] of found.entries()) {
      if (!cached) continue;
      begin(place?.engine && engineOf(place.engine));
      for (const event of replayed(jobs[index]!.plan.lab, cached)) {
        lanes[index]!.event(event);
        if (event.type !== 'lab-finished') continue;
        results[index] = event.result;
        whole.push(event.result);
      }
      lanes[index]!.close();
    }
    return new Set([...found.keys()].filter((index) => found[index]));
  };

  const runOne = async (index: number, place: EnginePlace): Promise<void> => {
    show(index, 'getting ready');
    const events: RunEvent[] = [];
    try {
      const result = await runAttempts(jobs[index]!.plan, {
        ...watched,
        ...(paused && { paused }),
        settings,
        place,
        signal,
        emit: (event) => {
          if (cache) events.push(event);
          lanes[index]!.event(event);
        },
        observe: (event) => {
          const doing = doingOf(event);
          if (doing !== undefined) show(index, doing);
        },
        engineOpened: begin,
        broke: (error) => bugs.push(error),
        bails: (n) => {
          failed[index] = n;
          return bailed();
        },
      });
      if (result === undefined) return;
      if ('severity' in result) problem ??= result;
      else {
        results[index] = result;
        if (!signal.aborted) whole.push(result);
        if (!signal.aborted) await cache?.keep(jobs[index]!, place, events);
      }
    } finally {
      lanes[index]!.close();
      show(index, undefined);
    }
  };

  try {
    const places = problem ?? (await findPlaces(jobs, settings, signal));
    if ('severity' in places) problem = places;
    else {
      const engines = enginesOf(places);
      if (engines.length > 1) begin(undefined, engines);
      // In one working directory labs come one after the other.
      const workers = settings.workdir === undefined ? settings.workers : 1;
      const conflicts =
        workers > 1
          ? await Promise.all(places.map((place) => conflictsOn(place.choice, plansIn(place, jobs))))
          : [];
      const unchanged = await tellCached(places);
      await runScheduled(
        [...jobs.keys()].filter((index) => !unchanged.has(index)),
        {
          workers,
          places: places.length,
          weight: (index) => machinesOf(jobs[index]!.plan),
          room: (place) => machinesOn(places[place]!.choice),
          fits: (index, place) => jobs[index]!.version === places[place]!.version,
          conflicts: (a, b, place) => conflicts[place]?.(jobs[a]!.plan, jobs[b]!.plan) ?? false,
          run: (index, place) => runOne(index, places[place]!),
          stopped: () => signal.aborted || problem !== undefined || bailed(),
        },
      );
    }
  } finally {
    for (const lane of lanes) lane.close();
    const labs = results.filter((result) => result !== undefined);
    const remarks = (await cache?.close()) ?? [];
    if (started) {
      for (const remark of remarks) report({ type: 'notice', problem: remark });
      const result = { labs, durationMs: performance.now() - began, interrupted: signal.aborted };
      report({ type: 'run-finished', result });
    }
    reporters.finish();
  }
  return {
    results: results.filter((result) => result !== undefined),
    whole,
    problem,
    bugs,
    broken: reporters.broken,
  };
}

/** A lab that would never be started, since no engine holds as many machines as it has. */
function tooLarge(jobs: readonly Job[], engines: RunSettings['engines']): Problem | undefined {
  const most = Math.max(...engines.map(machinesOn));
  const plan = jobs.map((job) => job.plan).find((one) => machinesOf(one) > most);
  return (
    plan && {
      severity: 'error',
      code: 'engine-pool',
      message: `${plan.lab.file} has ${machinesOf(plan)} machines, and no engine of the pool holds more than ${most} at a time`,
      hint: `--engine-pool NAME=${machinesOf(plan)}`,
    }
  );
}

/** Those of several versions that labs are run on; a pool of one version is none of these. */
function enginesOf(places: readonly EnginePlace[]): readonly LabEngine[] {
  const versions = new Set(places.map(({ version }) => version).filter((version) => version !== undefined));
  return versions.size < 2 ? [] : places.flatMap(({ engine }) => engine ?? []);
}

const engineOf = ({ kind, version, backend }: LabEngine): EngineInfo => ({
  kind,
  version,
  ...(backend && { backend }),
});

const plansIn = ({ version }: EnginePlace, jobs: readonly Job[]) =>
  jobs.filter((job) => job.version === version).map(({ plan }) => plan);

function doingOf(event: RunEvent): string | undefined {
  if (event.type === 'command-started') return event.command.typed;
  return event.type === 'cleanup-started' ? 'removing what it made' : undefined;
}
