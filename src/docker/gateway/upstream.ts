import { setMaxListeners } from 'node:events';
import http from 'node:http';
import type { Duplex } from 'node:stream';
import { dial } from '../dial.ts';
import type { Endpoint } from '../endpoint.ts';

export interface EngineRequest {
  readonly method: string;
  /** With the version and the query, percent-encoded. */
  readonly path: string;
  readonly headers?: http.OutgoingHttpHeaders;
  /** A buffer is sent again when a kept connection turns out to be closed; a stream is not. */
  readonly body?: Buffer | NodeJS.ReadableStream;
  readonly signal?: AbortSignal;
}

export interface EngineAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export interface AskOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The engine's API over kept-alive connections. */
export class Upstream implements AsyncDisposable {
  readonly #agent: http.Agent;
  readonly #lone: http.Agent;

  constructor(endpoint: Endpoint) {
    this.#agent = agentFor(endpoint, true);
    this.#lone = agentFor(endpoint, false);
  }

  /** The answer as soon as its head is there. Rejects only when the engine cannot be talked to. */
  async send(request: EngineRequest): Promise<http.IncomingMessage> {
    for (let attempt = 0; ; attempt++) {
      const outgoing = this.#open(request, this.#agent);
      try {
        return await headOf(outgoing, request);
      } catch (error) {
        const replayable = request.body === undefined || Buffer.isBuffer(request.body);
        // The engine may close an idle connection just as it is used again (RFC 9112, 9.3.1).
        if (!(outgoing.reusedSocket && replayable && attempt < 3 && connectionWasClosed(error))) throw error;
      }
    }
  }

  /** The whole answer, as text. */
  async ask(method: string, path: string, options: AskOptions = {}): Promise<EngineAnswer> {
    const { body, signal } = options;
    const json = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const answer = await this.send({
      method,
      path,
      headers:
        json === undefined ? {} : { 'content-type': 'application/json', 'content-length': json.length },
      ...(json !== undefined && { body: json }),
      ...(signal !== undefined && { signal }),
    });
    return { status: answer.statusCode ?? 0, headers: answer.headers, text: await textOf(answer) };
  }

  /** What a GET answers; undefined when the engine says that there is no such object. */
  async find<T>(path: string, options: AskOptions = {}): Promise<T | undefined> {
    const { status, text } = await this.ask('GET', path, options);
    if (status === 404) return undefined;
    if (status >= 400) throw new Error(messageOf(text));
    return JSON.parse(text) as T;
  }

  /** What a GET answers of something that is always there. */
  async get<T>(path: string, options: AskOptions = {}): Promise<T> {
    const answer = await this.find<T>(path, options);
    if (answer === undefined) throw new Error(`the engine has no ${path}`);
    return answer;
  }

  /** A connection of its own for a request that asks for an upgrade; the caller ends the request. */
  openUpgrade(request: EngineRequest): http.ClientRequest {
    return this.#open(request, this.#lone);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
    this.#lone.destroy();
  }

  #open(request: EngineRequest, agent: http.Agent): http.ClientRequest {
    // One signal ends all the requests of a run, however many are open.
    if (request.signal !== undefined) setMaxListeners(0, request.signal);
    // Node sends a body of unknown length as it is where the method usually has none (RFC 9112, 6.3):
    // the engine would take it for the next request.
    const unframed =
      request.body !== undefined &&
      !Buffer.isBuffer(request.body) &&
      request.headers?.['content-length'] === undefined;
    return http.request({
      agent,
      method: request.method,
      path: request.path,
      headers: { ...request.headers, ...(unframed && { 'transfer-encoding': 'chunked' }), host: 'docker' },
      ...(request.signal !== undefined && { signal: request.signal }),
    });
  }
}

export async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  return (await bytesOf(stream)).toString('utf8');
}

export async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What the engine says of an error, which is JSON unless something else answers for it. */
export function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message: string }).message;
  } catch {
    return text.trim();
  }
}

function agentFor(endpoint: Endpoint, keepAlive: boolean): http.Agent {
  const agent = new http.Agent({ keepAlive, maxFreeSockets: 16 });
  // Typed as a net.Socket, documented as any Duplex.
  Object.assign(agent, { createConnection: (): Duplex => dial(endpoint) });
  return agent;
}

function headOf(outgoing: http.ClientRequest, request: EngineRequest): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    if (request.body === undefined || Buffer.isBuffer(request.body)) outgoing.end(request.body);
    else {
      request.body.on('error', (error: Error) => outgoing.destroy(error));
      request.body.pipe(outgoing);
    }
  });
}

function connectionWasClosed(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ECONNRESET' || code === 'EPIPE';
}
