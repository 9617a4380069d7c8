import type { Levels } from '../lint/lint.ts';
import type { RunEvent } from '../model/event.ts';
import type { LastRun } from './last-run.ts';

/** What the server asks of the command line that it belongs to. */
export interface Host {
  readonly version: string;
  /** The levels that the project's config gives rules; or what is wrong with the config. */
  readonly levels: () => Promise<Levels | { readonly error: string }>;
  readonly lastRun: (file: string) => Promise<LastRun | undefined>;
  /** Calls back whenever a lab has been run anew, from wherever, until the signal. */
  readonly watchRuns: (changed: () => void, signal: AbortSignal) => void;
  /** Runs a lab and remembers what it came to; resolves to what kept it from running, if anything did. */
  readonly run: (file: string, request: RunRequest) => Promise<string | undefined>;
}

export interface RunRequest {
  /** The step to report; the ones before it run as well. All, when undefined. */
  readonly step: number | undefined;
  readonly signal: AbortSignal;
  readonly listener: (event: RunEvent) => void;
}
