import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { CleanupResult, EngineObject } from '../model/verdict.ts';
import type { Endpoint } from './endpoint.ts';
import { splitTag } from './gateway/image-reference.ts';
import { messageOf, Upstream } from './gateway/upstream.ts';
import { runLabel } from './gateway/view.ts';
import type { RunRecord, SwarmRecord } from './ledger.ts';
import { imagesOfBuilds } from './unfinished-builds.ts';

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
 * names. Tags that the run moved go back. An object is `removed` when it is gone, whoever removed
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
  const left: (EngineObject & { why: string })[] = [];
  const signal = AbortSignal.timeout(deadlineMs);
  // Every request listens to it, and many run at once.
  setMaxListeners(0, signal);
  const work: Work = {
    upstream,
    runId,
    label,
    ledger,
    made: new Map(),
    left,
    signal: AbortSignal.timeout(deadlineMs),
  };
  for (const object of ledger.made()) note(work, object);
  try {
    await answer(work);
    for (const stage of stages) await stage(work);
  } catch (error) {
    const why = work.signal.aborted ? `not done within ${deadlineMs} ms` : (error as Error).message;
    for (const object of await present(work)) {
      if (!left.some(({ kind, id }) => kind === object.kind && id === object.id))
        left.push({ ...object, why });
    }
  }
  const isLeft = (object: EngineObject) =>
    left.some(({ kind, id }) => kind === object.kind && id === object.id);
  const made = [...work.made.values()];
  return {
    made,
    removed: made.filter((object) => !isLeft(object)),
    left,
    durationMs: performance.now() - startedAt,
  };
}

/** How long an engine that is being started again is waited for, in ms. */
const RESTART = 5_000;

async function answer(work: Work): Promise<void> {
  for (const until = performance.now() + RESTART; ; await setTimeout(100)) {
    try {
      await ask(work, 'GET', '/_ping');
      return;
    } catch (error) {
      if (work.signal.aborted || performance.now() > until) throw error;
    }
  }
}

interface Work {
  readonly upstream: Upstream;
  readonly runId: string;
  readonly label: string;
  readonly ledger: RunRecord;
  readonly made: Map<string, EngineObject>;
  readonly left: (EngineObject & { why: string })[];
  readonly signal: AbortSignal;
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

/** Undefined when it is gone. */
async function remove(work: Work, path: string): Promise<string | undefined> {
  for (let attempt = 0; ; attempt++) {
    const { status, text } = await ask(work, 'DELETE', path);
    if (status < 300 || status === 404 || isSwarmGone(status)) return undefined;
    // Somebody is at it already (409 removal in progress), or a task still lets go of it.
    if (attempt === 20 || !/in progress|in use|active endpoints|being used/.test(text))
      return messageOf(text);
    await setTimeout(100 * (attempt + 1), undefined, { signal: work.signal });
  }
}

async function removeImages(work: Work): Promise<void> {
  const images = [...work.made.values()].filter(({ kind }) => kind === 'image');
  const tags = images.filter(({ id }) => !id.startsWith('sha256:'));
  const run = await labelled(work, 'image');
  for (const object of run) note(work, object);
  const steps = await imagesOfBuilds(work.ledger.builds(), (method, path) => ask(work, method, path));
  for (const id of steps) note(work, { kind: 'image', id, name: id });
  // Tags first: an image goes with its last one.
  for (const tag of tags) await removeTag(work, tag);
  const ids = new Set([
    ...[...steps].reverse(),
    ...[...images.filter(({ id }) => id.startsWith('sha256:')), ...run].map(({ id }) => id),
  ]);
  let waiting = [...ids].reverse().flatMap((id) => work.made.get(`image ${id}`) ?? []);
  // An image goes after those that are made from it, of which the engine tells only that there are some.
  for (;;) {
    const refused: Refused[] = [];
    for (const object of waiting) {
      const why = await removeImage(work, object);
      if (why !== undefined) refused.push({ ...object, why });
    }
    const again = refused.some(({ why }) => why.includes('dependent child images'));
    if (!again || refused.length === waiting.length) {
      work.left.push(...refused);
      return;
    }
    waiting = refused;
  }
}

type Refused = EngineObject & { readonly why: string };

/** Undefined when it is gone. */
async function removeImage(work: Work, { id }: EngineObject): Promise<string | undefined> {
  const { status, text } = await ask(work, 'GET', `/images/${id}/json`);
  if (status === 404) return undefined;
  const others = (JSON.parse(text) as { RepoTags?: string[] | null }).RepoTags ?? [];
  if (others.length > 0) return `somebody else tagged it ${others.join(', ')}`;
  return remove(work, `/images/${id}`);
}

async function removeTag(work: Work, tag: EngineObject): Promise<void> {
  const { status, text } = await ask(work, 'GET', `/images/${tag.id}/json`);
  if (status === 404) {
    // It was only intended: a pull or build that failed.
    work.made.delete(`image ${tag.id}`);
    return;
  }
  const image = JSON.parse(text) as { Id: string; RepoTags?: string[] | null };
  if (!(image.RepoTags ?? []).includes(tag.id)) return;
  const why = await remove(work, `/images/${tag.id}`);
  if (why !== undefined) work.left.push({ ...tag, why });
}

/** Tags that a pull or a load moved while the run was interrupted go back to their images. */
async function restoreTags(work: Work): Promise<void> {
  for (const { reference, id } of work.ledger.heldTags()) {
    const { status, text } = await ask(work, 'GET', `/images/${reference}/json`);
    if (status === 200 && (JSON.parse(text) as { Id: string }).Id === id) continue;
    const { repository, tag } = splitTag(reference);
    await ask(work, 'POST', `/images/${id}/tag?${new URLSearchParams({ repo: repository, tag })}`);
  }
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

async function labelled(work: Work, kind: EngineObject['kind']): Promise<EngineObject[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`${work.label}=${work.runId}`] }));
  const { status, text } = await ask(work, 'GET', `${listPaths[kind]}filters=${filters}`);
  if (isSwarmGone(status)) return [];
  if (status !== 200) throw new Error(messageOf(text));
  const answer = JSON.parse(text) as { Volumes?: Listed[] | null } | Listed[];
  const list = Array.isArray(answer) ? answer : (answer.Volumes ?? []);
  const own = kind === 'container' ? list.filter((listed) => !isInherited(work, listed)) : list;
  return own.map((listed) => {
    const name = listed.Names?.[0]?.slice(1) ?? listed.Name ?? listed.Spec?.Name ?? listed.RepoTags?.[0];
    const id = kind === 'volume' ? (listed.Name ?? '') : (listed.Id ?? listed.ID ?? '');
    return { kind, id, name: name ?? id };
  });
}

/** How long after a run's last sign of life the engine may make what it was asked for, in ms. */
const AFTERMATH = 60_000;

/** A container that somebody made of an image of the run, whose label it has. */
function isInherited(work: Work, { Id, Created = 0, Labels }: Listed): boolean {
  if (work.made.has(`container ${Id}`) || Labels?.['com.docker.swarm.service.id'] !== undefined) return false;
  return Created * 1_000 > work.ledger.lastAlive().getTime() + AFTERMATH;
}

interface Listed {
  readonly Id?: string;
  /** Of a container, Unix time in s. */
  readonly Created?: number;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly ID?: string;
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly RepoTags?: readonly string[] | null;
  readonly Spec?: { readonly Name?: string };
}

const listPaths: Readonly<Record<EngineObject['kind'], string>> = {
  service: '/services?',
  container: '/containers/json?all=1&',
  network: '/networks?',
  volume: '/volumes?',
  image: '/images/json?all=1&',
  secret: '/secrets?',
  config: '/configs?',
};

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

function note(work: Work, object: EngineObject): void {
  const key = `${object.kind} ${object.id}`;
  if (!work.made.has(key)) work.made.set(key, object);
}

async function ask(work: Work, method: string, path: string): Promise<{ status: number; text: string }> {
  work.signal.throwIfAborted();
  return work.upstream.ask(method, path, { signal: work.signal });
}

/** 503: this node is no swarm manager. */
function isSwarmGone(status: number): boolean {
  return status === 503;
}
