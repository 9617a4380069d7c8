/** What a recording shows, before anything is timed. */
export interface Script {
  readonly title: string;
  readonly chapters: readonly Chapter[];
}

/** A step of the lab with what is shown of it. */
export interface Chapter {
  /** `Step.ordinal`. */
  readonly ordinal: number;
  readonly title: string;
  /** Of the document; 0 where there is none. */
  readonly line: number;
  readonly shots: readonly Shot[];
}

/** One command. */
export interface Shot {
  /** The command's place in the lab; -1 for a file that the document shows. */
  readonly command: number;
  /** What stands before it, with the blank behind. */
  readonly prompt: string;
  /** Of several lines where it goes on after a backslash. */
  readonly typed: string;
  /** Lines with a newline between, with colours where the program has written some. */
  readonly output: string;
  /** How the output comes: whole, or line by line as of a ping, with the ms between. */
  readonly lineMs: number;
  /** Why it failed, where it was to be recorded all the same. */
  readonly failed?: string;
}
