import { afterWork } from '../docker/work-time.ts';
import type { RunOptions } from './execution.ts';
import { collectOutput, type Output } from './output.ts';

/** Why a wait is over: the program waits for input, it has ended, or it is not waited for any longer. */
export type Heard = 'prompt' | 'ended' | 'timeout' | 'aborted' | 'enough';

export interface Listening {
  /**
   * Milliseconds of quiet after which the last line, when it has no end, is taken for a prompt; 0 is
   * at once, Infinity never.
   */
  readonly quietFor: (lastLine: string) => number;
  readonly options: Pick<RunOptions, 'timeoutMs' | 'signal' | 'enough'>;
  readonly onHeard?: () => void;
}

/** What is said on a terminal, heard in stretches that begin where something was typed. */
export class Conversation {
  #output: Output = collectOutput({ limit: 1 << 20 });
  #listener: (() => void) | undefined;
  #ended = false;

  feed(data: Buffer): void {
    this.#output.add(data);
    this.#listener?.();
  }

  /** The program at the other end is gone. */
  end(): void {
    this.#ended = true;
    this.#listener?.();
  }

  get output(): Output {
    return this.#output;
  }

  /** Forgets what was said so far. */
  begin(options: Pick<RunOptions, 'limitBytes' | 'onOutput'> = {}): void {
    this.#output = collectOutput({ limit: options.limitBytes ?? 1 << 20, onText: options.onOutput });
  }

  listen({ quietFor, options, onHeard }: Listening): Promise<Heard> {
    const { signal, enough, timeoutMs } = options;
    return new Promise((resolve) => {
      let quiet: NodeJS.Timeout | undefined;
      let heardAt = performance.now();
      const done = (heard: Heard): void => {
        clearTimeout(quiet);
        callOffDeadline();
        signal?.removeEventListener('abort', onAbort);
        this.#listener = undefined;
        resolve(heard);
      };
      const seenEnough = (): boolean => enough?.(this.#output.text(), performance.now() - heardAt) ?? false;
      const weigh = (): void => {
        clearTimeout(quiet);
        if (this.#ended) {
          done('ended');
          return;
        }
        const needed = quietFor(this.#output.lastLine());
        const left = needed - (performance.now() - heardAt);
        if (left <= 0 || seenEnough()) {
          done(left <= 0 ? 'prompt' : 'enough');
          return;
        }
        const askAgain = enough === undefined ? Number.POSITIVE_INFINITY : 250;
        const pause = Math.min(left, askAgain);
        if (Number.isFinite(pause)) quiet = setTimeout(weigh, Math.max(pause, 1));
      };
      const onAbort = (): void => done('aborted');
      const callOffDeadline = afterWork(timeoutMs, () => done('timeout'));
      if (signal?.aborted) {
        done('aborted');
        return;
      }
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#listener = () => {
        heardAt = performance.now();
        onHeard?.();
        weigh();
      };
      weigh();
    });
  }
}
