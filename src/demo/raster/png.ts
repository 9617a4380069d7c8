import { crc32 } from 'node:zlib';
import type { Film, Frame } from '../film.ts';
import { CLEAR } from './canvas.ts';
import { deflate } from './deflate.ts';
import { Painter, type PaintOptions } from './paint.ts';
import { paletteOf } from './palette.ts';

export interface PngOptions extends PaintOptions {
  readonly origin: string;
  readonly title: string;
  readonly description: string;
}

/** A still picture of one frame. Source: the PNG specification, third edition. */
export function pngOf(
  film: Film,
  frame: Frame,
  { origin, title, description, ...options }: PngOptions,
): Uint8Array {
  const painter = new Painter(film, options);
  painter.show(frame);
  const { width, height, pixels } = painter.canvas;
  const counts = new Map<number, number>();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const { colors, indexOf } = paletteOf(counts);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits for each pixel, which is a place in the palette.
  head.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.alloc(3 * colors.length);
  colors.forEach((color, index) => {
    if (color !== CLEAR) palette.writeUIntBE(color, index * 3, 3);
  });
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) lines[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x]!);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    ...(colors[0] === CLEAR ? [chunk('tRNS', Buffer.from([0]))] : []),
    chunk('iTXt', text('Title', title)),
    chunk('iTXt', text('Description', description)),
    ...(origin === '' ? [] : [chunk('tEXt', Buffer.from(`Source\0${origin}`, 'latin1'))]),
    chunk('IDAT', deflate(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Not compressed, and of no language. */
const text = (keyword: string, value: string): Buffer => Buffer.from(`${keyword}\0\0\0\0\0${value}`);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
