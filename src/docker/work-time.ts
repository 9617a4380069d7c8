import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';

/**
 * Time as a busy machine has it for what runs on it: where eight processes share two processors, four seconds pass
 * while one second's work is done. Limits of what a lab does are held by this clock, so that a busy machine fails
 * no lab, and they are as short as they are said to be on one that has nothing else to do.
 */
export interface WorkClock {
  /** Ms since some moment. */
  now(): number;
  /** How many times as long as alone something takes now, from 1. */
  slowness(): number;
}

export interface ClockSource {
  /** Ms since some moment. */
  readonly now: () => number;
  /** How many processes want to run for each processor. */
  readonly demand: () => number;
}

/** A machine that is busier seems to hang, and whoever waits wants to be told. */
const MOST = 10;
/** How long a measurement counts, in ms. */
const FRESH = 500;

export function workClock({ now, demand }: ClockSource): WorkClock {
  let at = now();
  let passed = 0;
  let slowness = bounded(demand());
  let measured = at;
  const advance = (): void => {
    const time = now();
    // What has passed is by the mean of both ends.
    const before = slowness;
    if (time - measured >= FRESH) {
      slowness = bounded(demand());
      measured = time;
    }
    passed += (time - at) / ((before + slowness) / 2);
    at = time;
  };
  return {
    now: () => {
      advance();
      return passed;
    },
    slowness: () => {
      advance();
      return slowness;
    },
  };
}

const bounded = (demand: number): number => Math.min(MOST, Math.max(1, demand));

/** By the processes that want to run at this moment and, as that jumps, in the last minute. */
function demandNow(): number {
  return Math.max(loadavg()[0] ?? 0, runnable()) / availableParallelism();
}

/** Those that run or could, this one left out; 0 where the system does not tell. Source: proc_loadavg(5). */
function runnable(): number {
  try {
    return Number(/ (\d+)\//.exec(readFileSync('/proc/loadavg', 'utf8'))?.[1] ?? 1) - 1;
  } catch {
    return 0;
  }
}

/** The clock of this machine. */
export const workTime: WorkClock = workClock({ now: () => performance.now(), demand: demandNow });

/** Calls back when so many ms have passed by a clock; returns what calls it off. */
export function afterWork(ms: number, done: () => void, clock: WorkClock = workTime): () => void {
  return timed(ms, done, { clock, holds: true });
}

/** One that holds keeps the program from ending before it. */
function timed(
  ms: number,
  done: () => void,
  { clock, holds }: { readonly clock: WorkClock; readonly holds: boolean },
): () => void {
  const end = clock.now() + ms;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const left = end - clock.now();
    if (left <= 0) done();
    else again(left);
  };
  const again = (left: number): void => {
    timer = setTimeout(wait, Math.min(Math.max(1, Math.ceil(left * clock.slowness())), LONGEST_TIMER));
    if (!holds) timer.unref();
  };
  again(ms);
  return () => clearTimeout(timer);
}

/** A timer of more ms fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A signal that is aborted when so many ms have passed by a clock; it holds no program that has nothing else to do. */
export function workLimit(ms: number, clock: WorkClock = workTime): AbortSignal {
  const controller = new AbortController();
  const reason = new DOMException(`The operation was aborted: not done within ${ms} ms`, 'TimeoutError');
  timed(ms, () => controller.abort(reason), { clock, holds: false });
  return controller.signal;
}
