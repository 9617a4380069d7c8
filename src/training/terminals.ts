import type { Problem } from '../model/problem.ts';
import type { Size } from './learner-shell.ts';
import { Terminal, type TerminalListener } from './terminal.ts';

type ShellParts = Parameters<Terminal['start']>[0];

export interface TerminalsOptions {
  /** What a shell is started with now. */
  readonly parts: (number: number) => Promise<ShellParts>;
  readonly listener: (number: number, terminal: () => Terminal) => TerminalListener;
}

/** The terminals of a learner, by number. */
export class Terminals {
  readonly #options: TerminalsOptions;
  readonly #all = new Map<number, Terminal>();

  constructor(options: TerminalsOptions) {
    this.#options = options;
  }

  get(number: number): Terminal | undefined {
    return this.#all.get(number);
  }

  /** The terminal of that number, opened when it is first asked for. */
  async open(number: number, size: Size): Promise<Terminal | Problem> {
    const known = this.#all.get(number);
    if (known) return known;
    const terminal: Terminal = new Terminal(
      this.#options.listener(number, () => terminal),
      size,
    );
    this.#all.set(number, terminal);
    const problem = await terminal.start(await this.#options.parts(number));
    if (!problem) return terminal;
    this.#all.delete(number);
    return problem;
  }

  async close(number: number): Promise<void> {
    const terminal = this.#all.get(number);
    this.#all.delete(number);
    await terminal?.stop();
  }

  /** Ends the shells; the terminals stay for others. */
  async stop(): Promise<void> {
    for (const terminal of this.#all.values()) await terminal.stop();
  }

  /** Starts shells in all of them. */
  async start(): Promise<void> {
    for (const [number, terminal] of this.#all) await terminal.start(await this.#options.parts(number));
  }

  async restart(number: number): Promise<void> {
    const terminal = this.#all.get(number);
    await terminal?.stop();
    await terminal?.start(await this.#options.parts(number));
  }
}
