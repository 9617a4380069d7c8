import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { joinBuildKit } from './buildkit.ts';
import { type Call, endToEnd, target } from './call.ts';
import { textOf } from './upstream.ts';
import { hide } from './view.ts';

/** The bodies that come with an upgrade are settings of `exec start`; in bytes. */
const bodyLimit = 1024 * 1024;

/**
 * Sends a request on that turns its connection into a raw one, and joins the two connections, each
 * direction ending by itself: `echo hi | docker run -i alpine cat` ends its input and still reads.
 * An engine that declines answers as usual, and the connection is not used again: what follows on it
 * would not pass the gateway.
 */
export async function hijack(call: Call, client: Duplex, head: Buffer): Promise<void> {
  const length = Number(call.request.headers['content-length'] ?? 0);
  const { body, rest } = await bodyFrom(client, head, Math.min(length, bodyLimit));
  const outgoing = call.run.upstream.openUpgrade({
    method: call.method,
    path: target(call),
    headers: {
      // A BuildKit session names each of its methods in a header of its own.
      ...endToEnd(call.request.headersDistinct),
      connection: 'Upgrade',
      upgrade: call.request.headers.upgrade ?? 'tcp',
      'content-length': body.length,
    },
  });
  await new Promise<void>((resolve) => {
    client.on('close', () => {
      outgoing.destroy();
      resolve();
    });
    outgoing.on('error', (error) => {
      refuse(client, 502, `labproof: cannot reach the engine: ${error.message}`);
      resolve();
    });
    outgoing.on('response', (answer) => {
      decline(call, client, answer).then(resolve, () => client.destroy());
    });
    outgoing.on('upgrade', (answer, engine, first) => {
      client.write(headText(answer));
      if (call.path === '/grpc') {
        if (rest.length > 0) client.unshift(rest);
        if (first.length > 0) engine.unshift(first);
        joinBuildKit(call.run, client, engine);
      } else join(client, engine, { fromClient: rest, fromEngine: first });
    });
    outgoing.end(body);
  });
}

/** An answer in the API's form on a connection that is closed after it. */
export function refuse(client: Duplex, status: number, message: string): void {
  const body = `${JSON.stringify({ message })}\n`;
  client.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function join(client: Duplex, engine: Duplex, early: { fromClient: Buffer; fromEngine: Buffer }): void {
  if (early.fromEngine.length > 0) client.write(early.fromEngine);
  if (early.fromClient.length > 0) engine.write(early.fromClient);
  // Ends pass on in either direction; only trouble and the end of both close a connection.
  client.pipe(engine);
  engine.pipe(client);
  client.on('error', () => engine.destroy());
  engine.on('error', () => client.destroy());
  client.on('close', () => engine.destroy());
  engine.on('close', () => {
    if (!client.writableEnded) client.end();
    // The engine takes no more input, whatever the client may still say.
    client.resume();
  });
}

async function decline(call: Call, client: Duplex, answer: IncomingMessage): Promise<void> {
  const status = answer.statusCode ?? 502;
  const headers: Record<string, string | string[]> = { ...endToEnd(answer.headers), connection: 'close' };
  if (!(answer.headers['content-type'] ?? '').includes('json')) {
    // An engine that hijacks without an upgrade ends its output by closing.
    client.write(headOf(status, answer.statusMessage ?? '', headers));
    answer.pipe(client);
    return;
  }
  const text = hide(call.run.view, await textOf(answer));
  headers['content-length'] = String(Buffer.byteLength(text));
  client.end(headOf(status, answer.statusMessage ?? '', headers) + text);
}

/** Node hands over an upgrade's body unread, together with what follows it. */
async function bodyFrom(
  client: Duplex,
  head: Buffer,
  length: number,
): Promise<{ body: Buffer; rest: Buffer }> {
  let read = head;
  if (read.length < length) {
    client.pause();
    const chunks = [head];
    let size = head.length;
    await new Promise<void>((resolve) => {
      const take = () => {
        for (
          let chunk = client.read() as Buffer | null;
          chunk !== null;
          chunk = client.read() as Buffer | null
        ) {
          chunks.push(chunk);
          size += chunk.length;
        }
        if (size >= length) finish();
      };
      const finish = () => {
        client.off('readable', take).off('end', finish).off('close', finish);
        resolve();
      };
      client.on('readable', take).on('end', finish).on('close', finish);
      take();
    });
    read = Buffer.concat(chunks);
  }
  return { body: read.subarray(0, length), rest: read.subarray(length) };
}

function headText(answer: IncomingMessage): string {
  const lines = [`HTTP/1.1 101 ${answer.statusMessage}`];
  for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
    lines.push(`${answer.rawHeaders[at]}: ${answer.rawHeaders[at + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function headOf(status: number, message: string, headers: Record<string, string | string[]>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} ${message}\r\n${lines.join('\r\n')}\r\n\r\n`;
}
