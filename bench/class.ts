/**
 * What a class costs: learners at every seat type at once, and it is measured how long a key takes until
 * the terminal shows it, and how much memory the server takes for one more seat.
 *
 *   class.ts                    100 seats with a plain shell each, instead of a machine
 *   class.ts --seats 40 --seconds 10
 *   class.ts --machines FILE    seats with machines, as `labproof serve FILE --seats 10` makes them; needs
 *                               root; one after the other types the lab
 *
 * Status 1: a key took more than 50 ms in one of a hundred cases, or a seat more than 2 MB.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import type { FromPage, ToPage } from '../src/serve/messages.ts';
import { withSchool } from '../test/serve/support.ts';
import { MAIN } from '../test/support/cli.ts';
import { median } from './speed/measure.ts';
import { milliseconds, tableText } from './speed/table.ts';

const MOST_ECHO = 50;
const MOST_MEMORY = 2;
/** Ms between two keys of a learner, at least and at most. */
const PACE = [120, 400] as const;
const TYPED = 'echo hello\recho more\rls -la\rhistory | tail -3\r';

const { values } = parseArgs({
  options: {
    seats: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    machines: { type: 'string' },
    school: { type: 'boolean', default: false },
  },
});
const count = Number(values.seats ?? (values.machines === undefined ? 100 : 10));

/** The server of a class whose seats have a shell in a folder, until its input ends. */
async function school(seats: number): Promise<void> {
  await withSchool(
    async ({ seats: all, server }) => {
      for (const { options } of all) console.log(`${server.origin}/#${options.token}`);
      console.log('ready');
      process.stdin.resume();
      await once(process.stdin, 'end');
    },
    { seats },
  );
}

async function measure(): Promise<void> {
  const state = await mkdtemp(join(tmpdir(), 'labproof-class-'));
  const server = start(state);
  try {
    const [firstLink = '', ...links] = await linksOf(server);
    // What is loaded for the first is there for all.
    const first = new Learner(firstLink);
    await first.ready;
    await delay(1_000);
    const before = memoryOf(server);
    const began = performance.now();
    const learners = [first, ...links.map((link) => new Learner(link))];
    await Promise.all(learners.map((learner) => learner.ready));
    const ready = performance.now() - began;
    const load = loadavg()[0]!;
    const until = performance.now() + Number(values.seconds) * 1000;
    await Promise.all(learners.map((learner) => learner.typesUntil(until)));
    const more = (memoryOf(server) - before) / links.length;
    for (const learner of learners) learner.leave();
    tell({ echoes: learners.flatMap(({ echoes }) => echoes), more, ready, load });
  } finally {
    const gone = once(server, 'exit');
    server.stdin?.end();
    server.kill('SIGINT');
    await gone;
    await rm(state, { recursive: true, force: true });
  }
}

function start(state: string): ChildProcess {
  const args =
    values.machines === undefined
      ? [fileURLToPath(import.meta.url), '--school', '--seats', String(count)]
      : [MAIN, 'serve', values.machines, '--seats', String(count), '--engine', 'private', '--no-rehearsal'];
  return spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, XDG_STATE_HOME: state },
  });
}

/** The links of the seats, as the server prints them. */
async function linksOf(server: ChildProcess): Promise<readonly string[]> {
  let said = '';
  for await (const data of server.stdout! as AsyncIterable<Buffer>) {
    said += data.toString();
    const links = said.match(/https?:\S+\/#[\w-]+(?=\n)/g) ?? [];
    if (links.length === count) {
      server.stdout!.resume();
      return links;
    }
  }
  throw new Error(`no links: ${said}`);
}

/** MB that a process has in memory, of Linux's /proc. */
function memoryOf({ pid }: ChildProcess): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}

/** A learner with a page at a seat. */
class Learner {
  readonly echoes: number[] = [];
  readonly ready: Promise<void>;
  readonly #socket: WebSocket;
  #heard = (): void => {};

  constructor(link: string) {
    const { origin, hash } = new URL(link);
    this.#socket = new WebSocket(`${origin.replace('http', 'ws')}/seat`, { origin });
    this.#socket.on('open', () => this.#say({ t: 'hello', token: hash.slice(1) }));
    this.ready = new Promise((resolve) => {
      this.#socket.on('message', (data: Buffer, binary: boolean) => {
        if (binary) {
          // The prompt has the title of the shell.
          if (data.includes('lab')) resolve();
          this.#heard();
          return;
        }
        const message = JSON.parse(data.toString()) as ToPage;
        if (message.t === 'machine' && message.state === 'ready')
          this.#say({ t: 'open', terminal: 0, cols: 100, rows: 30, epoch: 0, since: 0 });
      });
    });
  }

  /** Types key after key; after Enter there is something to read. */
  async typesUntil(end: number): Promise<void> {
    // Nobody begins together with all the others.
    await delay(randomInt(2_000));
    for (let at = 0; performance.now() < end; at += 1) {
      const key = TYPED[at % TYPED.length]!;
      const heard = new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
      const began = performance.now();
      this.#say({ t: 'key', terminal: 0, data: key });
      await heard;
      this.echoes.push(performance.now() - began);
      await delay(key === '\r' ? 1_500 : randomInt(...PACE));
    }
  }

  leave(): void {
    this.#socket.close();
  }

  #say(message: FromPage): void {
    this.#socket.send(JSON.stringify(message));
  }
}

interface Figures {
  /** Ms from each key to its echo. */
  readonly echoes: readonly number[];
  /** MB per seat. */
  readonly more: number;
  /** Ms until all had a terminal. */
  readonly ready: number;
  readonly load: number;
}

function tell({ echoes, more, ready, load }: Figures): void {
  const sorted = [...echoes].sort((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)]!;
  const rows = [
    ['until all have a prompt', `${(ready / 1000).toFixed(1)} s`],
    ['keys typed', String(echoes.length)],
    ['key to echo, median', milliseconds(median(echoes))],
    ['key to echo, 99 of 100', milliseconds(p99)],
    ['key to echo, the longest', milliseconds(sorted.at(-1)!)],
    ['memory of one more seat', `${more.toFixed(2)} MB`],
  ];
  const title = `${count} seats ${values.machines === undefined ? 'with a shell' : 'with a machine'} each, learners typing`;
  console.log(tableText({ title, columns: ['', ''], rows }));
  console.log(`${cpus().length} processors; load before typing ${load.toFixed(1)}`);
  process.exitCode = p99 > MOST_ECHO || more > MOST_MEMORY ? 1 : 0;
}

if (values.school) await school(count);
else await measure();
