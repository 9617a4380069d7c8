import type { Theme } from './themes.ts';

/** How a film is drawn. */
export interface Look {
  /** What is used where the reader prefers dark colours, and where there is no preference. */
  readonly dark: Theme;
  /** Where the reader prefers light ones; the same for one theme. */
  readonly light: Theme;
  readonly frame: 'window' | 'none';
  /** In px. */
  readonly fontSize: number;
  readonly padding: number;
  /** Height of a row in font sizes. */
  readonly lineHeight: number;
  readonly cursor: 'block' | 'bar' | 'underline' | 'none';
  readonly loop: boolean;
  /** A line below with the title of the step. */
  readonly captions: boolean;
}

/** Measures of a picture in px. */
export interface Layout {
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Of the letters' foot below the top of a row. */
  readonly baseline: number;
  /** The screen in the picture. */
  readonly left: number;
  readonly top: number;
  readonly screenWidth: number;
  readonly screenHeight: number;
  readonly width: number;
  readonly height: number;
}

export const BAR_HEIGHT = 32;
/** Of a letter of most monospaced fonts, in font sizes. */
const ADVANCE = 0.6;

export function layoutOf(
  look: Look,
  { cols, rows }: { readonly cols: number; readonly rows: number },
): Layout {
  const { fontSize, padding, lineHeight } = look;
  const cellWidth = round(fontSize * ADVANCE);
  const cellHeight = Math.round(fontSize * lineHeight);
  const bar = look.frame === 'window' ? BAR_HEIGHT : 0;
  const screenWidth = round(cols * cellWidth);
  const screenHeight = rows * cellHeight;
  return {
    cellWidth,
    cellHeight,
    baseline: round((cellHeight - fontSize) / 2 + fontSize * 0.8),
    left: padding,
    top: bar + padding,
    screenWidth,
    screenHeight,
    width: round(screenWidth + 2 * padding),
    height: bar + screenHeight + 2 * padding + (look.captions ? captionHeight(look) : 0),
  };
}

export const captionHeight = ({ fontSize }: Pick<Look, 'fontSize'>): number => Math.round(fontSize * 2);

/** To a hundredth. */
export const round = (value: number): number => Math.round(value * 100) / 100;
