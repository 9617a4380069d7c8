import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DockerVersion } from 'dockerode';
import type { Endpoint } from '../docker/endpoint.ts';
import { Upstream } from '../docker/gateway/upstream.ts';
import { afterWork } from '../docker/work-time.ts';

/** The time an engine has to start, in ms. */
const START_DEADLINE = 60_000;
/** In ms. */
const LISTEN_RETRY = 2;
/** What the engine says of itself once it serves, or nothing when it ends or is too late. */
export async function firstAnswer(child: ChildProcess, endpoint: Endpoint & { kind: 'unix' }) {
  const stop = new AbortController();
  const callOff = afterWork(START_DEADLINE, () => stop.abort());
  const onExit = () => stop.abort();
  child.once('exit', onExit).once('error', onExit);
  try {
    await appearance(endpoint.path, stop.signal);
    await using upstream = new Upstream(endpoint);
    return await Promise.race([patientVersion(upstream), abortion(stop.signal)]);
  } catch (error) {
    if (stop.signal.aborted) return undefined;
    throw error;
  } finally {
    callOff();
    child.off('exit', onExit).off('error', onExit);
  }
}

/**
 * The socket is there before the engine is: a question is answered when it is ready. Only for the
 * moment between the socket's making and the first listening is there nobody to ask.
 */
async function patientVersion(upstream: Upstream): Promise<DockerVersion> {
  for (;;) {
    try {
      return await upstream.get<DockerVersion>('/version');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
      await setTimeout(LISTEN_RETRY);
    }
  }
}

async function appearance(path: string, signal: AbortSignal): Promise<void> {
  const watcher = watch(join(path, '..'), { signal });
  try {
    while (!existsSync(path)) await once(watcher, 'change', { signal });
  } finally {
    watcher.close();
  }
}

async function abortion(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted();
  await once(signal, 'abort');
  throw signal.reason;
}
