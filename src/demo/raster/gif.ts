import type { Film, Frame } from '../film.ts';
import { type Box, type Canvas, CLEAR } from './canvas.ts';
import { blocks, lzwBlocks } from './lzw.ts';
import { Painter, type PaintOptions } from './paint.ts';
import { type Palette, paletteOf } from './palette.ts';

export interface GifOptions extends PaintOptions {
  /** Kept in the picture for `demo check`. */
  readonly origin: string;
}

/**
 * A moving picture of a film: one palette for all of it, and of each frame the rectangle that has
 * changed. Source: GIF89a.
 */
export function gifOf(film: Film, { origin, ...options }: GifOptions): Uint8Array {
  const painter = new Painter(film, options);
  const { canvas } = painter;
  const counts = new Map<number, number>();
  const images: Image[] = [];
  let before: Uint32Array | undefined;
  for (const frame of spaced(film.frames)) {
    const boxes = painter.show(frame);
    const box = before ? changed(canvas, before, boxes) : boxes[0];
    if (!box) continue;
    const image = { at: frame.at, box, pixels: cut(canvas, box) };
    count(image.pixels, counts);
    images.push(image);
    if (before) paste(before, image, canvas.width);
    else before = canvas.pixels.slice();
  }
  const palette = paletteOf(counts);
  const bits = Math.max(2, Math.ceil(Math.log2(palette.colors.length)));
  const end = film.durationMs + (options.look.loop ? LAST_MS : 0);
  return Buffer.concat([
    header(canvas, palette, bits),
    ...(options.look.loop ? [extension(0xff, Buffer.from('NETSCAPE2.0'), Buffer.from([1, 0, 0]))] : []),
    ...(origin === '' ? [] : [extension(0xfe, Buffer.from(origin))]),
    ...images.flatMap(({ at, box, pixels }, index) => {
      const until = Math.max(images[index + 1]?.at ?? end, at);
      return [control(hundredths(until) - hundredths(at), palette), picture(box, pixels, { palette, bits })];
    }),
    Buffer.from([0x3b]),
  ]);
}

/** A loop shows its end for a while. */
const LAST_MS = 2000;
/** Browsers show frames that are shorter than this for a tenth of a second. */
const SHORTEST_MS = 20;

interface Image {
  readonly at: number;
  readonly box: Box;
  readonly pixels: Uint32Array;
}

/** Without the frames that are gone before they are seen. */
function spaced(frames: readonly Frame[]): readonly Frame[] {
  return frames.filter(({ at }, index) => {
    const next = frames[index + 1];
    return !next || hundredths(next.at) - hundredths(at) >= SHORTEST_MS / 10;
  });
}

const hundredths = (ms: number): number => Math.round(ms / 10);

/** The smallest box around all that differs. */
function changed(canvas: Canvas, before: Uint32Array, boxes: readonly Box[]): Box | undefined {
  let [left, top, right, bottom] = [canvas.width, canvas.height, -1, -1];
  for (const box of boxes) {
    for (let y = box.y; y < box.y + box.height; y += 1) {
      for (let x = box.x; x < box.x + box.width; x += 1) {
        const at = y * canvas.width + x;
        if (canvas.pixels[at] === before[at]) continue;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    }
  }
  return right < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function cut(canvas: Canvas, { x, y, width, height }: Box): Uint32Array {
  const pixels = new Uint32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = (y + row) * canvas.width + x;
    pixels.set(canvas.pixels.subarray(from, from + width), row * width);
  }
  return pixels;
}

function paste(onto: Uint32Array, { box, pixels }: Image, width: number): void {
  for (let row = 0; row < box.height; row += 1)
    onto.set(pixels.subarray(row * box.width, (row + 1) * box.width), (box.y + row) * width + box.x);
}

function count(pixels: Uint32Array, counts: Map<number, number>): void {
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
}

function header({ width, height }: Canvas, { colors }: Palette, bits: number): Buffer {
  const table = Buffer.alloc(3 << bits);
  colors.forEach((color, index) => {
    if (color !== CLEAR) table.writeUIntBE(color, index * 3, 3);
  });
  const screen = Buffer.from([0, 0, 0, 0, 0x80 | (7 << 4) | (bits - 1), 0, 0]);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  return Buffer.concat([Buffer.from('GIF89a'), screen, table]);
}

function extension(label: number, ...parts: readonly Buffer[]): Buffer {
  const [first = Buffer.alloc(0), second] = parts;
  const data = second ? Buffer.concat([Buffer.from([first.length]), first, blocks(second)]) : blocks(first);
  return Buffer.concat([Buffer.from([0x21, label]), data]);
}

function control(delay: number, { colors }: Palette): Buffer {
  // What was there stays below the next one.
  const clear = colors[0] === CLEAR ? 1 : 0;
  const data = Buffer.from([0x21, 0xf9, 4, (1 << 2) | clear, 0, 0, 0, 0]);
  data.writeUInt16LE(Math.min(delay, 0xffff), 4);
  return data;
}

function picture(
  { x, y, width, height }: Box,
  pixels: Uint32Array,
  { palette, bits }: { readonly palette: Palette; readonly bits: number },
): Buffer {
  const place = Buffer.alloc(11);
  place[0] = 0x2c;
  place.writeUInt16LE(x, 1);
  place.writeUInt16LE(y, 3);
  place.writeUInt16LE(width, 5);
  place.writeUInt16LE(height, 7);
  place[10] = bits;
  const indexes = Uint8Array.from(pixels, palette.indexOf);
  return Buffer.concat([place, lzwBlocks(indexes, bits)]);
}
