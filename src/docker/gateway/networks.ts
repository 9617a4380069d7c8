import { bodyOf, type Call, exchange, type Handler, reply } from './call.ts';
import { endpointSettings } from './container-spec.ts';
import { confineByLabel, filtersOf, setFilters, withNamesApart } from './filters.ts';
import { fold, isObject, stringsOf } from './fold.ts';
import { editMembers, filterElements, membersOf } from './json-text.ts';
import { makeNamed } from './named.ts';
import { relay } from './relay.ts';
import { belongs, inspect, ownContainers, resolve } from './resolve.ts';
import type { Run } from './run.ts';

export const listNetworks: Handler = async (call) => {
  const filters = filtersOf(call);
  withNamesApart(call, 'network', filters);
  if (call.query.has('filters')) setFilters(call, filters);
  const answer = await exchange(call);
  reply(call, {
    ...answer,
    text: filterElements(answer.text, (element) => belongs(call.run, 'network', element)),
  });
};

export const createNetwork: Handler = async (call) => {
  const { run } = call;
  const spec = fold(await bodyOf(call), ['Name', 'Labels', 'ConfigFrom']);
  const name = typeof spec.Name === 'string' ? spec.Name : '';
  spec.Labels = { ...(isObject(spec.Labels) ? spec.Labels : {}), [run.view.label]: run.view.runId };
  const from = fold(spec.ConfigFrom, ['Network']);
  if (typeof from.Network === 'string' && from.Network !== '') {
    spec.ConfigFrom = { ...from, Network: await resolve(run, 'network', from.Network) };
  }
  await run.ledger.intend('network', name);
  const creation = makeNamed(run, { kind: 'network', name }, (Name, aside) =>
    exchange(call, aside ? { ...spec, Name } : spec),
  ).then((answer) => {
    if (answer.status !== 201) return answer;
    const { Id } = JSON.parse(answer.text) as { Id: string };
    run.view.own.network.add(Id);
    run.ledger.record({ kind: 'network', id: Id, name });
    return answer;
  });
  run.creating.add(creation);
  try {
    reply(call, await creation);
  } finally {
    run.creating.delete(creation);
  }
};

export const inspectNetwork: Handler = async (call) => {
  await addressNetwork(call);
  const answer = await exchange(call);
  if (answer.status !== 200) return reply(call, answer);
  reply(call, { ...answer, text: await withOwnContainers(call.run, answer.text) });
};

export const removeNetwork: Handler = async (call) => {
  const [reference = ''] = call.params;
  await addressNetwork(call);
  const status = await relay(call, { mode: 'raw' });
  if (status < 300) call.run.view.apart.network.delete(reference);
};

export const connectNetwork: Handler = async (call) => {
  const { run } = call;
  await addressNetwork(call);
  const spec = fold(await bodyOf(call), ['Container', 'EndpointConfig']);
  const reference = typeof spec.Container === 'string' ? spec.Container : '';
  spec.Container = await resolve(run, 'container', reference);
  spec.EndpointConfig = await endpointSettings(run, spec.EndpointConfig);
  const name = await nameApart(run, spec.Container as string);
  if (name !== undefined) {
    const settings = fold(spec.EndpointConfig, ['Aliases']);
    spec.EndpointConfig = { ...settings, Aliases: [...stringsOf(settings.Aliases), name] };
  }
  reply(call, await exchange(call, spec));
};

export const disconnectNetwork: Handler = async (call) => {
  await addressNetwork(call);
  const spec = fold(await bodyOf(call), ['Container']);
  const reference = typeof spec.Container === 'string' ? spec.Container : '';
  reply(call, await exchange(call, { ...spec, Container: await resolve(call.run, 'container', reference) }));
};

export const pruneNetworks: Handler = async (call) => {
  confineByLabel(call, 'network');
  await relay(call, { mode: 'whole' });
};

async function addressNetwork(call: Call): Promise<void> {
  const [reference = ''] = call.params;
  const found = await resolve(call.run, 'network', reference);
  const [, , , ...rest] = call.path.split('/');
  call.path = ['', 'networks', found, ...rest].join('/');
}

/** A built-in network's containers are everybody's; the lab sees its own. */
async function withOwnContainers(run: Run, text: string): Promise<string> {
  const members = membersOf(text).find(({ key }) => key === 'Containers');
  if (members === undefined || membersOf(text, members.valueStart).length === 0) return text;
  const own = new Set((await ownContainers(run)).map(({ Id }) => Id));
  return editMembers(text, {
    Containers: (value) => {
      const kept = membersOf(value).filter(({ key }) => own.has(key));
      return `{${kept.map(({ start, end }) => value.slice(start, end)).join(',')}}`;
    },
  });
}

/** The lab's name of a container whose name is taken. */
async function nameApart(run: Run, reference: string): Promise<string | undefined> {
  if (run.view.apart.container.size === 0) return undefined;
  const text = await inspect(run, 'container', reference);
  if (text === undefined) return undefined;
  const { Name } = JSON.parse(text) as { Name: string };
  return Name.endsWith(run.view.suffix) ? Name.slice(1, -run.view.suffix.length) : undefined;
}
