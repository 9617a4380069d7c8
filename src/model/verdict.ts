import type { Skip } from './lab.ts';

/**
 * `passed`; `drifted`: nothing stated is false, but the reader sees another form; `failed`: the
 * document states something that is not so; `skipped`: not run, with a reason.
 */
export type Verdict = 'passed' | 'drifted' | 'failed' | 'skipped';

/** A half-open range of UTF-16 units in a line of text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** One place where the document and the live run part. */
export interface Difference {
  readonly verdict: 'failed' | 'drifted';
  /** A row of a list that the document lacks; what it shows may be about to go. */
  readonly kind?: 'extra row';
  /** Differences of one topic are one mistake that shows in several places. */
  readonly topic?: string;
  /** The document's line; for live text that the document lacks, the line it would follow. */
  readonly line: number;
  /** What the document says, '' when it lacks the live text. */
  readonly expected: string;
  /** What is live, '' when there is nothing. */
  readonly found: string;
  /** Of a value in JSON that `found` may abbreviate: what is live, as JSON in full. */
  readonly json?: string;
  /** Why, where it is known: `line 82 says X; the network was created as Y on line 9`. */
  readonly cause: string;
  /** The document contradicts itself here: the engine can come to no state in which this holds. */
  readonly lasting?: true;
  /**
   * When another look may find it otherwise: never, as no program or engine changes it by itself, or once a
   * swarm has made its own networks. Absent where it may be so at any time.
   */
  readonly changes?: 'never' | 'with the swarm';
  /** The parts of `expected` and of `found` that truly differ; the rest corresponds. */
  readonly marks: { readonly expected: readonly Range[]; readonly found: readonly Range[] };
}

/** Why a documented token was accepted; what `--explain` prints. */
export interface Acceptance {
  readonly line: number;
  readonly expected: string;
  readonly found: string;
  /** `pinned by line 9`, `bound at line 19 as network ID`, `age`, … */
  readonly reason: string;
}

export interface CheckResult {
  readonly sentence: string;
  readonly verdict: 'passed' | 'failed' | 'skipped';
  /** What was found instead, '' when it holds. */
  readonly found: string;
  /** The document's line the check comes from. */
  readonly line: number;
}

export interface CommandResult {
  readonly id: number;
  readonly line: number;
  /** The file and line that it stands in, where the document includes it from there. */
  readonly from?: { readonly file: string; readonly line: number };
  /** The command as typed in the document. */
  readonly command: string;
  /** `Step.ordinal`. */
  readonly step: number;
  readonly verdict: Verdict;
  /** One sentence: why it is not `passed`; '' when it is. */
  readonly reason: string;
  readonly skip?: Skip;
  /** How often it was run, when that was more than once. */
  readonly attempts?: number;
  /** Absent when it did not run or did not end by itself. */
  readonly exitCode?: number;
  readonly durationMs: number;
  /** Live output, stdout and stderr as written, bounded. */
  readonly output: string;
  readonly differences: readonly Difference[];
  readonly acceptances: readonly Acceptance[];
  readonly checks: readonly CheckResult[];
}

/** An object of an engine as reports name it. */
export interface EngineObject {
  readonly kind: 'container' | 'service' | 'network' | 'volume' | 'image' | 'secret' | 'config';
  readonly id: string;
  /** As the lab calls it. */
  readonly name: string;
}

/** What a lab made or changed of its computer's files, outside of its own folder. */
export interface HostFile {
  readonly kind: 'file' | 'folder';
  /** Its path, absolute. */
  readonly id: string;
  readonly name: string;
}

/** What a lab makes and what has to go with it. */
export type Made = EngineObject | HostFile;

export interface CleanupResult {
  readonly made: readonly Made[];
  readonly removed: readonly Made[];
  readonly left: readonly (Made & { readonly why: string })[];
  readonly durationMs: number;
}
