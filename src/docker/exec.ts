import { once } from 'node:events';
import http from 'node:http';
import { type Duplex, PassThrough, type Readable } from 'node:stream';

export interface ExecOptions {
  readonly argv: readonly string[];
  /** Beside what the container has. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** `tty`: input and output are a terminal's; the errors are among the output then. */
  readonly terminal?: 'none' | 'tty';
}

/** A program that runs in a container, with its standard streams. */
export interface Exec {
  /** Its input, which may be ended before its output ends. */
  readonly input: Duplex;
  readonly output: Readable;
  readonly errors: Readable;
  /** Its status once the output has ended; undefined when the engine can't tell any more. */
  status(): Promise<number | undefined>;
  /** Closes the connection: the program reads the end of its input and runs on. */
  close(): void;
}

/** A container of the engine that `connect` makes connections to. */
export interface ExecTarget {
  readonly connect: () => Duplex;
  readonly container: string;
}

/** In the place of Ctrl-P Ctrl-Q, which are for a container that the program itself is attached to. */
const NEVER_TYPED = 'ctrl-@,ctrl-@,ctrl-@,ctrl-@';

/**
 * Starts a program in a container. Rejects with the engine's words when it refuses, which is when there
 * is no such container or it does not run. What can't be started there has status 126 or 127.
 * Source: docs.docker.com/reference/api/engine, Exec.
 */
export async function startExec({ connect, container }: ExecTarget, options: ExecOptions): Promise<Exec> {
  // Over ssh a connection is dear: the one that made the exec becomes its stream.
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  Object.assign(agent, { createConnection: connect });
  const tty = options.terminal === 'tty';
  try {
    const { Id } = await ask<{ Id: string }>(agent, {
      method: 'POST',
      path: `/containers/${container}/exec`,
      body: {
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: !tty,
        Tty: tty,
        ...(tty && { DetachKeys: NEVER_TYPED }),
        Cmd: options.argv,
        ...(options.env && { Env: Object.entries(options.env).map(([name, value]) => `${name}=${value}`) }),
        ...(options.cwd !== undefined && { WorkingDir: options.cwd }),
      },
    });
    const input = await upgrade(agent, `/exec/${Id}/start`, { Detach: false, Tty: tty });
    const status = () => statusOf(connect, Id);
    const close = (): void => {
      input.destroy();
      agent.destroy();
    };
    const errors = new PassThrough();
    if (tty) {
      errors.end();
      return { input, output: input, errors, status, close };
    }
    const output = new PassThrough();
    void part(input, { output, errors });
    return { input, output, errors, status, close };
  } catch (error) {
    agent.destroy();
    throw error;
  }
}

/** All that a program writes, and its status; it reads `input` as its own. */
export async function execText(
  target: ExecTarget,
  options: ExecOptions & { readonly input?: string | Buffer },
): Promise<{ readonly output: string; readonly errors: string; readonly status: number | undefined }> {
  const exec = await startExec(target, options);
  exec.input.on('error', () => {});
  exec.input.end(options.input ?? '');
  const [output, errors] = await Promise.all([textOf(exec.output), textOf(exec.errors)]);
  const status = await exec.status();
  exec.close();
  return { output, errors, status };
}

async function statusOf(connect: () => Duplex, id: string): Promise<number | undefined> {
  const agent = new http.Agent();
  Object.assign(agent, { createConnection: connect });
  const asked = { method: 'GET', path: `/exec/${id}/json` };
  const said = await ask<{ ExitCode: number | null }>(agent, asked).catch(() => undefined);
  agent.destroy();
  return said?.ExitCode ?? undefined;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

async function ask<T>(agent: http.Agent, asked: Asked): Promise<T> {
  const request = open(agent, asked, {});
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  const text = await textOf(answer);
  if ((answer.statusCode ?? 0) >= 400) throw new Error(messageOf(text));
  return JSON.parse(text) as T;
}

async function upgrade(agent: http.Agent, path: string, body: unknown): Promise<Duplex> {
  const request = open(agent, { method: 'POST', path, body }, { connection: 'Upgrade', upgrade: 'tcp' });
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('upgrade', (_answer, stream, first) => {
      if (first.length > 0) stream.unshift(first);
      resolve(stream);
    });
    request.on('response', (answer) => {
      textOf(answer).then((text) => reject(new Error(messageOf(text))), reject);
    });
  });
}

function open(agent: http.Agent, { method, path, body }: Asked, headers: http.OutgoingHttpHeaders) {
  const json = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const about = json && { 'content-type': 'application/json', 'content-length': json.length };
  const request = http.request({ agent, method, path, headers: { ...headers, ...about, host: 'docker' } });
  request.end(json);
  return request;
}

/**
 * Parts what comes over an exec's connection: frames with a header of eight bytes, of which the first
 * tells the stream and the last four the length. One who reads slowly slows the program down.
 */
async function part(from: Readable, to: { output: PassThrough; errors: PassThrough }): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let left = 0;
  let target = to.output;
  try {
    for await (const chunk of from) {
      let data = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
      while (left > 0 || data.length >= 8) {
        if (left === 0) {
          target = data[0] === 2 ? to.errors : to.output;
          left = data.readUInt32BE(4);
          data = data.subarray(8);
        }
        const piece = data.subarray(0, left);
        if (piece.length === 0 && left > 0) break;
        left -= piece.length;
        data = data.subarray(piece.length);
        if (!target.destroyed && !target.write(piece)) await once(target, 'drain');
      }
      rest = data;
    }
  } catch {
    // A connection that breaks ends what came over it.
  }
  to.output.end();
  to.errors.end();
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message: string }).message;
  } catch {
    return text.trim();
  }
}
