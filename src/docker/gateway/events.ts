import { BUILT_IN_NETWORKS } from '../../profile/networks.ts';
import { fullReference } from '../../text/image-reference.ts';
import type { Call, Handler } from './call.ts';
import { filtersOf, setFilters, withNamesApart } from './filters.ts';
import { relay } from './relay.ts';
import type { Run } from './run.ts';
import { hide, type NamedKind } from './view.ts';

interface EngineEvent {
  readonly Type?: string;
  readonly Action?: string;
  readonly Actor?: { readonly ID?: string; readonly Attributes?: Readonly<Record<string, string>> | null };
}

/** `docker events`: those of the lab's objects. */
export const events: Handler = async (call) => {
  if (call.query.has('filters')) {
    const filters = filtersOf(call);
    withNamesApart(call, 'container', filters);
    for (const kind of ['container', 'network', 'volume', 'service', 'secret', 'config'] as const) {
      const names = filters[kind];
      if (names !== undefined) filters[kind] = names.flatMap((name) => bothNames(call, kind, name));
    }
    setFilters(call, filters);
  }
  await relay(call, {
    mode: 'lines',
    edit: async (view, line) => ((await isShown(call.run, line)) ? hide(view, line) : ''),
  });
};

function bothNames(call: Call, kind: NamedKind, name: string): string[] {
  const { apart, suffix } = call.run.view;
  return apart[kind].has(name) ? [name + suffix] : [name];
}

async function isShown(run: Run, line: string): Promise<boolean> {
  const event = parsed(line);
  if (event === undefined) return false;
  if (isOwn(run, event)) return true;
  if (run.creating.size === 0) return false;
  // What a creation brings along is known when its answer is there, which may be after the event.
  await Promise.allSettled(run.creating);
  return isOwn(run, event);
}

function isOwn(run: Run, { Type, Actor }: EngineEvent): boolean {
  const { view } = run;
  const id = Actor?.ID ?? '';
  const attributes = Actor?.Attributes ?? {};
  if (attributes[view.label] === view.runId) return true;
  switch (Type) {
    case 'container':
      return view.own.container.has(id);
    case 'network':
      if (view.own.network.has(id)) return true;
      return (
        BUILT_IN_NETWORKS.has(attributes.name ?? '') && view.own.container.has(attributes.container ?? '')
      );
    case 'volume':
      return view.everOwn.has(`volume ${id}`);
    case 'image':
      return [id, attributes.name ?? ''].some((name) => view.everOwn.has(`image ${familiarOrId(name)}`));
    case 'service':
    case 'secret':
    case 'config':
      return view.own[Type].has(id);
    case 'daemon':
    case 'node':
      return true;
    default:
      return false;
  }
}

function familiarOrId(name: string): string {
  return name === '' || name.startsWith('sha256:') ? name : fullReference(name);
}

function parsed(line: string): EngineEvent | undefined {
  try {
    return JSON.parse(line) as EngineEvent;
  } catch {
    return undefined;
  }
}
