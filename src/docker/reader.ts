import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import type { EngineReader } from '../model/engine.ts';
import type { Endpoint } from './endpoint.ts';
import { openClient } from './engine-client.ts';
import { containerState, imageState, networkState, volumeState } from './reader-state.ts';
import { standardOutput } from './reader-stream.ts';

/** How long a command of `runIn` may take, in ms; it looks at something, such as a routing table. */
const RUN_DEADLINE = 10_000;
/** Exit statuses of a command that is not executable or not there (POSIX shell, 2.8.2). */
const CANNOT_RUN = new Set([126, 127]);
/** Lines of a container's log that are looked at. */
const LOG_LINES = 10_000;

/** Asks the engine at `endpoint`, over connections that it keeps until it is closed. */
export function openReader(endpoint: Endpoint): EngineReader & { close(): Promise<void> } {
  const client = openClient(endpoint);
  const { docker } = client;
  return {
    network: (name) => found(docker.getNetwork(path(name)).inspect().then(networkState)),
    networkNames: async () => (await docker.listNetworks()).map(({ Name }) => Name),
    container: (name) => found(docker.getContainer(path(name)).inspect().then(containerState)),
    volume: (name) => found(docker.getVolume(path(name)).inspect().then(volumeState)),
    image: (reference) => found(docker.getImage(reference).inspect().then(imageState)),
    runIn: (container, argv) => runIn(docker, container, argv),
    logs: async (name) => (await found(logs(docker.getContainer(path(name))))) ?? '',
    close: async () => client[Symbol.dispose](),
  };
}

/** Of a question about one object; undefined when the engine says that there is none. */
async function found<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Names are put into a path; an empty one would ask about all objects. */
function path(name: string): string {
  return encodeURIComponent(name) || '-';
}

async function runIn(
  docker: Docker,
  container: string,
  argv: readonly string[],
): Promise<string | undefined> {
  const abortSignal = AbortSignal.timeout(RUN_DEADLINE);
  try {
    const exec = await docker.getContainer(path(container)).exec({
      Cmd: [...argv],
      AttachStdout: true,
      AttachStderr: true,
      abortSignal,
    });
    const stream = await exec.start({ stdin: false, abortSignal });
    const [output, errors] = [new PassThrough(), new PassThrough()];
    errors.resume();
    docker.modem.demuxStream(stream, output, errors);
    stream.on('end', () => output.end()).on('error', (error) => output.destroy(error));
    abortSignal.addEventListener('abort', () => output.destroy(new Error('too late')));
    const said = await text(output);
    const { ExitCode } = await exec.inspect();
    return ExitCode !== null && CANNOT_RUN.has(ExitCode) ? undefined : said;
  } catch (error) {
    // The container is gone, stopped or paused; or the command is not there; or it hangs.
    if (abortSignal.aborted || [400, 404, 409, 500].includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}

async function logs(container: Docker.Container): Promise<string> {
  const { Config } = await container.inspect();
  const raw = await container.logs({ stdout: true, stderr: true, follow: false, tail: LOG_LINES });
  const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(String(raw));
  return Config.Tty ? bytes.toString() : standardOutput(bytes);
}

function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}
