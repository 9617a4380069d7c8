import { bodyOf, exchange, type Handler, reply } from './call.ts';
import { mountsOf } from './container-spec.ts';
import { confineByLabel, filtersOf, setFilters, withNamesApart } from './filters.ts';
import { fold, isObject, type Json, listOf } from './fold.ts';
import { filterElements } from './json-text.ts';
import { makeNamed } from './named.ts';
import { refusePrivilegedTask } from './privileges.ts';
import { type RelayMode, relay } from './relay.ts';
import { resolve } from './resolve.ts';
import type { Run } from './run.ts';

type SwarmKind = 'service' | 'secret' | 'config';

export function listOfKind(kind: SwarmKind): Handler {
  return async (call) => {
    confineByLabel(call, kind);
    await relay(call, { mode: 'whole' });
  };
}

export function createOfKind(kind: SwarmKind): Handler {
  return async (call) => {
    const { run } = call;
    const spec = await labelledSpec(run, kind, await bodyOf(call));
    const name = typeof spec.Name === 'string' ? spec.Name : '';
    await run.ledger.intend(kind, name);
    const answer = await makeNamed(run, { kind, name }, (Name, aside) => {
      if (!aside) return exchange(call, spec);
      if (kind !== 'service') return exchange(call, { ...spec, Name });
      return exchange(call, { ...spec, Name, TaskTemplate: withServiceAlias(spec.TaskTemplate, name) });
    });
    if (answer.status === 201) {
      const { ID } = JSON.parse(answer.text) as { ID: string };
      run.view.own[kind].add(ID);
      run.ledger.record({ kind, id: ID, name });
    }
    reply(call, answer);
  };
}

/** Sends a call about one object on, when it is the run's. */
export function onKind(kind: SwarmKind, mode: RelayMode = 'whole'): Handler {
  return async (call) => {
    const [reference = ''] = call.params;
    const found = await resolve(call.run, kind, reference);
    const [, , , ...rest] = call.path.split('/');
    call.path = ['', `${kind}s`, found, ...rest].join('/');
    const status = await relay(call, { mode });
    if (call.method === 'DELETE' && status < 300) call.run.view.apart[kind].delete(reference);
  };
}

/** An update replaces the whole specification; the client's lacks what was hidden from it. */
export function updateOfKind(kind: SwarmKind): Handler {
  return async (call) => {
    const { run } = call;
    const [reference = ''] = call.params;
    const found = await resolve(run, kind, reference);
    call.path = `/${kind}s/${found}/update`;
    const spec = await labelledSpec(run, kind, await bodyOf(call));
    const name = typeof spec.Name === 'string' ? spec.Name : '';
    if (run.view.apart[kind].has(name)) spec.Name = name + run.view.suffix;
    reply(call, await exchange(call, spec));
  };
}

export const listTasks: Handler = async (call) => {
  const filters = filtersOf(call);
  withNamesApart(call, 'service', filters);
  if (filters.service !== undefined) {
    filters.service = await Promise.all(filters.service.map((name) => resolve(call.run, 'service', name)));
  }
  if (call.query.has('filters')) setFilters(call, filters);
  const answer = await exchange(call);
  reply(call, {
    ...answer,
    text: filterElements(answer.text, (element) => element.includes(call.run.view.pair)),
  });
};

export const onTask: Handler = async (call) => {
  const { run } = call;
  const [reference = ''] = call.params;
  const { status, text } = await run.upstream.ask('GET', `/tasks/${encodeURIComponent(reference)}`);
  if (status === 200 && !text.includes(run.view.pair)) {
    call.path = call.path.replace(reference, reference + run.view.suffix);
  }
  await relay(call, { mode: call.path.endsWith('/logs') ? 'raw' : 'whole' });
};

/** With the run's label on the object and on what the swarm makes of it, and references resolved. */
async function labelledSpec(run: Run, kind: SwarmKind, body: Json): Promise<Json> {
  const spec = withLabel(run, fold(body, ['Name', 'Labels', 'TaskTemplate', 'Networks']));
  if (kind !== 'service') return spec;
  const task = fold(spec.TaskTemplate, ['ContainerSpec', 'Networks', 'Runtime', 'PluginSpec']);
  refusePrivilegedTask(run, task);
  const container = withLabel(
    run,
    fold(task.ContainerSpec, ['Labels', 'Image', 'Mounts', 'Secrets', 'Configs']),
  );
  if (typeof container.Image === 'string')
    container.Image = await run.images.engineReference(container.Image);
  if (container.Mounts) container.Mounts = await mountsOf(run, container.Mounts);
  if (container.Secrets) container.Secrets = await referencesOf(run, 'secret', container.Secrets);
  if (container.Configs) container.Configs = await referencesOf(run, 'config', container.Configs);
  task.ContainerSpec = container;
  if (task.Networks) task.Networks = await targetsOf(run, task.Networks);
  spec.TaskTemplate = task;
  if (spec.Networks) spec.Networks = await targetsOf(run, spec.Networks);
  return spec;
}

function withLabel(run: Run, spec: Json): Json {
  return {
    ...spec,
    Labels: { ...(isObject(spec.Labels) ? spec.Labels : {}), [run.view.label]: run.view.runId },
  };
}

/** A service's secrets and configs name theirs by ID and by name; the engine compares both. */
async function referencesOf(run: Run, kind: 'secret' | 'config', references: unknown): Promise<Json[]> {
  const idKey = kind === 'secret' ? 'SecretID' : 'ConfigID';
  const nameKey = kind === 'secret' ? 'SecretName' : 'ConfigName';
  return Promise.all(
    listOf(references).map(async (value) => {
      const reference = fold(value, [idKey, nameKey]);
      const id = reference[idKey];
      const name = reference[nameKey];
      return {
        ...reference,
        [idKey]: typeof id === 'string' ? await resolve(run, kind, id) : id,
        [nameKey]: typeof name === 'string' && run.view.apart[kind].has(name) ? name + run.view.suffix : name,
      };
    }),
  );
}

async function targetsOf(run: Run, attachments: unknown): Promise<Json[]> {
  return Promise.all(
    listOf(attachments).map(async (value) => {
      const attachment = fold(value, ['Target', 'Aliases']);
      const { Target } = attachment;
      return {
        ...attachment,
        Target: typeof Target === 'string' ? await resolve(run, 'network', Target) : Target,
      };
    }),
  );
}

function withServiceAlias(template: unknown, name: string): Json {
  const task = fold(template, ['Networks']);
  const networks = listOf(task.Networks).map((value) => {
    const attachment = fold(value, ['Aliases']);
    return { ...attachment, Aliases: [...listOf(attachment.Aliases), name] };
  });
  return networks.length === 0 ? task : { ...task, Networks: networks };
}
