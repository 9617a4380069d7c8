import { afterWork } from '../docker/work-time.ts';
import type { Ended, RunOptions } from './execution.ts';
import { interrupt } from './interrupt.ts';
import type { Output } from './output.ts';
import type { Shell, Signals } from './place.ts';

export interface Supervisor {
  /** The run was aborted before the command was started. */
  readonly abortedAtOnce: boolean;
  noteOutput(): void;
  /** To be called when the command has ended; tells why it was interrupted, if it was. */
  stop(): Ended | undefined;
}

export interface Supervision {
  /** With the background jobs that were there before. */
  readonly shell: Shell;
  readonly signals: Signals;
  readonly output: Output;
  readonly options: RunOptions;
  /** Types into the command's terminal, where it has one. */
  readonly type?: ((text: string) => void) | undefined;
}

/** How long keys may take to end a command before it is interrupted, in ms. */
const KEYS_TAKE = 3_000;

/** Spans of quiet, in ms since the last output, after which `enough` is asked again. */
const quietSpans = [50, 200, 500, 1000, 2000, 3000, 5000, 8000, 13_000, 21_000, 34_000];

/** Interrupts a command at its deadline, on abort, or when enough was seen of it. */
export function supervise(supervision: Supervision): Supervisor {
  const { options, output } = supervision;
  let cause: Ended | undefined;
  let stopEscalation: (() => void) | undefined;
  let lastOutput = performance.now();
  let quietTimer: NodeJS.Timeout | undefined;
  let over = false;

  const stopFor = (reason: Ended): void => {
    if (cause !== undefined) return;
    cause = reason;
    const signal = (): void => {
      stopEscalation = interrupt(supervision.signals, supervision.shell);
    };
    if (reason === 'enough' && options.keys !== undefined && supervision.type) {
      supervision.type(options.keys);
      const timer = setTimeout(signal, KEYS_TAKE);
      stopEscalation = () => clearTimeout(timer);
    } else signal();
  };
  const callOffDeadline = afterWork(options.timeoutMs, () => stopFor('timeout'));
  const onAbort = (): void => stopFor('aborted');
  const abortedAtOnce = options.signal?.aborted ?? false;
  options.signal?.addEventListener('abort', onAbort, { once: true });

  function ask(): void {
    if (cause !== undefined || options.enough === undefined) return;
    if (options.enough(output.text(), performance.now() - lastOutput)) stopFor('enough');
  }

  function awaitQuiet(index: number): void {
    const span = quietSpans[index];
    if (options.enough === undefined || span === undefined) return;
    quietTimer = setTimeout(
      () => {
        ask();
        awaitQuiet(index + 1);
      },
      Math.max(0, span - (performance.now() - lastOutput)),
    );
  }

  function noteOutput(): void {
    // What was written before the end may come after it is known.
    if (options.enough === undefined || over) return;
    lastOutput = performance.now();
    clearTimeout(quietTimer);
    ask();
    awaitQuiet(0);
  }

  function stop(): Ended | undefined {
    over = true;
    callOffDeadline();
    clearTimeout(quietTimer);
    options.signal?.removeEventListener('abort', onAbort);
    stopEscalation?.();
    return cause;
  }

  awaitQuiet(0);
  return { abortedAtOnce, noteOutput, stop };
}
