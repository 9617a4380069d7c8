import type { Readable } from 'node:stream';
import { quote } from '../command/quote.ts';
import { MarkedData } from './marked-data.ts';
import type { Outlet } from './outlet.ts';

/** How long, in ms, an output is waited for whose command has ended before its writers are looked for. */
const patienceMs = 30;

/**
 * The outputs of one command after the other, which come in one stream. A mark with the number of an
 * output begins it; one with the number and `held` shows that it has writers still, and that all that
 * was written before the mark has come.
 */
export class ExecOutlets {
  readonly #path: (number: number) => string;
  readonly #tell: (line: string) => void;
  /** The output that comes now. */
  #current = 0;
  /** The output of the command that runs, and who gets it. */
  #open = { number: 0, onData: (_data: Buffer): void => {} };
  #onMark: (() => void) | undefined;
  /** The last output that was found to have writers still. */
  #held = 0;
  #gone = false;

  constructor(
    stream: Readable,
    options: { mark: string; path: (number: number) => string; tell: (line: string) => void },
  ) {
    this.#path = options.path;
    this.#tell = options.tell;
    const marked = new MarkedData(Buffer.from(options.mark), {
      onData: (data) => {
        const { number, onData: give } = this.#open;
        if (this.#current === number && this.#held !== number) give(data);
      },
      onMark: (name) => this.#marked(name),
    });
    stream.on('data', (data: Buffer) => marked.receive(data));
    stream.on('close', () => {
      this.#gone = true;
      this.#onMark?.();
    });
  }

  /** One at a time. */
  open(onData: (data: Buffer) => void, answers: readonly string[]): Outlet {
    const number = this.#open.number + 1;
    this.#open = { number, onData };
    const input = answers.length === 0 ? '</dev/null' : `<<<${quote(answers.join('\n'))}`;
    return {
      redirections: `${input} >${quote(this.#path(number))} 2>&1`,
      settle: () => this.#settle(number),
    };
  }

  async #settle(number: number): Promise<void> {
    const flush = setTimeout(() => this.#tell(`flush ${number}`), patienceMs);
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.#current > number || this.#held === number || this.#gone) resolve();
      };
      this.#onMark = look;
      look();
    });
    clearTimeout(flush);
    this.#onMark = undefined;
    // A job in the background writes on: not into the output of the next command.
    if (this.#held === number && this.#current === number) this.#tell(`drop ${number}`);
  }

  #marked(name: string): void {
    const [number = '', held] = name.split(' ');
    if (held === undefined) this.#current = Number(number);
    else this.#held = Number(number);
    this.#onMark?.();
  }
}
