import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { quote } from '../command/quote.ts';
import type { Problem } from '../model/problem.ts';
import { type FifoReader, makeFifos, readFifo } from './fifo.ts';
import { partialLength } from './marked-data.ts';
import type { CommandLine } from './protocol.ts';
import type { Pty } from './pty.ts';

/** Where a command's input comes from and its output goes to. */
export interface Outlet {
  readonly redirections: string;
  readonly endMark?: CommandLine['endMark'];
  /** Resolves when all is given out that was written before the command ended. */
  settle(how: 'reported' | 'died'): Promise<void>;
}

/** FIFOs for the commands that need no terminal. */
export class FifoOutlets {
  readonly #folder: string;
  readonly #held: FifoReader[] = [];
  #number = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where the next output goes; the FIFO is there before `open` is called. */
  get path(): string {
    return join(this.#folder, `output.${this.#number}`);
  }

  /** One at a time. */
  open(onData: (data: Buffer) => void, answers: readonly string[]): Outlet {
    const reader = readFifo(this.path, onData);
    const input = answers.length === 0 ? '</dev/null' : `<<<${quote(answers.join('\n'))}`;
    return {
      redirections: `${input} >${quote(this.path)} 2>&1`,
      settle: async () => {
        if (reader.drain() === 'closed') {
          reader.close();
          return;
        }
        // A job in the background writes on: not into the output of the next command.
        this.#held.push(reader);
        reader.ignore();
        this.#number += 1;
        await makeFifos([this.path]);
      },
    };
  }

  close(): void {
    for (const reader of this.#held) reader.close();
  }
}

export interface TerminalOutlet extends Outlet {
  type(text: string): void;
  /**
   * Whether Ctrl-C means an interruption to the terminal here. The programs that it would signal
   * have another controlling terminal; a docker client leaves it to the terminal in the container.
   */
  interrupts(): Promise<boolean>;
  close(): void;
}

/** Longest wait, in ms, for output that was written before a command ended; it takes microseconds. */
const settleMs = 2000;

/** A terminal made of the pseudoterminal that `openPty` opens. */
export async function openTerminal(
  openPty: (onData: (data: Buffer) => void) => Promise<Pty | Problem>,
  onData: (data: Buffer) => void,
): Promise<TerminalOutlet | Problem> {
  const mark = Buffer.from(`labproof-${randomBytes(12).toString('hex')}`);
  let held: Buffer = Buffer.alloc(0);
  let onMark: (() => void) | undefined;
  let marked = false;

  /** Passes data on up to the mark, holding back what may be the mark's beginning. */
  function receive(data: Buffer): void {
    if (marked) return;
    const all = held.length === 0 ? data : Buffer.concat([held, data]);
    const at = all.indexOf(mark);
    marked = at !== -1;
    const keep = marked ? all.length : partialLength(all, mark);
    const end = marked ? at : all.length - keep;
    held = all.subarray(end);
    if (end > 0) onData(all.subarray(0, end));
    if (marked) onMark?.();
  }

  const pty = await openPty(receive);
  if ('severity' in pty) return pty;
  const path = quote(pty.path);
  return {
    redirections: `<${path} >${path} 2>&1`,
    endMark: { text: mark.toString(), path: pty.path },
    type: (text) => pty.write(text),
    close: () => pty.close(),
    interrupts: () => pty.interrupts(),
    settle: async (how) => {
      const settled = new Promise<void>((resolve) => {
        if (marked) {
          resolve();
          return;
        }
        const timer = setTimeout(resolve, settleMs);
        onMark = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      // A shell that has died left no mark.
      if (how === 'died') pty.show(mark.toString());
      await settled;
    },
  };
}
