import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { CleanupResult, EngineObject, Made } from '../model/verdict.ts';
import { removeImages, restoreTags } from './cleanup-images.ts';
import { ask, labelled, listPaths, note, remove, type Work } from './cleanup-work.ts';
import type { Endpoint } from './endpoint.ts';
import { Upstream } from './gateway/upstream.ts';
import { runLabel } from './gateway/view.ts';
import { removeFiles } from './host-files.ts';
import type { RunRecord, SwarmRecord } from './ledger-record.ts';
import { workLimit, workTime } from './work-time.ts';

export interface CleanupOptions {
  readonly endpoint: Endpoint;
  readonly runId: string;
  /** The key of its label, `labproof.run` by default. */
  readonly label?: string;
  /** The run's ledger, or what an interrupted run's says. */
  readonly ledger: RunRecord;
  readonly deadlineMs: number;
}

/**
 * Removes what the run made and nothing else: what carries its label, and what only the ledger
 * names, files of the computer included. Tags that the run moved go back. An object is `removed` when it is gone, whoever removed
 * it. Never rejects: what could not be removed in time is `left` with the reason.
 */
export async function cleanUp({
  endpoint,
  runId,
  label = runLabel,
  ledger,
  deadlineMs,
}: CleanupOptions): Promise<CleanupResult> {
  const startedAt = performance.now();
  await using upstream = new Upstream(endpoint);
  const work = begin(upstream, { runId, label, ledger, deadlineMs });
  const { left } = work;
  for (const object of ledger.made()) note(work, object);
  try {
    if (endpoint.kind !== 'none') {
      await answer(work);
      for (const stage of stages) await stage(work);
    }
  } catch (error) {
    const why = work.signal.aborted ? `not done within ${deadlineMs} ms` : (error as Error).message;
    for (const object of await present(work)) {
      if (!left.some(({ kind, id }) => kind === object.kind && id === object.id))
        left.push({ ...object, why });
    }
  }
  // Last: containers that are gone write nothing any more.
  const files = await removeFiles(ledger.files());
  const all = [...left, ...files.left];
  const isLeft = (object: Made) => all.some(({ kind, id }) => kind === object.kind && id === object.id);
  const made = [...work.made.values(), ...files.made];
  return {
    made,
    removed: made.filter((object) => !isLeft(object)),
    left: all,
    durationMs: performance.now() - startedAt,
  };
}

/** What of the run is on the engine now: what it made and has removed again is not. */
export async function presentObjects({
  endpoint,
  label = runLabel,
  ...options
}: CleanupOptions): Promise<readonly EngineObject[]> {
  if (endpoint.kind === 'none') return [];
  await using upstream = new Upstream(endpoint);
  return await present(begin(upstream, { ...options, label }));
}

function begin(
  upstream: Upstream,
  { runId, label, ledger, deadlineMs }: Omit<CleanupOptions, 'endpoint' | 'label'> & { label: string },
): Work {
  const signal = workLimit(deadlineMs);
  // Every request listens to it, and many run at once.
  setMaxListeners(0, signal);
  return { upstream, runId, label, ledger, made: new Map(), left: [], signal };
}

/** How long an engine that is being started again is waited for, in ms. */
const RESTART = 5_000;

async function answer(work: Work): Promise<void> {
  for (const until = workTime.now() + RESTART; ; await setTimeout(100)) {
    try {
      await ask(work, 'GET', '/_ping');
      return;
    } catch (error) {
      if (work.signal.aborted || workTime.now() > until) throw error;
    }
  }
}

/** Each needs what comes before it to be gone: a network its containers, an image those as well. */
const stages: readonly ((work: Work) => Promise<void>)[] = [
  (work) => removeAll(work, 'service', (id) => `/services/${id}`),
  // Tasks of a removed service are containers that the engine may be removing itself.
  (work) => removeAll(work, 'container', (id) => `/containers/${id}?force=1&v=1`),
  (work) => removeAll(work, 'network', (id) => `/networks/${id}`),
  (work) => removeAll(work, 'volume', (id) => `/volumes/${encodeURIComponent(id)}?force=1`),
  restoreTags,
  removeImages,
  (work) => removeAll(work, 'secret', (id) => `/secrets/${id}`),
  (work) => removeAll(work, 'config', (id) => `/configs/${id}`),
  leaveSwarm,
];

async function removeAll(
  work: Work,
  kind: EngineObject['kind'],
  pathOf: (id: string) => string,
): Promise<void> {
  const found = new Map<string, EngineObject>();
  for (const object of await labelled(work, kind)) found.set(object.id, object);
  // Volumes without a name and containers of failed builds carry no label; the ledger has them.
  for (const object of work.made.values()) {
    // Their names are their own for good; any other name may be somebody else's by now.
    const known =
      object.kind === kind && (kind === 'volume' || kind === 'container') && /^[0-9a-f]{64}$/.test(object.id);
    if (known && !found.has(object.id)) found.set(object.id, object);
  }
  await Promise.all(
    [...found.values()].map(async (object) => {
      note(work, object);
      const why = await remove(work, pathOf(object.id));
      if (why !== undefined) work.left.push({ ...object, why });
    }),
  );
}

async function leaveSwarm(work: Work): Promise<void> {
  const swarm = work.ledger.swarm();
  if (swarm === undefined) return;
  const { text } = await ask(work, 'GET', '/info');
  const now = (JSON.parse(text) as { Swarm?: EngineSwarm }).Swarm;
  // The run may have left its own before, and somebody may have made another since.
  if (now?.NodeID && !isOwn(now, swarm)) return;
  await ask(work, 'POST', '/swarm/leave?force=1');
  await Promise.all(swarm.networks.map((network) => remove(work, `/networks/${network}`)));
}

interface EngineSwarm {
  readonly NodeID?: string;
  readonly Cluster?: { readonly CreatedAt?: string } | null;
}

/** How long making a swarm may take when labproof is killed before it is told of it, in ms. */
const SWARM_START = 60_000;

function isOwn({ NodeID = '', Cluster }: EngineSwarm, { nodes, enteredAt }: SwarmRecord): boolean {
  if (nodes.length > 0) return nodes.includes(NodeID);
  const age = Date.parse(Cluster?.CreatedAt ?? '') - enteredAt.getTime();
  return age > -1_000 && age < SWARM_START;
}

/** What of the run is there still, when cleanup had to stop; without patience, since time is up. */
async function present(work: Work): Promise<EngineObject[]> {
  const last: Work = { ...work, signal: AbortSignal.timeout(2000) };
  try {
    const kinds = Object.keys(listPaths) as EngineObject['kind'][];
    const objects = (await Promise.all(kinds.map((kind) => labelled(last, kind)))).flat();
    for (const object of objects) note(work, object);
    return objects;
  } catch {
    return [...work.made.values()];
  }
}
