/** A colour of a terminal: its default, a place in its palette, or `#rrggbb`. */
export type Color = 'default' | number | `#${string}`;

export interface Style {
  readonly fg: Color;
  readonly bg: Color;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly inverse: boolean;
  readonly hidden: boolean;
}

/** Cells beside each other that look the same. */
export interface Run {
  readonly x: number;
  /** What each cell shows: one character, with what combines with it. */
  readonly cells: readonly string[];
  /** Cells that each character takes. */
  readonly width: 1 | 2;
  readonly style: Style;
}

/** A row of a terminal without the blanks at its end. Two rows that look the same are one object. */
export interface Row {
  readonly runs: readonly Run[];
  /** Cells up to the last that shows something. */
  readonly length: number;
  readonly text: string;
}

/** Behind a full row it stands at the number of columns, until the next character wraps. */
export interface Cursor {
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
}
