import { setTimeout as delay } from 'node:timers/promises';
import type { Rhythm } from '../demo/rhythm.ts';

export interface TypingOptions {
  readonly rhythm: Rhythm;
  /** 2 is twice as fast. */
  readonly speed: number;
  /** When aborted, the rest comes at once. */
  readonly hurry: AbortSignal;
}

const ALTERNATE = '\u001b[?1049h\u001b[?25l\u001b[2J\u001b[H';
const BACK = '\u001b[?1049l\u001b[?25h';

/** What the audience sees. It stays in the terminal afterwards, as what any program has written there. */
export class Screen implements Disposable {
  readonly #output: NodeJS.WritableStream;
  #dark = false;
  #held = '';

  constructor(output: NodeJS.WritableStream) {
    this.#output = output;
  }

  /** Lines end with a newline, with or without a carriage return. */
  write(text: string): void {
    const lines = text.replace(/\r?\n/g, '\r\n');
    if (this.#dark) this.#held += lines;
    else this.#output.write(lines);
  }

  async type(text: string, { rhythm, speed, hurry }: TypingOptions): Promise<void> {
    for (let index = 0; index < text.length; ) {
      const key = String.fromCodePoint(text.codePointAt(index)!);
      if (index > 0 && !hurry.aborted)
        await delay(rhythm.key(text, index) / speed, undefined, { signal: hurry }).catch(() => {});
      this.write(key === '\n' ? `\n${prompted('> ')}` : key);
      index += key.length;
    }
  }

  /** Wipes the screen and shows this. */
  redraw(text: string): void {
    this.write(`\u001b[m\u001b[H\u001b[2J${text}`);
  }

  /** Names the window. */
  name(title: string): void {
    this.#output.write(`\u001b]0;${title.replace(/[\u0000-\u001f\u007f-\u009f]/g, '')}\u0007`);
  }

  /** Dark, or as it was; what happens meanwhile is seen afterwards. */
  blank(): void {
    this.#dark = !this.#dark;
    this.#output.write(this.#dark ? ALTERNATE : BACK + this.#held);
    this.#held = '';
  }

  get dark(): boolean {
    return this.#dark;
  }

  [Symbol.dispose](): void {
    if (this.#dark) this.blank();
    this.name('');
    this.#output.write('\u001b[m\r\n');
  }
}

/** So that commands are told from what they print. */
export const prompted = (prompt: string): string => `\u001b[32m${prompt.trimEnd()}\u001b[m `;

/** A command behind its prompt, of several lines where it goes on. */
export const asTyped = (prompt: string, typed: string): string =>
  `${prompted(prompt)}${typed.replaceAll('\n', `\n${prompted('> ')}`)}\n`;
