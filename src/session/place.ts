import type { Problem } from '../model/problem.ts';
import type { Bash } from './bash.ts';
import type { Outlet, TerminalOutlet } from './outlet.ts';
import type { PtyOptions } from './pty.ts';

/** Where shells live: on this machine or on one that is reached through an engine. */
export interface Place {
  /** Makes ready for one session; rejects when there is no way in. */
  open(): Promise<Site>;
}

/**
 * What one session has at its place. All that is started there ends with it, also when labproof is
 * killed.
 */
export interface Site {
  readonly signals: Signals;
  /** Rejects when bash or what leads to it cannot be started. */
  start(options: StartOptions): Promise<Bash>;
  /** Where a command's output goes that needs no terminal; one at a time. */
  outlet(onData: (data: Buffer) => void, answers: readonly string[]): Outlet;
  terminal(onData: (data: Buffer) => void, options: PtyOptions): Promise<TerminalOutlet | Problem>;
  /** Ends every process of the session; resolves when they are gone. */
  end(): Promise<void>;
  /** Lets go of what the session had here. To be called when all has ended. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Where the shell starts. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** State of the shell this one takes over from, '' for none. */
  readonly restore: string;
}

/** A shell as its signals find it. */
export interface Shell {
  readonly pid: number;
  /** Process groups of its background jobs. */
  readonly jobs: readonly number[];
}

/** Signals to a shell and what it runs; a process that is gone needs none. */
export interface Signals {
  /** To what the shell runs in the foreground and, if one is named, right after to the shell itself. */
  send(shell: Shell, toCommand: NodeJS.Signals, toShell?: NodeJS.Signals): void;
  /** Resolves when those sent so far have been delivered, so that they meet no later command. */
  delivered(): Promise<void>;
}
