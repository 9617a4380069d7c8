import { foreground, sendSignal, signalForeground } from './processes.ts';

/** Milliseconds after the interruption at which the next harsher signal is sent. */
const schedule = { again: 1000, terminate: 2500, kill: 5000, killShell: 7000 };

/**
 * Ends what the shell runs in the foreground, as a reader's Ctrl-C would, then more harshly. The
 * shell itself gets only interrupts, which end loops of its builtins, and is killed last. Returns
 * what stops the escalation; call it when the command has ended.
 */
export function interrupt(shell: number, jobs: readonly number[]): () => void {
  const send = (signal: NodeJS.Signals): void => {
    const target = foreground(shell, jobs);
    if (target !== undefined) signalForeground(target, signal);
  };
  const step = (afterMs: number, action: () => void): NodeJS.Timeout => setTimeout(action, afterMs);
  send('SIGINT');
  sendSignal(shell, 'SIGINT');
  const timers = [
    step(schedule.again, () => {
      send('SIGINT');
      sendSignal(shell, 'SIGINT');
    }),
    step(schedule.terminate, () => {
      send('SIGTERM');
      sendSignal(shell, 'SIGINT');
    }),
    step(schedule.kill, () => {
      send('SIGKILL');
      sendSignal(shell, 'SIGINT');
    }),
    step(schedule.killShell, () => {
      send('SIGKILL');
      sendSignal(shell, 'SIGKILL');
    }),
  ];
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}

/** Signals what the shell runs in the foreground, once. */
export function signalCommand(shell: number, jobs: readonly number[], signal: NodeJS.Signals): void {
  const target = foreground(shell, jobs);
  if (target !== undefined) signalForeground(target, signal);
}
