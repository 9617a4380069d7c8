import type { ContainerState, NetworkState } from '../model/engine.ts';
import type { LabContext } from './context.ts';

/** What a lab's networks and containers look like at its end, for a picture of them. */
export async function topologyOf(
  context: LabContext,
): Promise<{ readonly networks: readonly NetworkState[]; readonly containers: readonly ContainerState[] }> {
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
