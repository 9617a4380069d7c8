import type { RunEvent } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import { cacheKeys } from './cache-key.ts';
import { type CachedResult, readCached, trimCache, writeCached } from './cache-store.ts';
import { isLasting, located, portable, recordingOf } from './cached-lab.ts';
import type { EnginePlace } from './engine-places.ts';
import type { Job } from './jobs.ts';
import { DRAWING } from './lab-attempts.ts';
import type { RunSettings } from './run-options.ts';
import { judged } from './run-status.ts';

export interface CachedJob {
  readonly place: EnginePlace;
  readonly cached: CachedResult;
}

/** Results of earlier runs that stand for those of jobs, and what this run adds to them. */
export class RunCache {
  readonly #settings: RunSettings;
  readonly #keys: ReturnType<typeof cacheKeys>;
  readonly #known = new Map<Job, Map<EnginePlace, string | undefined>>();
  #broken = 0;
  #unkept: string | undefined;

  constructor(settings: RunSettings) {
    this.#settings = settings;
    this.#keys = cacheKeys(settings);
  }

  /** What a job came to in one of its places, where nothing has changed since and it would pass now. */
  async find(job: Job, places: readonly EnginePlace[]): Promise<CachedJob | undefined> {
    const { cache } = this.#settings;
    const known = new Map<EnginePlace, string | undefined>();
    this.#known.set(job, known);
    for (const place of places.filter(({ version }) => version === job.version)) {
      const key = await this.#keys(job, place);
      known.set(place, key);
      if (key === undefined || !cache?.reads) continue;
      const entry = await readCached(cache.directory, key);
      if (entry === 'broken') this.#broken += 1;
      else if (entry && this.#stands(entry)) return { place, cached: located(entry, job.plan.lab) };
    }
    return undefined;
  }

  /** Keeps what a job came to, if it may stand for later runs. */
  async keep(job: Job, place: EnginePlace, events: readonly RunEvent[]): Promise<void> {
    const key = this.#known.get(job)?.get(place);
    const recording = recordingOf(events, { pictured: this.#pictured });
    if (key === undefined || !recording || !isLasting(recording.result)) return;
    if (recording.notices.some(({ severity }) => severity === 'error')) return;
    try {
      await writeCached(this.#settings.cache!.directory, key, portable(recording, job.plan.lab));
    } catch (error) {
      this.#unkept ??= (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    }
  }

  /** To be called when all is kept: holds the folder to its size. What is to be said. */
  async close(): Promise<readonly Problem[]> {
    const { directory } = this.#settings.cache!;
    await trimCache(directory).catch(() => {});
    return [
      ...(this.#broken > 0
        ? [said(`${this.#broken} of the results in ${directory} can't be read, so those labs were run`)]
        : []),
      ...(this.#unkept === undefined
        ? []
        : [said(`results can't be kept in ${directory} (${this.#unkept})`, 'name another with --cache-dir')]),
    ];
  }

  get #pictured(): boolean {
    return this.#settings.reporters.some(({ name }) => DRAWING.has(name));
  }

  #stands({ result, pictured }: CachedResult): boolean {
    if (this.#pictured && !pictured) return false;
    return (
      judged({ results: [result], problem: undefined, broken: [], bugs: [] }, this.#settings).status === 0
    );
  }
}

const said = (message: string, hint?: string): Problem => ({
  severity: 'warning',
  code: 'cache',
  message,
  ...(hint === undefined ? {} : { hint }),
});
