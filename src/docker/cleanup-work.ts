import { setTimeout } from 'node:timers/promises';
import type { EngineObject } from '../model/verdict.ts';
import { messageOf, type Upstream } from './gateway/upstream.ts';
import type { RunRecord } from './ledger-record.ts';

/** One cleanup: what is known of the run, and what has come of it so far. */
export interface Work {
  readonly upstream: Upstream;
  readonly runId: string;
  readonly label: string;
  readonly ledger: RunRecord;
  readonly made: Map<string, EngineObject>;
  readonly left: (EngineObject & { why: string })[];
  readonly signal: AbortSignal;
}

/** Undefined when it is gone. */
export async function remove(work: Work, path: string): Promise<string | undefined> {
  for (let attempt = 0; ; attempt++) {
    const { status, text } = await ask(work, 'DELETE', path);
    if (status < 300 || status === 404 || isSwarmGone(status)) return undefined;
    // Somebody is at it already (409 removal in progress), or a task still lets go of it.
    if (attempt === 20 || !/in progress|in use|active endpoints|being used/.test(text))
      return messageOf(text);
    await setTimeout(100 * (attempt + 1), undefined, { signal: work.signal });
  }
}

/** What of a kind carries the run's label. */
export async function labelled(work: Work, kind: EngineObject['kind']): Promise<EngineObject[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`${work.label}=${work.runId}`] }));
  const { status, text } = await ask(work, 'GET', `${listPaths[kind]}filters=${filters}`);
  // An engine that has no such kind, as Podman has no services, has none of them.
  if (isSwarmGone(status) || status === 404) return [];
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

export const listPaths: Readonly<Record<EngineObject['kind'], string>> = {
  service: '/services?',
  container: '/containers/json?all=1&',
  network: '/networks?',
  volume: '/volumes?',
  image: '/images/json?all=1&',
  secret: '/secrets?',
  config: '/configs?',
};

export function note(work: Work, object: EngineObject): void {
  const key = `${object.kind} ${object.id}`;
  if (!work.made.has(key)) work.made.set(key, object);
}

export async function ask(
  work: Work,
  method: string,
  path: string,
): Promise<{ status: number; text: string }> {
  work.signal.throwIfAborted();
  return work.upstream.ask(method, path, { signal: work.signal });
}

/** 503: this node is no swarm manager. */
function isSwarmGone(status: number): boolean {
  return status === 503;
}
