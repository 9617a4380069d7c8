import { pipeline, Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { type Call, endToEnd, type Handler, reply, target } from './call.ts';
import { textOf } from './upstream.ts';
import { hide, type View } from './view.ts';

/** How a successful answer is given on: as it comes, whole with the gateway's own hidden, or line by line. */
export type RelayMode = 'raw' | 'whole' | 'lines';

export interface RelayOptions {
  readonly mode: RelayMode;
  /** In place of `hide`, for whole texts or for each line. '' drops a line. */
  readonly edit?: (view: View, text: string) => string | Promise<string>;
  /** Sees each line of the engine's, before the edit. */
  readonly observe?: (line: string) => void;
  /** In place of the client's body. */
  readonly body?: Buffer;
  /** What the client's body goes through. */
  readonly through?: Transform;
  /** A call that the engine has got whole goes on without its client, and its answer is read to the end. */
  readonly toItsEnd?: boolean;
}

export const relayRaw: Handler = async (call) => {
  await relay(call, { mode: 'raw' });
};

export const relayWhole: Handler = async (call) => {
  await relay(call, { mode: 'whole' });
};

/** Sends the call on, streaming both ways; resolves with the status when the answer has been given. */
export async function relay(call: Call, options: RelayOptions): Promise<number> {
  const { request, response } = call;
  const abandoned = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished && !(options.toItsEnd && request.complete)) abandoned.abort();
  });
  const { body } = options;
  const answer = await call.run.upstream.send({
    method: call.method,
    path: target(call),
    headers: { ...endToEnd(request.headers), ...lengthOf(call, body) },
    signal: abandoned.signal,
    ...(body !== undefined
      ? { body }
      : hasBody(call) && { body: options.through === undefined ? request : request.pipe(options.through) }),
  });
  const status = answer.statusCode ?? 502;
  const json = (answer.headers['content-type'] ?? '').includes('json');
  if (status >= 400 || (options.mode === 'whole' && json)) {
    const text = await textOf(answer);
    const edited =
      status < 400 && options.edit !== undefined ? await options.edit(call.run.view, text) : undefined;
    reply(call, { status, headers: answer.headers, text: edited ?? text });
    return status;
  }
  const headers: Record<string, string | string[]> = endToEnd(answer.headers);
  const length = answer.headers['content-length'];
  if (options.mode === 'raw' && length !== undefined) headers['content-length'] = length;
  response.writeHead(status, headers);
  // `docker logs -f` and `docker wait` act on the head before there is any body.
  response.flushHeaders();
  await new Promise<void>((resolve) => {
    const done = (error?: Error | null) => {
      if (error) response.destroy();
      resolve();
    };
    if (options.mode === 'raw') pipeline(answer, response, done);
    else if (options.toItsEnd) {
      const lines = lineEditor(call.run.view, options);
      response.on('close', () => lines.unpipe(response).resume());
      pipeline(answer, lines, done);
      if (response.destroyed) lines.resume();
      else lines.pipe(response);
    } else pipeline(answer, lineEditor(call.run.view, options), response, done);
  });
  return status;
}

/** A call that has no body by its method gets none on: what a client puts behind it is nothing that the engine is told. */
const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE']);

function hasBody(call: Call): boolean {
  const { headers } = call.request;
  if (withoutBody.has(call.method)) return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function lengthOf(call: Call, body: Buffer | undefined): Record<string, string> {
  if (body !== undefined) return { 'content-length': String(body.length) };
  if (!hasBody(call)) return withoutBody.has(call.method) ? {} : { 'content-length': '0' };
  const length = call.request.headers['content-length'];
  return length === undefined ? {} : { 'content-length': length };
}

function lineEditor(view: View, { edit = hide, observe }: RelayOptions): Transform {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const give = async (transform: Transform, text: string) => {
    observe?.(text);
    const edited = await edit(view, text);
    if (edited !== '') transform.push(edited);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const text = decoder.write(chunk);
      rest += text;
      if (!text.includes('\n')) return done();
      const lines = rest.split(/(?<=\n)/);
      rest = lines.at(-1)?.endsWith('\n') ? '' : (lines.pop() ?? '');
      (async () => {
        for (const line of lines) await give(this, line);
      })().then(() => done(), done);
    },
    flush(done) {
      give(this, rest + decoder.end()).then(() => done(), done);
    },
  });
}
