import { setTimeout as delay } from 'node:timers/promises';
import { type Exec, type ExecTarget, startExec } from '../docker/exec.ts';
import { leaseMs, leaseScript } from './container-script.ts';

export interface Lease {
  /** Gives no more signs. */
  end(): void;
}

/**
 * Tells a machine that its owner is there, over a connection that is made again when it breaks. A machine
 * that hears nothing for a minute ends.
 */
export function holdLease(target: ExecTarget): Lease {
  const over = new AbortController();
  void keep(target, over.signal);
  return { end: () => over.abort() };
}

async function keep(target: ExecTarget, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const exec = await startExec(target, { argv: ['sh', '-c', leaseScript] }).catch(() => undefined);
    if (exec !== undefined) await giveSigns(exec, signal);
    await delay(leaseMs, undefined, { signal, ref: false }).catch(() => {});
  }
}

async function giveSigns(exec: Exec, signal: AbortSignal): Promise<void> {
  exec.input.on('error', () => {});
  exec.errors.resume();
  const give = (): unknown => exec.input.write('\n');
  give();
  const timer = setInterval(give, leaseMs);
  timer.unref();
  await new Promise<void>((resolve) => {
    exec.output.resume().once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  clearInterval(timer);
  exec.close();
}
