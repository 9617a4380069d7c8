import type Docker from 'dockerode';
import type { EngineReader, SwarmState } from '../model/engine.ts';
import type { Endpoint } from './endpoint.ts';
import { bytesOf, messageOf, Upstream } from './gateway/upstream.ts';
import {
  containerState,
  imageState,
  networkState,
  type SwarmTask,
  taskState,
  volumeState,
} from './reader-state.ts';
import { standardOutput } from './reader-stream.ts';
import { workLimit } from './work-time.ts';

/** How long a command of `runIn` may take, in ms; it looks at something, such as a routing table. */
const RUN_DEADLINE = 10_000;
/** Exit statuses of a command that is not executable or not there (POSIX shell, 2.8.2). */
const CANNOT_RUN = new Set([126, 127]);
/** Lines of a container's log that are looked at. */
const LOG_LINES = 10_000;

/** Asks the engine at `endpoint`, over connections that it keeps until it is closed. */
export function openReader(endpoint: Endpoint): EngineReader & { close(): Promise<void> } {
  const upstream = new Upstream(endpoint);
  const state = async <Answer, State>(at: string, read: (answer: Answer) => State) => {
    const answer = await upstream.find<Answer>(at);
    return answer === undefined ? undefined : read(answer);
  };
  return {
    network: (name) => state(`/networks/${path(name)}`, networkState),
    networkNames: async () =>
      (await upstream.get<readonly Docker.NetworkInspectInfo[]>('/networks')).map(({ Name }) => Name),
    container: (name) => state(`/containers/${path(name)}/json`, containerState),
    volume: (name) => state(`/volumes/${path(name)}`, volumeState),
    image: (reference) => state(`/images/${reference}/json`, imageState),
    runIn: (container, argv) => runIn(upstream, container, argv),
    logs: (name) => logs(upstream, name),
    swarm: () => swarm(upstream),
    tasks: async () => ((await upstream.find<readonly SwarmTask[] | null>('/tasks')) ?? []).map(taskState),
    close: () => upstream[Symbol.asyncDispose](),
  };
}

/** Names are put into a path; an empty one would ask about all objects. */
function path(name: string): string {
  return encodeURIComponent(name) || '-';
}

/** Undefined when the container is gone, stopped or paused, the command is not there, or it hangs. */
async function runIn(
  upstream: Upstream,
  container: string,
  argv: readonly string[],
): Promise<string | undefined> {
  const signal = workLimit(RUN_DEADLINE);
  try {
    const command = { Cmd: argv, AttachStdout: true };
    const made = await upstream.ask('POST', `/containers/${path(container)}/exec`, { body: command, signal });
    if (made.status >= 400) return undefined;
    const { Id } = JSON.parse(made.text) as { Id: string };
    const body = Buffer.from(JSON.stringify({ Detach: false, Tty: false }));
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const stream = await upstream.send({ method: 'POST', path: `/exec/${Id}/start`, headers, body, signal });
    const said = await bytesOf(stream);
    if (stream.statusCode !== 200) return undefined;
    const { ExitCode } = await upstream.get<{ ExitCode: number | null }>(`/exec/${Id}/json`, { signal });
    return ExitCode !== null && CANNOT_RUN.has(ExitCode) ? undefined : standardOutput(said);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function swarm(upstream: Upstream): Promise<SwarmState | undefined> {
  const { Swarm } = await upstream.get<{ Swarm?: { NodeID?: string; ControlAvailable?: boolean } }>('/info');
  if (!Swarm?.NodeID) return undefined;
  if (!Swarm.ControlAvailable) return { node: Swarm.NodeID, tokens: undefined };
  const { JoinTokens } = await upstream.get<{ JoinTokens: { Manager: string; Worker: string } }>('/swarm');
  return { node: Swarm.NodeID, tokens: { manager: JoinTokens.Manager, worker: JoinTokens.Worker } };
}

async function logs(upstream: Upstream, name: string): Promise<string> {
  const at = `/containers/${path(name)}`;
  const container = await upstream.find<Docker.ContainerInspectInfo>(`${at}/json`);
  if (container === undefined) return '';
  const answer = await upstream.send({
    method: 'GET',
    path: `${at}/logs?stdout=1&stderr=1&tail=${LOG_LINES}`,
  });
  const bytes = await bytesOf(answer);
  if (answer.statusCode === 404) return '';
  if (answer.statusCode !== 200) throw new Error(messageOf(bytes.toString()));
  return container.Config.Tty ? bytes.toString() : standardOutput(bytes);
}
