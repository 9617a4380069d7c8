import { tmpdir } from 'node:os';
import type { DockerVersion } from 'dockerode';
import type { Problem } from '../model/problem.ts';
import type { Endpoint } from './endpoint.ts';
import { hostOf, namedEndpoint, resolveEndpoint } from './endpoint.ts';
import { Upstream } from './gateway/upstream.ts';
import { afterWork } from './work-time.ts';

/** An engine that runs already; labproof neither starts nor stops it. */
export interface HostEngine extends AsyncDisposable {
  readonly kind: 'host';
  readonly endpoint: Endpoint;
  readonly version: string;
  readonly apiVersion: string;
  readonly enter: readonly string[];
  readonly folder: string;
  readonly dataRoot: string;
  readonly proc: string | undefined;
}

/** How long an engine may take to say what it is, in ms; a remote one is woken by ssh first. */
const ANSWER_DEADLINE = 10_000;

/** The engine that is named or else that the docker command line would use, if it answers. */
export async function openHostEngine(env: NodeJS.ProcessEnv, named?: string): Promise<HostEngine | Problem> {
  const endpoint = await (named === undefined ? resolveEndpoint(env) : namedEndpoint(named, env));
  if ('severity' in endpoint) return endpoint;
  await using upstream = new Upstream(endpoint);
  try {
    const [version, info] = await withDeadline(
      Promise.all([
        upstream.get<DockerVersion>('/version'),
        upstream.get<{ readonly DockerRootDir: string }>('/info'),
      ]),
      ANSWER_DEADLINE,
    );
    return {
      kind: 'host',
      endpoint,
      version: version.Version,
      apiVersion: version.ApiVersion,
      enter: [],
      folder: tmpdir(),
      proc: endpoint.kind === 'unix' ? '/proc' : undefined,
      dataRoot: info.DockerRootDir,
      [Symbol.asyncDispose]: async () => {},
    };
  } catch (error) {
    return {
      severity: 'error',
      code: 'engine-unreachable',
      message: `no Docker engine answers at ${hostOf(endpoint)}: ${reason(error)}`,
      hint: 'Start it, or set DOCKER_HOST or a docker context to one that runs.',
    };
  }
}

async function withDeadline<T>(promise: Promise<T>, ms: number): Promise<T> {
  let callOff = (): void => {};
  const late = new Promise<never>((_, reject) => {
    callOff = afterWork(ms, () => reject(new Error(`no answer in ${ms / 1000} s`)));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    callOff();
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such socket';
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code === 'EACCES') return 'this user may not use it';
  return message;
}
