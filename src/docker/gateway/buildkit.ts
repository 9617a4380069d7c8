import http2 from 'node:http2';
import type { Duplex } from 'node:stream';
import { delimited, fieldsOf, mapEntry, readMapEntry } from './protobuf.ts';
import type { Run } from './run.ts';

const control = '/moby.buildkit.v1.Control';
const bridge = '/moby.buildkit.v1.frontend.LLBBridge';

type Edit = (run: Run, message: Buffer) => Promise<Buffer>;

/** Calls of BuildKit's that are changed on their way, by path. */
const edits: Readonly<Record<string, Edit>> = {
  // Field numbers are those of control.proto and gateway.proto of BuildKit.
  [`${control}/Solve`]: async (run, message) => labelled(run, await withClaimedNames(run, message), 7),
  [`${bridge}/Solve`]: async (run, message) => labelled(run, message, 3),
};

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
    const edit = Object.hasOwn(edits, path) ? edits[path] : undefined;
    if (upstream.destroyed) {
      stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
      return;
    }
    const request = upstream.request(distinct(rawHeaders), { endStream: false });
    answerWith(stream, request);
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

function answerWith(stream: http2.ServerHttp2Stream, request: http2.ClientHttp2Stream): void {
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
    request.pipe(stream);
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
  }: { stream: http2.ServerHttp2Stream; request: http2.ClientHttp2Stream; edit: Edit },
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

/** A build's options are a map of strings; one that is appended is part of it. */
function labelled(run: Run, message: Buffer, field: number): Buffer {
  return Buffer.concat([message, delimited(field, mapEntry(`label:${run.view.label}`, run.view.runId))]);
}

/** Options of exporters stand in field 4, of newer clients in field 2 of each field 13. */
async function withClaimedNames(run: Run, message: Buffer): Promise<Buffer> {
  const claimIn = async (bytes: Buffer, number: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for (const field of fieldsOf(bytes) ?? []) {
      const entry =
        field.number === number && field.payload !== undefined ? readMapEntry(field.payload) : undefined;
      if (entry?.key !== 'name' || entry.value === '') parts.push(field.bytes);
      else parts.push(delimited(number, mapEntry('name', await claimAll(run, entry.value))));
    }
    return Buffer.concat(parts);
  };
  if (fieldsOf(message) === undefined) return message;
  const outer: Buffer[] = [];
  for (const field of fieldsOf(await claimIn(message, 4)) ?? []) {
    const exporter = field.number === 13 ? field.payload : undefined;
    outer.push(exporter === undefined ? field.bytes : delimited(13, await claimIn(exporter, 2)));
  }
  return Buffer.concat(outer);
}

/** The client gives full names, `docker.io/library/app:latest`, several with commas between. */
async function claimAll(run: Run, names: string): Promise<string> {
  return (await Promise.all(names.split(',').map((name) => run.images.claim(name)))).join(',');
}

/** Not compressed, and of length 0. */
const emptyMessage = Buffer.alloc(5);

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
