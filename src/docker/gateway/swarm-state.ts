import type { Run } from './run.ts';
import type { Upstream } from './upstream.ts';

export async function openSwarmState(upstream: Upstream): Promise<Run['swarm']> {
  const { status, text } = await upstream.ask('GET', '/info');
  if (status !== 200) throw new Error(`the engine answered ${status}: ${text.trim()}`);
  const { Swarm } = JSON.parse(text) as { Swarm?: { LocalNodeState?: string } };
  return { active: (Swarm?.LocalNodeState ?? 'inactive') !== 'inactive', own: false };
}
