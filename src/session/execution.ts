export interface RunOptions {
  readonly timeoutMs: number;
  /** `pty`: the command sees a terminal on its input and output. */
  readonly terminal: 'none' | 'pty';
  /**
   * Lines typed when the command asks, in order; they show in the output as on a reader's terminal,
   * where there is one to be had. Without them a command reads end-of-file.
   */
  readonly input?: readonly string[];
  readonly signal?: AbortSignal;
  /** Called with output as it comes, undecorated by overwrites and escape sequences where it can be. */
  readonly onOutput?: (text: string) => void;
  /**
   * For commands that never end: whether enough was seen, upon which the command is interrupted as
   * with Ctrl-C. Asked after output and after growing spans of quiet.
   */
  readonly enough?: (output: string, quietMs: number) => boolean;
  /** On a terminal: what is typed when enough was seen, in the place of Ctrl-C. */
  readonly keys?: string;
  /** UTF-16 units of output to keep; the middle of longer output is left out. Default 1 Mi. */
  readonly limitBytes?: number;
}

export interface Execution {
  /** Standard output and error in the order written, as plain lines. */
  readonly output: string;
  /** Whether the middle was left out. */
  readonly truncated: boolean;
  /** Bytes as written, before anything was removed. */
  readonly totalBytes: number;
  /** Absent unless `ended` is `exit`; also when an inner program does not tell. */
  readonly exitCode: number | undefined;
  readonly ended: Ended;
  readonly durationMs: number;
  /** Of a `timeout`: the limit as it was given; on a busy machine more has passed. */
  readonly limitMs?: number;
}

/**
 * `exit`: by itself. `timeout`, `enough`, `aborted`: interrupted. `lost`: the shell did not survive
 * it; a new one has taken over in the same directory and environment.
 */
export type Ended = 'exit' | 'timeout' | 'enough' | 'aborted' | 'lost';
