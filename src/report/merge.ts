import type { EngineInfo, LabEngine, LabResult, RunEvent } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import { grouped } from '../text/grouped.ts';
import { mergedInfo } from './blob-parts.ts';
import type { Blob } from './blob-read.ts';
import { nameOfEngine } from './engine-facts.ts';

/**
 * The events of several runs as those of one, run after run: its duration is that of the longest,
 * as shards run side by side, and it was interrupted if one was or does not say how it ended.
 */
export function* mergeRuns(blobs: readonly Blob[]): Generator<RunEvent, void> {
  const starts = blobs.flatMap(({ events }) => events.filter((event) => event.type === 'run-started'));
  const ends = blobs.map(({ events }) => events.find((event) => event.type === 'run-finished'));
  const [first] = starts;
  const engines = severalEngines(blobs);
  if (first) {
    const files = starts.flatMap((start) => start.files);
    const engine = starts.find((start) => start.engine)?.engine;
    const run = mergedInfo([first.run, ...starts.map((start) => start.run)]);
    const on = engines.length > 0 ? { engines } : engine && { engine };
    yield { type: 'run-started', ...on, files, run };
  }
  const single = engines.length > 0 ? [] : starts.flatMap(({ engine }) => engine ?? []);
  for (const problem of [...mixedEngines(single), ...cutOff(blobs)]) {
    yield { type: 'notice', problem };
  }
  const labs: LabResult[] = [];
  for (const { events } of blobs) {
    const own = events.find((event) => event.type === 'run-started')?.run;
    for (const event of events) {
      if (event.type === 'run-started' || event.type === 'run-finished') continue;
      if (event.type === 'lab-finished') labs.push(event.result);
      yield event.type === 'lab-started' && own && blobs.length > 1 ? { ...event, run: own } : event;
    }
  }
  const durationMs = ends.reduce((longest, end) => Math.max(longest, end?.result.durationMs ?? 0), 0);
  const interrupted = ends.some((end) => end?.result.interrupted ?? true);
  yield { type: 'run-finished', result: { labs, durationMs, interrupted } };
}

/** The engines of labs that the runs together report on more than one; none where there is no such lab. */
function severalEngines(blobs: readonly Blob[]): readonly LabEngine[] {
  const labs = blobs.flatMap(({ events }) => events.filter((event) => event.type === 'lab-started'));
  const told = labs.flatMap(({ lab, engine }) => (engine ? [{ file: lab.file, engine }] : []));
  const byFile = [...grouped(told, ({ file }) => file).values()];
  if (!byFile.some((all) => new Set(all.map(({ engine }) => nameOfEngine(engine))).size > 1)) return [];
  return [...grouped(told, ({ engine }) => JSON.stringify(engine)).values()].map(([one]) => one!.engine);
}

function mixedEngines(engines: readonly EngineInfo[]): readonly Problem[] {
  const names = [...new Set(engines.map(({ kind, version }) => `${version} (${kind})`))];
  if (names.length < 2) return [];
  const message = `the runs used different engines: ${names.join(', ')}`;
  return [{ severity: 'warning', code: 'mixed-engines', message }];
}

function cutOff(blobs: readonly Blob[]): readonly Problem[] {
  return blobs
    .filter(({ events }) => !events.some(({ type }) => type === 'run-finished'))
    .map(({ name }) => ({
      severity: 'warning',
      code: 'cut-blob',
      message: `${name}: the run ended before it could say how`,
      hint: 'the job was killed or ran out of time; run it again',
    }));
}
