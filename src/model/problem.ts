/** A stretch of a document. Lines and columns count from 1; the end is inclusive of its line. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/**
 * Expected trouble: a value to return, never to throw. An `error` keeps a lab from running, or fails
 * its command where it is one of a single command;
 * a `warning` is reported and the lab runs.
 */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Stable kebab-case name of the rule, such as `unclosed-quote`. */
  readonly code: string;
  /** Where in a document; absent when the problem is not of a document (no engine, say). */
  readonly span?: Span;
  readonly message: string;
  /** It is of one command, which fails; the lab runs. */
  readonly ofCommand?: true;
  readonly expected?: string;
  readonly found?: string;
  /** What to do about it. */
  readonly hint?: string;
}
