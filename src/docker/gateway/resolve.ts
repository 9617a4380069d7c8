import { BUILT_IN_NETWORKS, SWARM_NETWORKS } from '../../profile/networks.ts';
import { encodePath } from './encode-path.ts';
import type { Run } from './run.ts';
import type { NamedKind } from './view.ts';

/**
 * The engine's reference for the lab's: as it is when it is the run's object, a built-in network or
 * nothing at all; one that the engine does not know when it is somebody else's.
 */
export async function resolve(run: Run, kind: NamedKind, written: string): Promise<string> {
  const reference = withoutSlash(kind, written);
  const { own, apart, suffix } = run.view;
  if (own[kind].has(reference) && kind !== 'volume') return reference;
  if (apart[kind].has(reference)) return reference + suffix;
  const text = await inspect(run, kind, reference);
  if (text !== undefined && belongs(run, kind, text)) return reference;
  // A prefix of an ID: somebody else's object may have it too, or have it as its name.
  const matching = /^[0-9a-z]+$/.test(reference) ? await ownIdsFrom(run, kind, reference) : [];
  if (matching.length === 1 && matching[0] !== undefined) return matching[0];
  return text === undefined ? reference : reference + suffix;
}

/** The engine knows a container by its name with a slash in front as well, in a body that is no path. */
const withoutSlash = (kind: NamedKind, reference: string): string =>
  kind === 'container' ? reference.replace(/^\//, '') : reference;

/** The inspect answer of whoever's object this is; undefined when there is none. */
export async function inspect(run: Run, kind: NamedKind, reference: string): Promise<string | undefined> {
  if (reference === '' || reference === '.' || reference === '..') return undefined;
  const { status, text } = await run.upstream.ask('GET', inspectPath(kind, reference));
  return status === 200 ? text : undefined;
}

export function inspectPath(kind: NamedKind, reference: string): string {
  return encodePath(kind === 'container' ? `/containers/${reference}/json` : `/${kind}s/${reference}`);
}

/** Whether the object whose inspect or list entry this is belongs to the lab's view. */
export function belongs(run: Run, kind: NamedKind, text: string): boolean {
  if (text.includes(run.view.pair)) return true;
  if (kind === 'volume') return run.view.own.volume.has((JSON.parse(text) as { Name: string }).Name);
  if (kind === 'container') {
    return run.view.adopted.size > 0 && run.view.adopted.has((JSON.parse(text) as { Id: string }).Id);
  }
  if (kind !== 'network') return false;
  const { Name } = JSON.parse(text) as { Name: string };
  return BUILT_IN_NETWORKS.has(Name) || (SWARM_NETWORKS.has(Name) && run.swarm.active);
}

/** Whether a name is somebody else's, so that the lab's object of that name needs another in the engine. */
export async function isTaken(run: Run, kind: NamedKind, name: string): Promise<boolean> {
  if (name === '') return false;
  const bare = withoutSlash(kind, name);
  const text = await inspect(run, kind, bare);
  if (text === undefined || belongs(run, kind, text)) return false;
  const { Name, Spec } = JSON.parse(text) as { Name?: string; Spec?: { Name?: string } };
  // Inspecting finds prefixes of IDs as well, which do not keep anybody from having the name.
  return (Name ?? Spec?.Name ?? '').replace(/^\//, '') === bare;
}

/** The run's containers, as the engine has them now. */
export async function ownContainers(run: Run): Promise<ListedContainer[]> {
  const list = async (filters: Record<string, string[]>): Promise<ListedContainer[]> => {
    const query = `all=1&filters=${encodeURIComponent(JSON.stringify(filters))}`;
    const { status, text } = await run.upstream.ask('GET', `/containers/json?${query}`);
    return status === 200 ? (JSON.parse(text) as ListedContainer[]) : [];
  };
  const labelled = await list({ label: [`${run.view.label}=${run.view.runId}`] });
  const { adopted } = run.view;
  return adopted.size === 0 ? labelled : [...labelled, ...(await list({ id: [...adopted] }))];
}

export interface ListedContainer {
  readonly Id: string;
  readonly ImageID: string;
  readonly State: string;
}

async function ownIdsFrom(run: Run, kind: NamedKind, prefix: string): Promise<string[]> {
  if (kind === 'volume') return [];
  const ids = kind === 'container' ? (await ownContainers(run)).map(({ Id }) => Id) : [...run.view.own[kind]];
  return ids.filter((id) => id.startsWith(prefix));
}
