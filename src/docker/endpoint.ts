import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../model/problem.ts';

/** Where an engine's API is reached. */
export type Endpoint =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles }
  | { readonly kind: 'ssh'; readonly destination: string; readonly port?: number }
  | InsideEndpoint
  /** There is none: asking it fails. */
  | { readonly kind: 'none' };

/** The engine inside a container of another engine, at its usual socket there. */
export interface InsideEndpoint {
  readonly kind: 'inside';
  readonly container: string;
  readonly via: Endpoint;
}

/** Paths of PEM files. */
export interface TlsFiles {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Whether the engine's certificate must be one that `ca` (or the system) signed. */
  readonly verify: boolean;
}

const defaultHost = 'unix:///var/run/docker.sock';

/**
 * The endpoint that the docker command line would use in this environment: DOCKER_HOST, else the
 * context that DOCKER_CONTEXT or the configuration file names, else the default socket.
 * Source: docs.docker.com/engine/manage-resources/contexts and docker/cli.
 */
export async function resolveEndpoint(env: NodeJS.ProcessEnv): Promise<Endpoint | Problem> {
  const config = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
  if (env.DOCKER_HOST) return parseHost(env.DOCKER_HOST, 'DOCKER_HOST', environmentTls(env, config));
  const { name, source } = env.DOCKER_CONTEXT
    ? { name: env.DOCKER_CONTEXT, source: 'DOCKER_CONTEXT' }
    : { name: await currentContext(config), source: join(config, 'config.json') };
  if (name === undefined || name === 'default') {
    return parseHost(defaultHost, 'default', environmentTls(env, config));
  }
  return contextEndpoint(config, name, source);
}

/** Whether something of the user's own says which engine to use, so that no other may take its place. */
export async function choosesEngine(env: NodeJS.ProcessEnv): Promise<boolean> {
  if (env.DOCKER_HOST || env.DOCKER_CONTEXT) return true;
  const name = await currentContext(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'));
  return name !== undefined && name !== 'default';
}

/** The endpoint of an engine that is named by its address or by a Docker context. */
export async function namedEndpoint(name: string, env: NodeJS.ProcessEnv): Promise<Endpoint | Problem> {
  const config = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
  const tls = environmentTls(env, config);
  if (name.includes('://')) return parseHost(name, '--engine', tls);
  if (name === 'default') return parseHost(defaultHost, 'default', tls);
  return contextEndpoint(config, name, '--engine');
}

/** `endpoint` as a value of DOCKER_HOST, if it can be one. */
export function hostOf(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'unix':
      return `unix://${endpoint.path}`;
    case 'tcp':
      return `tcp://${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
    case 'ssh':
      return `ssh://${endpoint.destination}${endpoint.port === undefined ? '' : `:${endpoint.port}`}`;
    case 'none':
      return 'no engine';
    case 'inside':
      return `container ${endpoint.container.slice(0, 12)} of ${hostOf(endpoint.via)}`;
  }
}

function environmentTls(env: NodeJS.ProcessEnv, config: string): TlsFiles | undefined {
  if (!env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS) return undefined;
  return tlsFiles(env.DOCKER_CERT_PATH || config, Boolean(env.DOCKER_TLS_VERIFY));
}

function tlsFiles(directory: string, verify: boolean): TlsFiles {
  const file = (name: string) => (existsSync(join(directory, name)) ? join(directory, name) : undefined);
  const [ca, cert, key] = [file('ca.pem'), file('cert.pem'), file('key.pem')];
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), verify };
}

function parseHost(text: string, source: string, tls: TlsFiles | undefined): Endpoint | Problem {
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/.exec(text.trim()) ?? [];
  if (scheme === 'unix') return { kind: 'unix', path: rest || defaultHost.slice('unix://'.length) };
  const [, user, name = '', bracketed, digits] =
    /^(?:([^@/]+)@)?((?:\[([0-9a-fA-F:]+)\])|[^:/@[\]]*)(?::(\d+))?\/?$/.exec(rest) ?? [];
  const port = digits === undefined ? undefined : Number(digits);
  const host = bracketed ?? name;
  if (scheme === 'ssh' && host !== '') {
    const destination = user === undefined ? host : `${user}@${host}`;
    return { kind: 'ssh', destination, ...(port !== undefined && { port }) };
  }
  if ((scheme === 'tcp' || scheme === 'http' || scheme === 'https') && host !== '') {
    return { kind: 'tcp', host, port: port ?? (tls ? 2376 : 2375), ...(tls && { tls }) };
  }
  return problem(`${source} names an engine that labproof cannot reach: ${text}`, {
    expected: 'unix://PATH, tcp://HOST:PORT or ssh://USER@HOST',
  });
}

async function currentContext(config: string): Promise<string | undefined> {
  const settings = await readJson(join(config, 'config.json'));
  const name = settings?.currentContext;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

async function contextEndpoint(config: string, name: string, source: string): Promise<Endpoint | Problem> {
  // Contexts are kept below the hash of their name, so that any name makes a file name.
  const id = createHash('sha256').update(name).digest('hex');
  const meta = await readJson(join(config, 'contexts', 'meta', id, 'meta.json'));
  const docker = object(object(meta?.Endpoints)?.docker);
  if (typeof docker?.Host !== 'string') {
    return problem(`${source} names the Docker context ${name}, which does not exist`, {
      hint: 'docker context ls shows those that do; docker context use default chooses the default.',
    });
  }
  const directory = join(config, 'contexts', 'tls', id, 'docker');
  const tls = existsSync(directory) ? tlsFiles(directory, docker.SkipTLSVerify !== true) : undefined;
  return parseHost(docker.Host, `Docker context ${name}`, tls);
}

async function readJson(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return object(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // The docker command line, too, takes an unreadable configuration as none.
    return undefined;
  }
}

function object(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function problem(message: string, more: Pick<Problem, 'expected' | 'hint'>): Problem {
  return { severity: 'error', code: 'engine-endpoint', message, ...more };
}
