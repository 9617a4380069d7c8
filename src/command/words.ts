/** One word of a shell script after quote removal. */
export interface Word {
  readonly text: string;
  /** Offset of the word's first character in the script, and of the one after its last. */
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
  /** It contains an expansion (`$x`, `$(…)`, backquotes), so `text` is not its value. */
  readonly dynamic: boolean;
}
