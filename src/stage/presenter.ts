import { StringDecoder } from 'node:string_decoder';
import { isShellKey, type Key, KeyReader } from './keys.ts';
import { TerminalGuard } from './terminal-guard.ts';

/** The keyboard of who presents: keys one after the other, or all of it for a shell. */
export class Presenter implements Disposable {
  readonly #input: NodeJS.ReadStream;
  readonly #reader = new KeyReader();
  readonly #decoder = new StringDecoder();
  #waiting: ((key: Key) => void) | undefined;
  #meanwhile: ((key: Key) => unknown) | undefined;
  #shell: ((data: string) => void) | undefined;
  /** What was typed behind the key that asks for a shell, until there is one. */
  #forShell: string | undefined;
  #gone = false;
  readonly #guard: TerminalGuard | undefined;

  constructor(input: NodeJS.ReadStream, signal: AbortSignal) {
    this.#input = input;
    this.#guard = TerminalGuard.open();
    input.setRawMode(true);
    input.on('data', this.#hear);
    input.on('end', this.#leave);
    input.on('error', this.#leave);
    signal.addEventListener('abort', this.#leave, { once: true });
    if (signal.aborted) this.#leave();
  }

  /** The next key; keys that came before were not meant for this. `quit` when the terminal is gone. */
  next(): Promise<Key> {
    if (this.#gone) return Promise.resolve('quit');
    this.#forShell = undefined;
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** Tells of the keys that are pressed while something is under way. */
  async during<T>(hear: (key: Key) => unknown, work: () => Promise<T>): Promise<T> {
    this.#meanwhile = hear;
    if (this.#gone) hear('quit');
    try {
      return await work();
    } finally {
      this.#meanwhile = undefined;
    }
  }

  /** Everything that is typed goes to a shell while `work` lasts. */
  async lend<T>(shell: (data: string) => void, work: () => Promise<T>): Promise<T> {
    this.#shell = shell;
    if (this.#forShell) shell(this.#forShell);
    this.#forShell = undefined;
    try {
      return await work();
    } finally {
      this.#shell = undefined;
    }
  }

  get gone(): boolean {
    return this.#gone;
  }

  [Symbol.dispose](): void {
    this.#input.off('data', this.#hear);
    this.#input.off('end', this.#leave);
    // A terminal that was closed has no mode to go back to, and may still tell so later.
    this.#input.off('error', this.#leave);
    this.#input.on('error', () => {});
    try {
      this.#input.setRawMode(false);
    } catch {}
    this.#input.pause();
    this.#guard?.[Symbol.dispose]();
  }

  readonly #hear = (data: Buffer): void => {
    const text = this.#decoder.write(data);
    if (this.#shell) this.#shell(text);
    else if (this.#forShell !== undefined) this.#forShell += text;
    else this.#read(text);
  };

  #read(text: string): void {
    for (const { key, rest } of this.#reader.read(text)) {
      if (isShellKey(key) && this.#waiting) {
        this.#reader.reset();
        this.#forShell = rest;
        this.#press(key);
        return;
      }
      this.#press(key);
    }
  }

  readonly #leave = (): void => {
    this.#gone = true;
    this.#press('quit');
  };

  #press(key: Key): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting(key);
    else this.#meanwhile?.(key);
  }
}
