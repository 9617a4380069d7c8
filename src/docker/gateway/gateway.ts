import { chmod, rm } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import type { Ledger } from '../ledger.ts';
import { ApiError, type Call, replyJson } from './call.ts';
import { readEngineState } from './engine-state.ts';
import { type Heartbeat, listenForEnd } from './heartbeat.ts';
import { hijack, refuse } from './hijack.ts';
import { createImageView } from './image-view.ts';
import { findRoute, mayUpgrade } from './routes.ts';
import type { Run } from './run.ts';
import { addressUpgrade } from './upgrades.ts';
import { Upstream } from './upstream.ts';
import { createView } from './view.ts';

export interface GatewayOptions {
  readonly endpoint: Endpoint;
  readonly runId: string;
  /** The key of its label. */
  readonly label?: string;
  /** Of the run, existing, with mode 0700. */
  readonly directory: string;
  readonly ledger: Ledger;
  /** How long `docker stop` waits when the lab does not say, in seconds; undefined: as the engine. */
  readonly stopSeconds?: number;
  /** The engine's /proc, if it can be seen from here. */
  readonly proc?: string | undefined;
  readonly privileged: 'allow' | 'refuse';
  /** Told of folders of the computer before they are mounted; where they are not there, the engine makes them. */
  readonly bindsTo?: (path: string) => Promise<void>;
  /** The engine is the lab's own, to restart too. */
  readonly own?: boolean;
}

/**
 * The engine as one run sees it, on a socket of the run's own. What the lab makes carries the run's
 * label from birth; what is not the run's can neither be seen nor touched.
 */
export class Gateway implements Front {
  readonly socketPath: string;
  readonly endpoint: Endpoint;
  readonly #server: http.Server;
  readonly #run: Run;
  readonly #heartbeat: Heartbeat;
  readonly #upgraded = new Set<Duplex>();

  private constructor(run: Run, { own = false }: GatewayOptions) {
    this.#run = run;
    this.#heartbeat = listenForEnd(run.upstream, { returns: own });
    this.socketPath = run.socketPath;
    this.endpoint = { kind: 'unix', path: run.socketPath };
    this.#server = http.createServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 });
    this.#server.on('request', (request, response) => this.#answer(request, response));
    this.#server.on('checkContinue', (request, response) => {
      response.writeContinue();
      this.#answer(request, response);
    });
    this.#server.on('upgrade', (request, client, head) => this.#upgrade(request, client, head));
  }

  /** Rejects when the engine does not answer or the socket cannot be made. */
  static async open(options: GatewayOptions): Promise<Gateway> {
    const upstream = new Upstream(options.endpoint);
    const view = createView(options.runId, options.label);
    const notices = new Set<string>();
    const run: Run = {
      endpoint: options.endpoint,
      socketPath: path.join(options.directory, 'docker.sock'),
      upstream,
      ledger: options.ledger,
      view,
      images: createImageView({ upstream, view, ledger: options.ledger, notices }),
      stopSeconds: options.stopSeconds,
      proc: options.proc,
      privileged: options.privileged,
      bindsTo: options.bindsTo ?? (async () => {}),
      notices,
      execs: new Set(),
      builds: new Set(),
      creating: new Set(),
      startedAt: new Date(),
      ...(await readEngineState(upstream)),
    };
    const gateway = new Gateway(run, options);
    await gateway.#listen();
    return gateway;
  }

  /** What the lab was given other than it asked for, a sentence each. */
  notices(): readonly string[] {
    return [...this.#run.notices];
  }

  /** Whether the engine ended meanwhile, and with it what ran on it. */
  get engineLost(): boolean {
    return this.#heartbeat.lost;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#heartbeat[Symbol.dispose]();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    for (const client of this.#upgraded) client.destroy();
    await closed;
    await this.#run.upstream[Symbol.asyncDispose]();
    await rm(this.socketPath, { force: true });
  }

  async #listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.socketPath, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    await chmod(this.socketPath, 0o600);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    response.sendDate = false;
    response.on('error', () => {});
    const call = callOf(this.#run, request, response);
    const route = call === undefined ? undefined : findRoute(call.method, call.path);
    if (call === undefined || route === undefined) {
      request.resume();
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"page not found"}\n');
      return;
    }
    route.handler({ ...call, params: route.params }).catch((error: Error) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      const status = error instanceof ApiError ? error.status : 502;
      const message =
        error instanceof ApiError ? error.message : `labproof: cannot reach the engine: ${error.message}`;
      // A body that was not read would be taken for the next request.
      if (!request.complete) response.setHeader('connection', 'close');
      replyJson(call, status, { message });
    });
  }

  #upgrade(request: IncomingMessage, client: Duplex, head: Buffer): void {
    this.#upgraded.add(client);
    client.on('close', () => this.#upgraded.delete(client));
    client.on('error', () => {});
    const call = callOf(this.#run, request, undefined as never);
    const params = call === undefined ? undefined : mayUpgrade(call.method, call.path);
    if (call === undefined || params === undefined) {
      refuse(client, 400, 'this call cannot be upgraded');
      return;
    }
    const found: Call = { ...call, params };
    (async () => {
      await addressUpgrade(found);
      await hijack(found, client, head);
    })().catch((error: Error) => {
      refuse(client, error instanceof ApiError ? error.status : 502, error.message);
    });
  }
}

/** Undefined when the path is not one that the engine could have. */
function callOf(run: Run, request: IncomingMessage, response: ServerResponse): Call | undefined {
  const { method = 'GET', url = '/' } = request;
  const at = url.indexOf('?');
  let decoded: string;
  try {
    decoded = decodeURIComponent(at < 0 ? url : url.slice(0, at));
  } catch {
    return undefined;
  }
  // The engine lets form fields win over the query, where the confining filters are.
  if (/form/i.test(request.headers['content-type'] ?? '')) return undefined;
  // The engine matches the decoded path; dots that climb could make it another one than is seen here.
  if (decoded.split('/').some((part) => part === '.' || part === '..')) return undefined;
  const match = /^(\/v[0-9.]+)?(\/.*)$/s.exec(decoded);
  const query = new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
  if (match?.[2] === undefined) return undefined;
  return { run, request, response, method, version: match[1] ?? '', path: match[2], query, params: [] };
}
