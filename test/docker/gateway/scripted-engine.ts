import { mkdtemp, rm } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { Gateway } from '../../../src/docker/gateway/gateway.ts';
import { Ledger } from '../../../src/docker/ledger.ts';

/** What an engine answers to `GET /containers/x/json`, by method and path without version and query. */
export type Script = Readonly<Record<string, unknown>>;

/** For an answer that is more than a JSON value: its status, and when it comes. */
export type Scripted = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface ScriptedLab {
  readonly gateway: Gateway;
  /** The run's label as it stands in the engine's answers. */
  readonly own: Readonly<Record<string, string>>;
  /** One request of the lab's, its target exactly as given. */
  ask(
    method: string,
    target: string,
    body?: unknown,
    type?: string,
  ): Promise<{ readonly status: number; readonly text: string }>;
  /** What reached the engine for the lab: method, decoded target. */
  readonly reached: readonly string[];
}

const INFO = {
  ServerVersion: '28.5.2',
  DockerRootDir: '/var/lib/docker',
  Swarm: { LocalNodeState: 'inactive' },
};

/**
 * A gateway before an engine whose answers are given: for rules about single calls, which an engine
 * of one's own shows too, but slowly and not in every order. What the script lacks is not found.
 */
export async function withScriptedEngine(
  script: Script,
  use: (lab: ScriptedLab) => Promise<void>,
  {
    runId = 'test',
    privileged = 'allow',
  }: { readonly runId?: string; readonly privileged?: 'allow' | 'refuse' } = {},
): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'lp-scripted-'));
  const reached: string[] = [];
  const engine = http.createServer((request, response) => {
    const target = decodeURIComponent(request.url ?? '').replace(/^\/v[0-9.]+(?=\/)/, '');
    const key = `${request.method} ${target.replace(/\?.*/s, '')}`;
    reached.push(`${request.method} ${target}`);
    const answer = { 'GET /info': INFO, ...script }[key];
    if (typeof answer === 'function') return void (answer as Scripted)(request, response);
    const status = answer === undefined ? 404 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(answer ?? { message: `no such thing: ${target}` })}\n`);
  });
  const socket = path.join(directory, 'engine.sock');
  await new Promise<void>((resolve) => engine.listen(socket, resolve));
  const endpoint = { kind: 'unix', path: socket } as const;
  const ledger = await Ledger.open({ directory: path.join(directory, 'ledger'), runId, endpoint });
  const gateway = await Gateway.open({ endpoint, runId, directory, ledger, privileged });
  try {
    reached.length = 0;
    await use({
      gateway,
      own: { 'labproof.run': runId },
      ask: (method, target, body, type = 'application/json') =>
        ask(gateway.socketPath, { method, target, body, type }),
      reached,
    });
  } finally {
    await gateway[Symbol.asyncDispose]();
    engine.closeAllConnections();
    await new Promise((resolve) => engine.close(resolve));
    await ledger.forget();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Sent {
  readonly method: string;
  readonly target: string;
  readonly body: unknown;
  readonly type: string;
}

async function ask(
  socketPath: string,
  { method, target, body, type }: Sent,
): Promise<{ readonly status: number; readonly text: string }> {
  const json = body === undefined ? undefined : JSON.stringify(body);
  const headers =
    json === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(json) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = http.request({ socketPath, method, path: target, headers, agent: false });
    request.on('response', resolve).on('error', reject).end(json);
  });
  return { status: response.statusCode ?? 0, text: await textOf(response) };
}
