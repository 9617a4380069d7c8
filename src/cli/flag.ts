export interface Flag {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  readonly multiple?: boolean;
  /** In a config file a text may stand for a list of one. */
  readonly single?: boolean;
  /** A config file may call it by this name, too. */
  readonly alsoCalled?: string;
  /** The value is a version: of several in a list, each may be a number in a config file. */
  readonly version?: boolean;
  /** The value may be left out and is then this; the next word is taken for it if it looks like one. */
  readonly bare?: { readonly value: string; readonly follows: (word: string) => boolean };
  /** The value is a path, which a config file gives from its own folder. */
  readonly path?: boolean;
  /** The same of what follows the `=` of `NAME=FILE`. */
  readonly fileAfterName?: boolean;
  /** What the value is called in help; absent for switches. */
  readonly value?: string;
  readonly help: string;
}
