/** How much a finding weighs: `info` never fails a lint. */
export type Level = 'error' | 'warning' | 'info';

/** A replacement in the document's text; offsets count UTF-16 units, `to` is behind the last one. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What is wrong in one place, as a rule says it. */
export interface Found {
  readonly line: number;
  readonly column: number;
  /** Why it is wrong, in words. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** Where this case weighs less than the rule's others. */
  readonly level?: Level;
  /** Edits that put it right and change no meaning; absent where only the author can tell. */
  readonly fix?: { readonly edits: readonly Edit[] };
}

export interface Finding extends Omit<Found, 'level'> {
  readonly rule: string;
  readonly level: Level;
  readonly file: string;
}
