import type { ContainerState, NetworkState } from '../model/engine.ts';
import type { LabContext } from './context.ts';

interface Topology {
  readonly networks: readonly NetworkState[];
  readonly containers: readonly ContainerState[];
}

/** What a lab's networks and containers look like at its end, for a picture of them. */
export async function topologyOf(context: LabContext): Promise<Topology> {
  if (!context.several) return topologyAt(context);
  const parts = await Promise.all([...context.several.contexts.values()].map(topologyAt));
  const names = [...context.several.contexts.keys()];
  const networks = parts.flatMap((part, at) =>
    part.networks.map((network) => (isShared(network) ? network : { ...network, machine: names[at]! })),
  );
  return {
    networks: networks.filter(
      (network, at) => !isShared(network) || networks.findIndex(({ name }) => name === network.name) === at,
    ),
    containers: parts.flatMap((part, at) =>
      part.containers.map((container) => ({ ...container, machine: names[at]! })),
    ),
  };
}

/** Whether the machines of a swarm have it in common. */
const isShared = ({ driver }: NetworkState): boolean => driver === 'overlay';

async function topologyAt(context: LabContext): Promise<Topology> {
  const made = context.made();
  const containers = await Promise.all(
    made
      .filter(({ kind }) => kind === 'container')
      .map(({ id }) => context.engine.container(id).catch(() => undefined)),
  );
  const present = containers.filter((container) => container !== undefined);
  const attached = present.flatMap(({ networks }) => Object.keys(networks));
  const own = made.filter(({ kind }) => kind === 'network').map(({ name }) => name);
  const networks = await Promise.all(
    [...new Set([...own, ...attached])].map((name) => context.engine.network(name).catch(() => undefined)),
  );
  return { networks: networks.filter((network) => network !== undefined), containers: present };
}
