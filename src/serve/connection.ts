import * as v from 'valibot';
import type { WebSocket } from 'ws';
import { digest } from '../training/progress-store.ts';
import type { Terminal } from '../training/terminal.ts';
import type { Classroom } from './classroom.ts';
import { FROM_PAGE, type FromPage, type ToPage } from './messages.ts';
import type { Seat } from './seat.ts';

/** Bytes on their way to a page that does not keep up, before it is sent the rest at once. */
const MOST_ON_THE_WAY = 1 << 20;
/** Ms within which a page has to say who it is. */
const INTRODUCTION = 10_000;

/** One page at one seat, or the trainer's. It says who it is first, and is told nothing before. */
export function connect(socket: WebSocket, classroom: Classroom, introductionMs = INTRODUCTION): void {
  const connection = new Connection(socket, classroom, introductionMs);
  socket.on('message', (data, binary) => {
    const message = binary ? undefined : parsed(String(data));
    if (message) connection.heard(message);
    else connection.refuse('that is no message');
  });
  socket.on('close', () => connection.close());
  socket.on('error', () => {});
}

function parsed(text: string): FromPage | undefined {
  try {
    const read = v.safeParse(FROM_PAGE, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

class Connection {
  readonly #socket: WebSocket;
  readonly #classroom: Classroom;
  readonly #introduction: NodeJS.Timeout;
  #overlooking: Disposable | undefined;
  #seat: Seat | undefined;
  #trainer = false;
  #joined: Disposable | undefined;
  #terminals = new Map<number, Watched>();
  #queue: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(socket: WebSocket, classroom: Classroom, introductionMs: number) {
    this.#socket = socket;
    this.#classroom = classroom;
    this.#introduction = setTimeout(() => this.refuse('nobody said who is there'), introductionMs);
  }

  /** Ends it, and hears nothing more. 1008: a message that violates the endpoint's policy (RFC 6455, 7.4.1). */
  refuse(why: string): void {
    this.#closed = true;
    this.#socket.close(1008, why);
  }

  heard(message: FromPage): void {
    if (this.#closed) return;
    // A key has to be typed while something long goes on.
    if (message.t === 'key' && this.#seat) {
      this.#seat.training?.openTerminal(message.terminal)?.write(message.data);
      return;
    }
    this.#queue = this.#queue.then(() => this.#take(message)).catch(() => {});
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#introduction);
    this.#leaveSeat();
    this.#overlooking?.[Symbol.dispose]();
  }

  async #take(message: FromPage): Promise<void> {
    if (this.#closed) return;
    if (message.t === 'hello') return this.#introduce(message.token);
    const seat = this.#seat;
    if (!seat && !this.#trainer) return this.refuse('the first message says who is there');
    if (message.t !== 'watch') return seat && this.#act(seat, message);
    if (this.#trainer) await this.#watch(message.seat);
  }

  async #introduce(token: string): Promise<void> {
    clearTimeout(this.#introduction);
    if (this.#seat || this.#trainer) return;
    if (this.#classroom.isTrainer(token)) {
      this.#trainer = true;
      this.#overlooking = this.#classroom.overlook((seats) => this.#send({ t: 'class', seats }));
      return;
    }
    const seat = this.#classroom.seatOf(token);
    if (!seat) {
      this.#send({ t: 'refused', text: 'this link is of no seat here; ask for a new one' });
      return this.refuse('a link of no seat');
    }
    await this.#sit(seat);
  }

  /** The trainer looks over somebody's shoulder, and may type there. */
  async #watch(name: string | undefined): Promise<void> {
    this.#leaveSeat();
    const seat = name === undefined ? undefined : this.#classroom.seatNamed(name);
    if (seat) await this.#sit(seat);
  }

  async #sit(seat: Seat): Promise<void> {
    this.#seat = seat;
    const joined = await seat.join((message) => {
      // Another machine has other terminals.
      if (message.t === 'document' || (message.t === 'course' && message.at === undefined)) this.#letGo();
      this.#send(message);
    });
    if (this.#closed || this.#seat !== seat) joined[Symbol.dispose]();
    else this.#joined = joined;
  }

  #leaveSeat(): void {
    this.#letGo();
    this.#joined?.[Symbol.dispose]();
    this.#joined = undefined;
    this.#seat = undefined;
  }

  #letGo(): void {
    for (const { view } of this.#terminals.values()) view[Symbol.dispose]();
    this.#terminals.clear();
  }

  async #act(seat: Seat, message: FromPage): Promise<void> {
    const { training } = seat;
    if (message.t === 'choose') return seat.choose(message.document);
    if (message.t === 'index') return seat.choose(undefined);
    if (!training) return;
    const { guide } = training;
    switch (message.t) {
      case 'open':
        return this.#open(seat, message);
      case 'size':
        return training.openTerminal(message.terminal)?.resize(message);
      case 'close':
        this.#terminals.get(message.terminal)?.view[Symbol.dispose]();
        this.#terminals.delete(message.terminal);
        return training.closeTerminal(message.terminal);
      case 'do':
        // The page may show a text that is no longer that of the seat.
        if (message.hash !== digest(training.document.text)) return;
        return seat.tell(await training.do(message.terminal, message.command));
      case 'hint':
        return guide.hint();
      case 'check':
        return guide.check();
      case 'skip':
        return guide.skip();
      case 'next':
        return guide.next();
      case 'back':
        return guide.back();
      case 'step':
        return guide.goTo(message.step);
      case 'ask':
        return seat.say(await training.quiz.ask());
      case 'answer':
        return seat.say(await training.quiz.answer(message.text));
      case 'quiz':
        return seat.grade(message.line, message.chosen);
      case 'reset':
        return seat.reset(message.step);
      default:
        return;
    }
  }

  async #open(
    seat: Seat,
    { terminal: number, cols, rows, epoch, since }: Extract<FromPage, { t: 'open' }>,
  ): Promise<void> {
    const terminal = await seat.training?.terminal(number, { cols, rows });
    if (!terminal || this.#closed) return;
    if ('severity' in terminal) {
      seat.tell(terminal);
      return;
    }
    terminal.resize({ cols, rows });
    this.#terminals.get(number)?.view[Symbol.dispose]();
    const { whole, data } = terminal.scrollback.since(epoch === terminal.epoch ? since : 0);
    const at = terminal.scrollback.end - data.length;
    this.#send({
      t: 'terminal',
      terminal: number,
      epoch: terminal.epoch,
      at,
      anew: whole || epoch !== terminal.epoch,
    });
    const watched: Watched = { terminal, at, onTheWay: 0, view: terminal.view(() => this.#pump(number)) };
    this.#terminals.set(number, watched);
    this.#pump(number);
  }

  /** Sends what a page has not seen of a terminal, unless too much is on its way already. */
  #pump(number: number): void {
    const watched = this.#terminals.get(number);
    if (!watched || this.#closed || watched.onTheWay > MOST_ON_THE_WAY) return;
    const { scrollback } = watched.terminal;
    const { data, whole } = scrollback.since(watched.at);
    if (data.length === 0) return;
    if (whole) {
      const { epoch } = watched.terminal;
      this.#send({ t: 'terminal', terminal: number, epoch, at: scrollback.end - data.length, anew: true });
    }
    watched.at = scrollback.end;
    watched.onTheWay += data.length;
    const frame = Buffer.allocUnsafe(data.length + 1);
    frame[0] = number;
    data.copy(frame, 1);
    this.#socket.send(frame, { binary: true }, () => {
      watched.onTheWay -= data.length;
      this.#pump(number);
    });
  }

  #send(message: ToPage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}

interface Watched {
  readonly terminal: Terminal;
  readonly view: Disposable;
  /** How far the page has been sent what it shows. */
  at: number;
  onTheWay: number;
}
