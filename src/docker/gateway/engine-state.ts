import type { Run } from './run.ts';
import type { Upstream } from './upstream.ts';

/** What does not change by itself while a gateway is open. Throws when the engine does not answer. */
export async function readEngineState(
  upstream: Upstream,
): Promise<Pick<Run, 'swarm' | 'engineMajor' | 'dataRoot'>> {
  const { status, text } = await upstream.ask('GET', '/info');
  if (status !== 200) throw new Error(`the engine answered ${status}: ${text.trim()}`);
  const { Swarm, ServerVersion, DockerRootDir } = JSON.parse(text) as {
    Swarm?: { LocalNodeState?: string };
    ServerVersion?: string;
    DockerRootDir?: string;
  };
  return {
    swarm: { active: (Swarm?.LocalNodeState ?? 'inactive') !== 'inactive', own: false },
    dataRoot: DockerRootDir ?? '/var/lib/docker',
    engineMajor: Number.parseInt(ServerVersion ?? '0', 10),
  };
}
