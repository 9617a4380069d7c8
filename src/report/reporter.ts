import type { RunEvent } from '../model/event.ts';
import type { PastRun } from './trend.ts';

/** Where a reporter writes: standard output or a file. */
export interface Output {
  write(text: string): void;
  /** A terminal that can be redrawn. */
  readonly live: boolean;
  readonly color: boolean;
  readonly columns: number;
}

export interface ReporterOptions {
  readonly output: Output;
  /** The command line as typed, for the report's head. */
  readonly title: string;
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
  /** Whether to say why each token was accepted. */
  readonly explain: boolean;
  /** Reads a file's path as the user would name it. */
  readonly relative: (file: string) => string;
  /** What earlier runs came to, where their course is to be shown. */
  readonly earlier?: readonly PastRun[];
  /** The environment, for what a CI system asks of its reports. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A lab that runs now; the events of later labs come when it is their turn. */
export interface RunningLab {
  readonly file: string;
  /** The command it is at, or what else it is doing. */
  readonly doing: string;
}

/** Turns the events of a run into bytes. */
export interface Reporter {
  event(event: RunEvent): void;
  /**
   * Told when labs run side by side what each is at, for a line that says what is waited for; and that
   * none goes on while a person has the terminal.
   */
  running?(labs: readonly RunningLab[]): void;
  /** Called once after the last event, also when a run broke off. */
  finish(): void;
}

export type ReporterKind = (options: ReporterOptions) => Reporter;
