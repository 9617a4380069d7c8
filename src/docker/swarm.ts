import type { Endpoint } from './endpoint.ts';
import { Upstream } from './gateway/upstream.ts';

/**
 * Makes the engine the only node of a swarm of its own, unless it is in one. Asked through a gateway,
 * the swarm is the run's and left with it. It listens on this machine's loopback address alone, so
 * that nobody else can join it.
 */
export async function makeSwarm(endpoint: Endpoint): Promise<void> {
  await using upstream = new Upstream(endpoint);
  const { Swarm } = await upstream.get<{ Swarm?: { LocalNodeState?: string } }>('/info');
  if (Swarm?.LocalNodeState !== 'inactive') return;
  // Without a swarm each command that needs one says so.
  await upstream.ask('POST', '/swarm/init', {
    body: { ListenAddr: '127.0.0.1:2377', AdvertiseAddr: '127.0.0.1' },
  });
}
