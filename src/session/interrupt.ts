import type { Shell, Signals } from './place.ts';

/** Milliseconds after the interruption at which the next harsher signal is sent. */
const schedule = { again: 1000, terminate: 2500, kill: 5000, killShell: 7000 };

/**
 * Ends what the shell runs in the foreground, as a reader's Ctrl-C would, then more harshly. The
 * shell itself gets only interrupts, which end loops of its builtins, and is killed last. Returns
 * what stops the escalation; call it when the command has ended.
 */
export function interrupt(signals: Signals, shell: Shell): () => void {
  const send = (toCommand: NodeJS.Signals, toShell: NodeJS.Signals): void =>
    signals.send(shell, toCommand, toShell);
  const step = (afterMs: number, toCommand: NodeJS.Signals, toShell: NodeJS.Signals): NodeJS.Timeout =>
    setTimeout(send, afterMs, toCommand, toShell);
  send('SIGINT', 'SIGINT');
  const timers = [
    step(schedule.again, 'SIGINT', 'SIGINT'),
    step(schedule.terminate, 'SIGTERM', 'SIGINT'),
    step(schedule.kill, 'SIGKILL', 'SIGINT'),
    step(schedule.killShell, 'SIGKILL', 'SIGKILL'),
  ];
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}
