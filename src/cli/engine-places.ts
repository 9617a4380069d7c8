import type { Endpoint } from '../docker/endpoint.ts';
import type { EngineChoice } from '../docker/engine.ts';
import type { Machine } from '../machine/machine.ts';
import { openMachines } from '../machine/open.ts';
import type { EngineInfo, LabEngine } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import { nameOf } from './engines.ts';
import type { Job } from './jobs.ts';
import { machineOptions } from './laboratory-options.ts';
import type { RunSettings } from './run-options.ts';

/** Where labs are run: an engine, of a certain version where one is asked for. */
export interface EnginePlace {
  readonly choice: EngineChoice;
  readonly version: string | undefined;
  /** What is there, where it had to be looked at. */
  readonly engine?: LabEngine;
  /** Where that is reached; of a machine, where it was. */
  readonly endpoint?: Endpoint;
}

/** Where a verb that runs one lab runs it. */
export const firstPlace = ({
  engines: [choice],
  engineVersions: [version],
}: Pick<RunSettings, 'engines' | 'engineVersions'>): EnginePlace => ({ choice, version });

/**
 * The places that the jobs can be run in. Where versions or results of earlier runs have to be told apart, each engine
 * is opened to see what it is; a version that none of them has is a problem. None, when it was interrupted.
 */
export async function findPlaces(
  jobs: readonly Job[],
  settings: RunSettings,
  signal: AbortSignal,
): Promise<readonly EnginePlace[] | Problem> {
  const versions = [...new Set(jobs.map(({ version }) => version))];
  const all = versions.flatMap((version) => settings.engines.map((choice) => ({ choice, version })));
  if (all.length < 2 && !settings.cache) return all;
  const looked = await Promise.all(
    all.map(async (place) => ({ version: place.version, found: await lookAt(place, settings) })),
  ).catch((error: unknown) => {
    // A terminal that interrupts us interrupts what we have started, too.
    if (signal.aborted) return [];
    throw error;
  });
  if (signal.aborted) return [];
  const places = looked.flatMap(({ found }) => ('severity' in found ? [] : [found]));
  const missing = versions.filter((version) => !places.some((place) => place.version === version));
  if (missing.length === 0) return places;
  const problems = looked.flatMap(({ version, found }) =>
    'severity' in found && missing.includes(version) ? [found] : [],
  );
  return {
    severity: 'error',
    code: 'engine-version',
    message: problems.map(({ message }) => message).join('; '),
    hint: [...new Set(problems.flatMap(({ hint }) => hint ?? []))].join(' Or: '),
  };
}

async function lookAt(place: EnginePlace, settings: RunSettings): Promise<EnginePlace | Problem> {
  if (place.version === undefined && !settings.cache) return place;
  const machines = await openMachines({ ...machineOptions(settings, place), names: ['lab'] });
  if ('severity' in machines) {
    // There may be labs that need none.
    if (place.version === undefined) return place;
    const { message, code } = machines;
    const isSaid = code === 'engine-version';
    return { ...machines, message: isSaid ? message : `docker ${place.version} can't be had: ${message}` };
  }
  const [machine] = machines as readonly [Machine];
  await machine[Symbol.asyncDispose]();
  return { ...place, engine: labEngine(machine, place, settings), endpoint: machine.endpoint };
}

/** What a lab runs on and, in a pool, where that is. */
export function labEngine(
  machine: Machine,
  { choice, version }: EnginePlace,
  { engines }: Pick<RunSettings, 'engines'>,
): LabEngine {
  return {
    ...infoOf(machine),
    ...(engines.length > 1 && { name: nameOf(choice) ?? String(choice) }),
    ...(version !== undefined && { asked: version }),
  };
}

export const infoOf = ({ kind, version, backend }: Machine): EngineInfo => ({
  kind,
  version,
  ...(backend === 'host' ? {} : { backend }),
});
