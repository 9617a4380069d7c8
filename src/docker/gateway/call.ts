import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodePath } from './encode-path.ts';
import type { Run } from './run.ts';
import { type EngineAnswer, textOf } from './upstream.ts';
import { hide } from './view.ts';

/** One request of the lab's client and where its answer goes. */
export interface Call {
  readonly run: Run;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  /** `/v1.45`, or '' when the client names no version. */
  readonly version: string;
  /** Decoded, without the version. Handlers may change it; the engine gets it encoded. */
  path: string;
  readonly query: URLSearchParams;
  /** What the route's pattern caught. */
  readonly params: readonly string[];
}

export type Handler = (call: Call) => Promise<void>;

/** A refusal in the form of the Engine API's errors. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Larger bodies than this are not JSON of a client; in bytes. */
const bodyLimit = 32 * 1024 * 1024;

/** The request's JSON object; an absent or `null` body is an empty object. */
export async function bodyOf(call: Call): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of call.request) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > bodyLimit) throw new ApiError(413, 'http: request body too large');
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    throw new ApiError(400, 'invalid JSON');
  }
}

/** The path of the engine's API for this call, percent-encoded. */
export function target(call: Call): string {
  const query = call.query.toString();
  return call.version + encodePath(call.path) + (query === '' ? '' : `?${query}`);
}

/** Asks the engine with another body than the client's, and waits for the whole answer. */
export async function exchange(call: Call, body?: unknown): Promise<EngineAnswer> {
  const json = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const answer = await call.run.upstream.send({
    method: call.method,
    path: target(call),
    headers: {
      ...endToEnd(call.request.headers),
      'content-length': json?.length ?? 0,
      ...(json !== undefined && { 'content-type': 'application/json' }),
    },
    ...(json !== undefined && { body: json }),
  });
  return { status: answer.statusCode ?? 502, headers: answer.headers, text: await textOf(answer) };
}

/** Gives the client an answer of the engine, with what is the gateway's own hidden. */
export function reply(call: Call, { status, headers, text }: EngineAnswer, hidden = hide): void {
  const body = Buffer.from(hidden(call.run.view, text));
  const shown = endToEnd(headers);
  // A 204 has no length (RFC 9110, 8.6).
  if (status !== 204 && status !== 304) shown['content-length'] = String(body.length);
  call.response.writeHead(status, shown);
  call.response.end(status === 204 || status === 304 || call.method === 'HEAD' ? undefined : body);
}

export function replyJson(call: Call, status: number, value: unknown): void {
  reply(call, {
    status,
    headers: { 'content-type': 'application/json' },
    text: `${JSON.stringify(value)}\n`,
  });
}

/** All headers but those that are about one connection or that a changed body makes wrong. */
export function endToEnd(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !connectionHeaders.has(name)) kept[name] = value;
  }
  return kept;
}

const connectionHeaders = new Set([
  ...['connection', 'keep-alive', 'upgrade', 'transfer-encoding', 'content-length', 'host', 'expect'],
  ...['te', 'trailer', 'proxy-connection', 'http2-settings', 'accept-encoding'],
]);
