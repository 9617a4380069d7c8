import { BAR_HEIGHT, captionHeight, type Look, layoutOf } from '../look.ts';
import type { LetterSize } from './letters.ts';

/** Measures of a picture in whole pixels. */
export interface PixelLayout extends LetterSize {
  /** Height of the window's bar; 0 without. */
  readonly bar: number;
  readonly left: number;
  readonly top: number;
  readonly captionTop: number;
  readonly width: number;
  readonly height: number;
}

export function pixelLayout(
  look: Look,
  size: { readonly cols: number; readonly rows: number },
  scale: number,
): PixelLayout {
  const layout = layoutOf(look, size);
  const times = (value: number): number => Math.round(value * scale);
  const cellWidth = times(layout.cellWidth);
  const cellHeight = times(layout.cellHeight);
  const bar = look.frame === 'window' ? times(BAR_HEIGHT) : 0;
  const padding = times(look.padding);
  const captionTop = bar + size.rows * cellHeight + 2 * padding;
  return {
    cellWidth,
    cellHeight,
    baseline: times(layout.baseline),
    fontSize: look.fontSize * scale,
    bar,
    left: padding,
    top: bar + padding,
    captionTop,
    width: size.cols * cellWidth + 2 * padding,
    height: captionTop + (look.captions ? times(captionHeight(look)) : 0),
  };
}
