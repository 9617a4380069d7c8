/** A glyph's contours in units of its font, y upwards. */
export interface Glyph {
  readonly advance: number;
  readonly contours: readonly Contour[];
}

export type Contour = readonly Point[];

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Off the curve it is a control point of a quadratic Bézier curve. */
  readonly on: boolean;
}

/** The outlines of a font, by the number of the glyph. */
export type Outlines = (glyph: number) => readonly Contour[];
