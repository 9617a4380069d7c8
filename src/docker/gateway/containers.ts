import { bodyOf, type Call, exchange, type Handler, reply } from './call.ts';
import { containerSpec } from './container-spec.ts';
import { confineByLabel, filtersOf, setFilters, withNamesApart } from './filters.ts';
import { editMembers, elementsOf, goJson } from './json-text.ts';
import { makeNamed } from './named.ts';
import { type RelayMode, relay, relayWhole } from './relay.ts';
import { belongs, inspect, isTaken, resolve } from './resolve.ts';
import type { Run } from './run.ts';
import { hide, ownVolume } from './view.ts';

export const listContainers: Handler = async (call) => {
  const { run } = call;
  if (run.view.adopted.size === 0) {
    confineByLabel(call, 'container');
    return relayWhole(call);
  }
  const filters = filtersOf(call);
  withNamesApart(call, 'container', filters);
  if (call.query.has('filters')) setFilters(call, filters);
  // The engine would count everybody's.
  const limit = Number(call.query.get('limit') ?? 0);
  call.query.delete('limit');
  if (limit > 0) call.query.set('all', '1');
  const answer = await exchange(call);
  const own = elementsOf(answer.text).filter((element) => belongs(run, 'container', element));
  reply(
    call,
    answer.status === 200 ? { ...answer, text: `[${own.slice(0, limit || undefined).join(',')}]\n` } : answer,
  );
};

export const createContainer: Handler = async (call) => {
  const { run } = call;
  const name = call.query.get('name') ?? '';
  const spec = await containerSpec(call, await bodyOf(call));
  await run.ledger.intend('container', name);
  const creation = makeNamed(run, { kind: 'container', name }, (made, aside) => {
    if (aside) call.query.set('name', made);
    return exchange(call, aside ? spec.named(name) : spec.body);
  }).then(async (answer) => {
    if (answer.status === 201) await noteCreated(run, (JSON.parse(answer.text) as { Id: string }).Id, name);
    return answer;
  });
  run.creating.add(creation);
  try {
    reply(call, await creation);
  } finally {
    run.creating.delete(creation);
  }
};

/** Without a body, in which clients of old versions of the API give the container other settings. */
export const startContainer: Handler = async (call) => {
  await addressContainer(call);
  call.request.resume();
  await relay(call, { mode: 'raw', body: Buffer.alloc(0) });
};

/** Sends a call about one container on, when it is the run's. */
export function onContainer(mode: RelayMode): Handler {
  return async (call) => {
    await addressContainer(call);
    await relay(call, { mode });
  };
}

export const inspectContainer: Handler = async (call) => {
  const { run } = call;
  const [reference = ''] = call.params;
  if (run.view.apart.container.has(reference)) call.path = `/containers/${reference}${run.view.suffix}/json`;
  let answer = await exchange(call);
  if (answer.status === 200 && !belongs(run, 'container', answer.text)) {
    await addressContainer(call);
    answer = await exchange(call);
  }
  if (answer.status !== 200) return reply(call, answer);
  reply(call, { ...answer, text: withoutAliases(run, answer.text) });
};

export const removeContainer: Handler = async (call) => {
  const [reference = ''] = call.params;
  await addressContainer(call);
  const status = await relay(call, { mode: 'raw' });
  if (status < 300) call.run.view.apart.container.delete(reference);
};

export const renameContainer: Handler = async (call) => {
  const { run } = call;
  const { apart, suffix } = run.view;
  const [reference = ''] = call.params;
  const name = (call.query.get('name') ?? '').replace(/^\//, '');
  await addressContainer(call);
  const aside = apart.container.has(name) || (await isTaken(run, 'container', name));
  if (aside) call.query.set('name', name + suffix);
  const status = await relay(call, { mode: 'raw' });
  if (status >= 300) return;
  apart.container.delete(reference);
  if (aside) apart.container.add(name);
};

export const pruneContainers: Handler = async (call) => {
  const { run } = call;
  const all = !call.query.has('filters') || Object.keys(filtersOf(call)).length === 0;
  confineByLabel(call, 'container');
  const answer = await exchange(call);
  if (answer.status !== 200 || !all || run.view.adopted.size === 0) return reply(call, answer);
  const pruned = JSON.parse(answer.text) as { ContainersDeleted: string[] | null; SpaceReclaimed: number };
  const removed = [...(pruned.ContainersDeleted ?? [])];
  for (const id of run.view.adopted) {
    const { status } = await run.upstream.ask('DELETE', `/containers/${id}`);
    if (status === 204) removed.push(id);
  }
  const text = JSON.stringify({ ...pruned, ContainersDeleted: removed.length === 0 ? null : removed });
  reply(call, { ...answer, text: `${text}\n` });
};

/** Puts the engine's reference into the path. */
export async function addressContainer(call: Call): Promise<void> {
  const [reference = ''] = call.params;
  const found = await resolve(call.run, 'container', reference);
  const [, , , ...rest] = call.path.split('/');
  call.path = ['', 'containers', found, ...rest].join('/');
}

/** Volumes without a name have no label; the container that they were made for tells them. */
async function noteCreated(run: Run, id: string, name: string): Promise<void> {
  run.view.own.container.add(id);
  run.ledger.record({ kind: 'container', id, name });
  const text = await inspect(run, 'container', id);
  if (text === undefined) return;
  const { Mounts } = JSON.parse(text) as { Mounts?: { Type?: string; Name?: string }[] };
  for (const { Type, Name } of Mounts ?? []) {
    if (Type !== 'volume' || Name === undefined || !/^[0-9a-f]{64}$/.test(Name)) continue;
    if (run.view.own.volume.has(Name)) continue;
    ownVolume(run.view, Name);
    run.ledger.record({ kind: 'volume', id: Name, name: Name });
  }
}

/** Without the network aliases that give a container whose name is taken the lab's name. */
function withoutAliases(run: Run, text: string): string {
  if (!text.includes(run.view.suffix)) return text;
  const { Name } = JSON.parse(text) as { Name: string };
  if (!Name.endsWith(run.view.suffix)) return text;
  const name = Name.slice(1, -run.view.suffix.length);
  const settings = (value: string) => {
    const parsed = JSON.parse(value) as {
      Networks?: Record<string, { Aliases?: string[] | null; DNSNames?: string[] | null }>;
    };
    for (const endpoint of Object.values(parsed.Networks ?? {})) {
      if (endpoint.Aliases?.includes(name)) {
        const others = endpoint.Aliases.filter((alias) => alias !== name);
        endpoint.Aliases = others.length === 0 ? null : others;
      }
      if (endpoint.DNSNames)
        endpoint.DNSNames = [...new Set(endpoint.DNSNames.map((dns) => hide(run.view, dns)))];
    }
    return goJson(parsed);
  };
  return editMembers(text, { NetworkSettings: settings });
}
