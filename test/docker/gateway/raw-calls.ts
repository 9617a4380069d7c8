import http from 'node:http';
import net from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One request with its target exactly as given; a connection that stays open is closed by us. */
export function ask(socketPath: string, method: string, target: string, body?: string): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = {
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    };
    const request = http.request({ socketPath, method, path: target, headers, agent: false, timeout: 700 });
    let text = '';
    let status = 0;
    const end = () => resolve({ status, body: text });
    request.on('timeout', () => request.destroy());
    request.on('error', end);
    request.on('upgrade', (response, socket) => {
      status = response.statusCode ?? 0;
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.setTimeout(500, () => socket.destroy());
      socket.on('close', end);
    });
    request.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.setEncoding('latin1');
      response.on('data', (chunk) => {
        text += chunk;
        if (text.length > 1_000_000) request.destroy();
      });
      response.on('close', end);
    });
    request.end(body);
  });
}

/** Bytes as they are, for what no well-behaved client sends; all that is answered within half a second of silence. */
export function send(socketPath: string, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath);
    let text = '';
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    socket.write(bytes);
  });
}
