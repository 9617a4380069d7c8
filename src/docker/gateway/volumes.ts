import { posix } from 'node:path';
import { ApiError, bodyOf, type Call, exchange, type Handler, reply } from './call.ts';
import { filtersOf, setFilters, withNamesApart } from './filters.ts';
import { fold, isObject } from './fold.ts';
import { editMembers, elementsOf, isArray } from './json-text.ts';
import { safeSource } from './mounts.ts';
import { makeNamed } from './named.ts';
import { relay } from './relay.ts';
import { belongs, inspect, resolve } from './resolve.ts';
import type { Run } from './run.ts';
import { hide, hideWithNullLabels, ownVolume, type View } from './view.ts';

export const listVolumes: Handler = async (call) => {
  const filters = filtersOf(call);
  withNamesApart(call, 'volume', filters);
  if (call.query.has('filters')) setFilters(call, filters);
  const { run } = call;
  const answer = await exchange(call);
  if (answer.status !== 200) return reply(call, answer);
  const edit = (list: string) => {
    if (!isArray(list)) return list;
    const own = elementsOf(list).filter((element) => belongs(run, 'volume', element));
    return `[${own.map((element) => hideVolume(run.view, element)).join(',')}]`;
  };
  reply(call, { ...answer, text: editMembers(answer.text, { Volumes: edit }) }, asIs);
};

export const createVolume: Handler = async (call) => {
  const { run } = call;
  const { own } = run.view;
  const spec = fold(await bodyOf(call), ['Name', 'Labels', 'DriverOpts', 'ClusterVolumeSpec']);
  const name = typeof spec.Name === 'string' ? spec.Name : '';
  refuseHostFolder(run, spec.DriverOpts);
  const unlabelled = !isObject(spec.Labels);
  spec.Labels = { ...(isObject(spec.Labels) ? spec.Labels : {}), [run.view.label]: run.view.runId };
  await run.ledger.intend('volume', name);
  const answer = await makeNamed(run, { kind: 'volume', name }, (Name, aside) =>
    exchange(call, aside ? { ...spec, Name } : spec),
  );
  if (answer.status < 300) {
    const made = (JSON.parse(answer.text) as { Name: string }).Name;
    if (!own.volume.has(made)) run.ledger.record({ kind: 'volume', id: made, name: name || made });
    if (unlabelled && !own.volume.has(made)) run.view.unlabelled.add(made);
    ownVolume(run.view, made);
  }
  reply(call, answer, hideVolume);
};

export const inspectVolume: Handler = async (call) => {
  await addressVolume(call);
  reply(call, await exchange(call), hideVolume);
};

export const removeVolume: Handler = async (call) => {
  const [name = ''] = call.params;
  await addressVolume(call);
  const status = await relay(call, { mode: 'raw' });
  if (status < 300) {
    call.run.view.apart.volume.delete(name);
    call.run.view.own.volume.delete(call.path.split('/')[2] ?? '');
  }
};

export const onVolume: Handler = async (call) => {
  await addressVolume(call);
  await relay(call, { mode: 'raw' });
};

export const pruneVolumes: Handler = async (call) => {
  const filters = filtersOf(call);
  const anonymous = await unlabelled(call.run, filters.label, filters['label!']);
  setFilters(call, {
    ...filters,
    label: [...(filters.label ?? []), `${call.run.view.label}=${call.run.view.runId}`],
  });
  const answer = await exchange(call);
  if (answer.status !== 200) return reply(call, answer);
  const { VolumesDeleted, SpaceReclaimed } = JSON.parse(answer.text) as {
    VolumesDeleted: string[] | null;
    SpaceReclaimed: number;
  };
  const removed: string[] = [];
  for (const name of anonymous) {
    const { status } = await call.run.upstream.ask('DELETE', `/volumes/${name}`);
    if (status < 300) removed.push(name);
  }
  const all = [...(VolumesDeleted ?? []), ...removed];
  for (const name of all) call.run.view.own.volume.delete(name);
  const text = JSON.stringify({ VolumesDeleted: all.length === 0 ? VolumesDeleted : all, SpaceReclaimed });
  reply(call, { ...answer, text });
};

/**
 * The name that a `-v NAME:/path` of the lab has in the engine, which would make the volume without
 * a label when there is none: it is made first, unless the container cannot be created anyway.
 */
export async function volumeFor(
  run: Run,
  { name, driver, image }: { name: string; driver: string; image: unknown },
): Promise<string> {
  const { apart, suffix } = run.view;
  if (apart.volume.has(name)) return name + suffix;
  const text = await inspect(run, 'volume', name);
  if (text !== undefined && belongs(run, 'volume', text)) return name;
  const found = text === undefined ? name : name + suffix;
  if (typeof image === 'string' && !(await run.images.exists(image))) return found;
  await run.ledger.intend('volume', name);
  const { status } = await run.upstream.ask('POST', '/volumes/create', {
    body: { Name: found, Driver: driver, Labels: { [run.view.label]: run.view.runId } },
  });
  // The engine will refuse the container for the same reason, in its own words.
  if (status >= 300) return found;
  if (text !== undefined) apart.volume.add(name);
  run.view.unlabelled.add(found);
  ownVolume(run.view, found);
  run.ledger.record({ kind: 'volume', id: found, name });
  return found;
}

/** File systems that hold nothing of the engine's host. */
const foreignTypes: ReadonlySet<string> = new Set(['', 'none', 'tmpfs', 'nfs', 'nfs4', 'cifs']);

/** The local driver can bind a folder of the host as a volume, or mount one of its disks. */
export function refuseHostFolder(run: Run, options: unknown): void {
  if (!isObject(options)) return;
  const option = (name: string): string => {
    const value = Object.entries(options).find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof value === 'string' ? value : '';
  };
  if (run.privileged === 'refuse' && !foreignTypes.has(option('type'))) {
    throw new ApiError(403, `labproof: this run refuses volumes of type ${option('type')}`);
  }
  const device = option('device');
  const binds = option('o')
    .split(',')
    .some((word) => word === 'bind' || word === 'rbind');
  if (!binds && !device.startsWith('/')) return;
  // The engine's own folder is the root.
  const path = posix.resolve('/', device);
  if (safeSource(run, path) !== path) {
    throw new ApiError(403, `labproof: refused a volume of ${device}: it is the engine's socket`);
  }
}

/** Where a volume's data is stays true when its name is another in the engine. */
function hideVolume(view: View, text: string): string {
  const { Name = '' } = JSON.parse(text) as { Name?: string };
  if (Name === '') return hide(view, text);
  const shown = view.unlabelled.has(Name) ? hideWithNullLabels(view, text) : hide(view, text);
  if (!Name.endsWith(view.suffix)) return shown;
  const mountpoint = text.match(/"Mountpoint":"[^"]*"/)?.[0] ?? '';
  return shown.replace(hide(view, mountpoint), () => mountpoint);
}

/** What is hidden already. */
function asIs(_view: View, text: string): string {
  return text;
}

async function addressVolume(call: Call): Promise<void> {
  const [name = ''] = call.params;
  call.path = `/volumes/${await resolve(call.run, 'volume', name)}`;
}

/** The run's unused volumes that have no label, which the engine's own prune would not find. */
async function unlabelled(run: Run, labels?: string[], not?: string[]): Promise<string[]> {
  if ((labels?.length ?? 0) > 0 || (not?.length ?? 0) > 0) return [];
  const filters = encodeURIComponent(JSON.stringify({ dangling: ['true'] }));
  const { status, text } = await run.upstream.ask('GET', `/volumes?filters=${filters}`);
  if (status !== 200) return [];
  const { Volumes } = JSON.parse(text) as {
    Volumes: { Name: string; Labels?: Record<string, string> | null }[] | null;
  };
  return (Volumes ?? [])
    .filter(({ Name, Labels }) => run.view.own.volume.has(Name) && Labels?.[run.view.label] === undefined)
    .map(({ Name }) => Name);
}
