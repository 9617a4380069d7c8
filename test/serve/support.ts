import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { Classroom } from '../../src/serve/classroom.ts';
import { Course } from '../../src/serve/course.ts';
import type { FromPage, ToPage } from '../../src/serve/messages.ts';
import { Seat } from '../../src/serve/seat.ts';
import { PageServer } from '../../src/serve/server.ts';
import { newToken } from '../../src/serve/tokens.ts';
import type { TrainingOptions } from '../../src/training/training.ts';
import type { startLabproof } from '../support/cli.ts';
import { openDesk } from '../support/desk.ts';

export interface School {
  readonly server: PageServer;
  readonly classroom: Classroom;
  readonly seats: readonly Seat[];
  readonly trainerToken: string;
  readonly port: number;
}

export interface SchoolOptions {
  readonly texts?: Readonly<Record<string, string>>;
  readonly seats?: number;
  readonly idleMs?: number;
  readonly heartbeatMs?: number;
  readonly introductionMs?: number;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
}

const LAB =
  '# A lab\n\n1. Say it\n\n   ```console\n   $ echo hello\n   hello\n   ```\n\n2. Say more\n\n   ```console\n   $ echo more\n   more\n   ```\n';

/** A server with seats whose shells are plain ones in a folder, with no engine; gone when `use` is done. */
export async function withSchool(
  use: (school: School) => Promise<void>,
  {
    texts = { 'lab.md': LAB },
    seats: count = 1,
    idleMs = 60_000,
    heartbeatMs,
    introductionMs,
    tls,
  }: SchoolOptions = {},
): Promise<void> {
  await using server = await PageServer.open({
    ...{ listen: '127.0.0.1', port: 0, hosts: [], tls },
    ...(heartbeatMs !== undefined && { heartbeatMs }),
    ...(introductionMs !== undefined && { introductionMs }),
  });
  const course = new Course(
    'course',
    Object.entries(texts).map(([file, text]) => ({ file, text })),
  );
  const stateDirectory = await mkdtemp(join(tmpdir(), 'labproof-school-'));
  // Declared before the classroom, which writes into it to the last.
  await using _ = { [Symbol.asyncDispose]: () => rm(stateDirectory, { recursive: true }) };
  const training = (): TrainingOptions =>
    ({
      engine: 'private',
      env: process.env,
      stateDirectory,
      images: undefined,
      workdir: undefined,
      online: false,
      privileged: 'allow',
      timeoutMs: 30_000,
      signal: new AbortController().signal,
      open: openDesk,
    }) as unknown as TrainingOptions;
  const seats = Array.from(
    { length: count },
    (_, index) =>
      new Seat({
        name: `seat ${index + 1}`,
        token: newToken(),
        course,
        training,
        rehearsal: async () => undefined,
        ownMachine: true,
        warning: '',
        idleMs,
      }),
  );
  const trainerToken = newToken();
  await using classroom = new Classroom(seats, {
    trainerToken,
    linkOf: ({ options }) => `${server.origin}/#${options.token}`,
  });
  server.admit(classroom);
  await use({ server, classroom, seats, trainerToken, port: Number(new URL(server.origin).port) });
}

export interface Pupil {
  say(message: FromPage): void;
  /** The next message of that kind, or the one that has come since it was last asked for. */
  hears<T extends ToPage['t']>(
    kind: T,
    fits?: (message: Extract<ToPage, { t: T }>) => boolean,
  ): Promise<Extract<ToPage, { t: T }>>;
  /** Waits until terminals have shown a text. */
  sees(text: string): Promise<void>;
  readonly shown: () => string;
  /** The connection is there. */
  opens(): Promise<void>;
  /** With which code and for what reason the connection ends. */
  ends(): Promise<readonly [number, string]>;
  /** The same, or the first message that it hears. */
  endsOrHears(): Promise<readonly [number, string] | ToPage>;
  /** All that was heard and not asked for. */
  readonly heard: () => readonly ToPage[];
  leave(): void;
}

/** A page at a seat, without a browser. */
export function join_(school: School, token: string | undefined): Pupil {
  const { origin } = school.server;
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/seat`, { origin });
  const heard: ToPage[] = [];
  let shown = '';
  let wake: (() => void)[] = [];
  const stir = (): void => {
    for (const one of wake) one();
  };
  socket.on('open', () => {
    if (token !== undefined) socket.send(JSON.stringify({ t: 'hello', token }));
    stir();
  });
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (binary) shown += data.subarray(1).toString();
    else heard.push(JSON.parse(data.toString()) as ToPage);
    stir();
  });
  let end: readonly [number, string] | undefined;
  socket
    .on('close', (code, reason) => {
      end = [code, reason.toString()];
      stir();
    })
    .on('error', () => {
      end = [0, 'no connection'];
      stir();
    });
  const until = <T>(find: () => T | undefined, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(
            new Error(
              `never came: ${what}; heard ${JSON.stringify(heard).slice(-600)}; shown ${shown.slice(-600)}`,
            ),
          ),
        30_000,
      );
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        wake = wake.filter((one) => one !== look);
        resolve(found);
      };
      wake.push(look);
      look();
    });
  return {
    say: (message) => socket.send(JSON.stringify(message)),
    hears: <T extends ToPage['t']>(
      kind: T,
      fits: (message: Extract<ToPage, { t: T }>) => boolean = () => true,
    ) =>
      until<Extract<ToPage, { t: T }>>(() => {
        const index = heard.findIndex((message) => message.t === kind && fits(message as never));
        return index < 0 ? undefined : (heard.splice(index, 1)[0] as never);
      }, kind),
    sees: async (text) => {
      await until(() => (shown.includes(text) ? true : undefined), text);
    },
    shown: () => shown,
    opens: async () => {
      await until(() => (socket.readyState === socket.OPEN ? true : undefined), 'the connection');
    },
    ends: () => until(() => end, 'the end of the connection'),
    endsOrHears: () => until(() => heard[0] ?? end, 'a message or the end of the connection'),
    heard: () => heard,
    leave: () => socket.close(),
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What the server says to a request that is made by hand. */
export function ask(
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
  }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { host: `127.0.0.1:${port}`, ...headers },
    });
    const done = (answer: import('node:http').IncomingMessage): void => {
      let body = '';
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    };
    outgoing.on('response', done);
    outgoing.on('upgrade', (_answer, socket) => {
      socket.destroy();
      resolve({ status: 101, headers: {}, body: '' });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** The link that `serve` prints; rejects with what it said when it ends before. */
export function printedLink(serving: ReturnType<typeof startLabproof>): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    serving.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      const found = /http:\S+\/#[\w-]+/.exec(said)?.[0];
      if (found) resolve(found);
    });
    serving.on('exit', () => reject(new Error(said)));
  });
}
