import {
  createServer as createPlainServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { ASSETS } from './assets.ts';
import type { Classroom } from './classroom.ts';
import { connect } from './connection.ts';
import { type GateOptions, gate, SAFE_HEADERS } from './gate.ts';
import { resultsCsv, resultsJson } from './results.ts';
import { bearer } from './tokens.ts';

export interface ServerOptions {
  readonly listen: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly hosts: readonly string[];
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** Ms within which a page has to answer that it is still there. */
  readonly heartbeatMs?: number;
  /** Ms within which a page has to say who it is. */
  readonly introductionMs?: number;
}

/** A page that is gone without a word is to be noticed before its seat counts as stuck. */
const HEARTBEAT = 30_000;

/** Serves pages until it is disposed of. */
export class PageServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 18, perMessageDeflate: false });
  readonly #options: ServerOptions;
  /** Pages that have not answered since they were last asked. */
  readonly #silent = new WeakSet<WebSocket>();
  readonly #heartbeat: NodeJS.Timeout;
  #classroom: Classroom | undefined;
  #port = 0;

  private constructor(options: ServerOptions) {
    this.#options = options;
    const answer = (request: IncomingMessage, response: ServerResponse): void =>
      void this.#answer(request, response);
    this.#server = options.tls ? createSecureServer(options.tls, answer) : createPlainServer(answer);
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, { socket, head }));
    this.#heartbeat = setInterval(() => this.#askWhoIsThere(), options.heartbeatMs ?? HEARTBEAT);
  }

  /** Rejects when the address or the port can't be had. */
  static async open(options: ServerOptions): Promise<PageServer> {
    const server = new PageServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(options.port, options.listen, resolve);
    });
    server.#port = (server.#server.address() as AddressInfo).port;
    return server;
  }

  /** Where the page is, without a token; the host as people here would call it. */
  get origin(): string {
    const { hosts, listen } = this.#options;
    const everywhere = listen === '0.0.0.0' || listen === '::';
    const host = hosts[0] ?? (everywhere ? '127.0.0.1' : listen);
    return `${this.#protocol}//${host.includes(':') ? `[${host}]` : host}:${this.#port}`;
  }

  /** Whom the pages are for; until then there is nobody. */
  admit(classroom: Classroom): void {
    this.#classroom = classroom;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#heartbeat);
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #askWhoIsThere(): void {
    for (const socket of this.#sockets.clients) {
      if (this.#silent.has(socket)) socket.terminate();
      else {
        this.#silent.add(socket);
        socket.once('pong', () => this.#silent.delete(socket));
        socket.ping();
      }
    }
  }

  get #protocol(): 'http:' | 'https:' {
    return this.#options.tls ? 'https:' : 'http:';
  }

  get #gate(): GateOptions {
    const { hosts, listen } = this.#options;
    return { protocol: this.#protocol, port: this.#port, hosts: [...hosts, listen] };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers, url = '' } = request;
    const refusal = gate({ method, headers, upgrade: false }, this.#gate);
    if (refusal) return end(response, refusal.status, { text: refusal.reason });
    const [path = ''] = url.split('?', 1);
    if (method !== 'GET' && method !== 'HEAD')
      return end(response, 405, { text: 'only GET is answered here' });
    const asset = Object.hasOwn(ASSETS, path) ? ASSETS[path] : undefined;
    if (asset) {
      const data = await asset.read().catch(() => undefined);
      return data
        ? end(response, 200, { data, type: asset.type })
        : end(response, 404, { text: 'it is missing' });
    }
    const results = Object.hasOwn(RESULTS, path) ? RESULTS[path] : undefined;
    if (!results) return end(response, 404, { text: 'there is nothing here' });
    const token = bearer(headers.authorization);
    if (token === undefined || !this.#classroom?.isTrainer(token))
      return end(response, 401, { text: 'the trainer alone sees this' });
    const text = results.write(this.#classroom.view());
    return end(response, 200, { text, type: results.type });
  }

  #upgrade(
    request: IncomingMessage,
    { socket, head }: { readonly socket: Duplex; readonly head: Buffer },
  ): void {
    socket.on('error', () => {});
    const { method = '', headers, url = '' } = request;
    const refusal = gate({ method, headers, upgrade: true }, this.#gate);
    const classroom = this.#classroom;
    if (refusal || url !== '/seat' || !classroom) {
      const status = refusal?.status ?? 404;
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
      connect(webSocket, classroom, this.#options.introductionMs),
    );
  }
}

const RESULTS: Readonly<
  Record<string, { readonly type: string; readonly write: (seats: ReturnType<Classroom['view']>) => string }>
> = {
  '/results.csv': { type: 'text/csv; charset=utf-8', write: resultsCsv },
  '/results.json': { type: 'application/json', write: resultsJson },
};

interface Content {
  readonly text?: string;
  readonly data?: Buffer;
  readonly type?: string;
}

function end(
  response: ServerResponse,
  status: number,
  { text = '', data, type = 'text/plain; charset=utf-8' }: Content,
): void {
  response.writeHead(status, { ...SAFE_HEADERS, 'content-type': type });
  response.end(data ?? text);
}
