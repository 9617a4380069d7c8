import { LEVELS, type Mask } from './fill.ts';

/** A part of a picture, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Stands for no colour at all. */
export const CLEAR = 0x1000000;

/** Pixels as 0xrrggbb. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint32Array(width * height);
  }

  fill({ x, y, width, height }: Box, color: number): void {
    for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row += 1) {
      const from = row * this.width;
      this.pixels.fill(color, from + Math.max(0, x), from + Math.min(this.width, x + width));
    }
  }

  /** Paints where the mask covers; a part of `strength` of it, from 0 to 1. */
  paint(
    mask: Mask,
    { x, y, color }: { readonly x: number; readonly y: number; readonly color: number },
  ): void {
    const rows = Math.min(mask.height, this.height - y);
    const columns = Math.min(mask.width, this.width - x);
    for (let row = Math.max(0, -y); row < rows; row += 1) {
      for (let column = Math.max(0, -x); column < columns; column += 1) {
        const level = mask.cover[row * mask.width + column]!;
        if (level === 0) continue;
        const at = (y + row) * this.width + x + column;
        this.pixels[at] = level === LEVELS ? color : mix(this.pixels[at]!, color, level / LEVELS);
      }
    }
  }
}

/** A colour between two; `part` of the second, from 0 to 1. */
export function mix(from: number, to: number, part: number): number {
  const channel = (shift: number): number => {
    const a = (from >> shift) & 255;
    const b = (to >> shift) & 255;
    return Math.round(a + (b - a) * part) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}
