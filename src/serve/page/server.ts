import type { FromPage, ToPage } from '../messages.ts';

export interface ServerListener {
  said(message: ToPage): void;
  terminal(number: number, data: Uint8Array): void;
  /** The connection is there, or not; after the first time what was said before is said again. */
  connected(connected: boolean): void;
}

/** Ms to wait before trying again, ever longer. */
const PAUSES = [200, 500, 1_000, 2_000, 4_000];
/** Keys that are kept while there is no connection. */
const MOST_KEPT = 512;

/** The connection to the seat, made again whenever it breaks. */
export class ServerLink {
  readonly #token: string;
  readonly #listener: ServerListener;
  #socket: WebSocket | undefined;
  #tries = 0;
  #kept: FromPage[] = [];
  #refused = false;

  constructor(token: string, listener: ServerListener) {
    this.#token = token;
    this.#listener = listener;
    this.#connect();
    addEventListener('online', () => this.#again());
    // Without a network nothing tells for minutes that what is sent gets nowhere.
    addEventListener('offline', () => this.#socket?.close());
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  say(message: FromPage): void {
    if (this.isOpen) this.#socket?.send(JSON.stringify(message));
    // What is typed meanwhile is typed when the way is free again; sizes and openings are said anew anyhow.
    else if ((message.t === 'key' || message.t === 'do') && this.#kept.length < MOST_KEPT)
      this.#kept.push(message);
  }

  /** Says what was typed while there was no connection; to be called when terminals are taken up again. */
  sayKept(): void {
    const kept = this.#kept;
    this.#kept = [];
    for (const message of kept) this.say(message);
  }

  #connect(): void {
    const address = new URL('/seat', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    address.hash = '';
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#tries = 0;
      socket.send(JSON.stringify({ t: 'hello', token: this.#token }));
      this.#listener.connected(true);
    });
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === 'string') {
        const message = JSON.parse(data) as ToPage;
        if (message.t === 'refused') this.#refused = true;
        this.#listener.said(message);
      } else {
        const bytes = new Uint8Array(data);
        this.#listener.terminal(bytes[0] ?? 0, bytes.subarray(1));
      }
    });
    socket.addEventListener('close', () => {
      if (this.#socket !== socket || this.#refused) return;
      this.#socket = undefined;
      this.#listener.connected(false);
      const pause = PAUSES[Math.min(this.#tries, PAUSES.length - 1)]!;
      this.#tries += 1;
      setTimeout(() => this.#again(), pause);
    });
  }

  #again(): void {
    if (!this.#socket && !this.#refused) this.#connect();
  }
}
