import http2 from 'node:http2';
import type { Duplex } from 'node:stream';
import { answerEdit, type CallEdit, callEdit, control, isKnown } from './buildkit-calls.ts';
import { editingMessages, type MessageEdit } from './grpc-messages.ts';
import type { Run } from './run.ts';

/**
 * Joins a client of BuildKit's API (gRPC over HTTP/2 on an upgraded connection) with the engine's:
 * images get the run's label and names that are free, and the shared cache is not pruned.
 */
export function joinBuildKit(run: Run, client: Duplex, engine: Duplex): void {
  const upstream = http2.connect('http://docker', { createConnection: () => engine });
  const server = http2.createServer({ settings: { maxConcurrentStreams: 1000 } });
  upstream.on('error', () => client.destroy());
  upstream.on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
  server.on('sessionError', () => upstream.destroy());
  const onStream = (
    stream: http2.ServerHttp2Stream,
    headers: http2.IncomingHttpHeaders,
    _flags: number,
    rawHeaders: string[],
  ): void => {
    stream.on('error', () => {});
    const path = String(headers[':path']);
    if (path === `${control}/Prune`) {
      run.notices.add('the build cache is shared, so it was not pruned');
      answerNothing(stream);
      return;
    }
    if (path === `${control}/UpdateBuildHistory`) {
      run.notices.add('the records of builds are shared, so none was changed');
      answerNothing(stream, emptyMessage);
      return;
    }
    if (!isKnown(path)) {
      answerUnknown(stream, path);
      return;
    }
    const edit = callEdit(path);
    if (upstream.destroyed) {
      stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
      return;
    }
    const request = upstream.request(distinct(rawHeaders), { endStream: false });
    answerWith(run, { stream, request, edit: answerEdit(path) });
    if (edit === undefined) stream.pipe(request);
    else {
      forwardEdited(run, { stream, request, edit }).catch(() =>
        stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR),
      );
    }
  };
  server.on('stream', onStream as never);
  server.emit('connection', client);
}

interface Answering {
  readonly stream: http2.ServerHttp2Stream;
  readonly request: http2.ClientHttp2Stream;
  readonly edit: MessageEdit | undefined;
}

function answerWith(run: Run, { stream, request, edit }: Answering): void {
  let trailers: http2.IncomingHttpHeaders = {};
  request.on('trailers', (received) => {
    trailers = received;
  });
  request.on('response', (headers, flags) => {
    if (stream.destroyed) return;
    const ended = (flags & http2.constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond(headers, ended ? { endStream: true } : { waitForTrailers: true });
    if (ended) return;
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    if (edit === undefined) request.pipe(stream);
    else request.pipe(editingMessages(run, edit)).pipe(stream);
  });
  request.on('error', () => {
    if (!stream.destroyed) stream.close(request.rstCode || http2.constants.NGHTTP2_CANCEL);
  });
  stream.on('aborted', () => request.close(http2.constants.NGHTTP2_CANCEL));
}

/** The call takes one message: a flag whether it is compressed, its length, and the message. */
async function forwardEdited(
  run: Run,
  {
    stream,
    request,
    edit,
  }: { stream: http2.ServerHttp2Stream; request: http2.ClientHttp2Stream; edit: CallEdit },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const frame = Buffer.concat(chunks);
  if (frame.length < 5 || frame[0] !== 0) {
    request.end(frame);
    return;
  }
  const message = await edit(run, frame.subarray(5));
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  request.end(Buffer.concat([head, message]));
}

/** Not compressed, and of length 0. */
const emptyMessage = Buffer.alloc(5);

/** As an engine that has no such call. */
function answerUnknown(stream: http2.ServerHttp2Stream, path: string): void {
  stream.resume();
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': '12',
      'grpc-message': encodeURIComponent(`labproof: unknown method ${path}`),
    },
    { endStream: true },
  );
}

/** Ends well, with no message or with one of no fields. */
function answerNothing(stream: http2.ServerHttp2Stream, message?: Buffer): void {
  stream.resume();
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(message);
}

/** Repeated headers stay apart: a session names each of its methods in one of its own. */
function distinct(rawHeaders: readonly string[]): http2.OutgoingHttpHeaders {
  const headers: Record<string, string | string[]> = {};
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const known = headers[name];
    headers[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  }
  return headers;
}
