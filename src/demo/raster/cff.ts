import { charString, shortNumber } from './char-string.ts';
import type { Outlines } from './glyph.ts';

/**
 * Outlines of PostScript, as in most fonts of Chinese, Japanese and Korean. Source: Adobe's Technical Note 5176,
 * "The Compact Font Format Specification". They are in the font's units, as its matrix says by default.
 */
export function postScriptOutlines(table: Buffer | undefined): Outlines | undefined {
  if (!table) return undefined;
  const [, topAt] = readIndex(table, table.readUInt8(2));
  const [tops, stringsAt] = readIndex(table, topAt);
  const [, globalAt] = readIndex(table, stringsAt);
  const [globals] = readIndex(table, globalAt);
  const top = readDict(tops[0]!);
  const [programs] = readIndex(table, top.get(CHAR_STRINGS)![0]!);
  // A font of many characters is made of several, each with subroutines of its own.
  const parts = top.get(FONT_ARRAY);
  const fonts = parts ? readIndex(table, parts[0]!)[0].map(readDict) : [top];
  const locals = fonts.map((font) => subroutines(table, font.get(PRIVATE)));
  const selected = top.get(FONT_SELECT);
  const fontOf = parts && selected ? selector(table, selected[0]!) : () => 0;
  return (glyph) => {
    const program = programs[glyph];
    return program ? charString(program, { globals, locals: locals[fontOf(glyph)] ?? [] }) : [];
  };
}

/** Operators; those of two bytes, of which the first is 12, have 1200 more. */
const CHAR_STRINGS = 17;
const PRIVATE = 18;
const SUBROUTINES = 19;
const FONT_ARRAY = 1236;
const FONT_SELECT = 1237;

/** A list of pieces, and where it ends. */
function readIndex(table: Buffer, at: number): readonly [pieces: readonly Buffer[], end: number] {
  const count = table.readUInt16BE(at);
  if (count === 0) return [[], at + 2];
  const size = table.readUInt8(at + 2);
  const offset = (index: number): number => table.readUIntBE(at + 3 + index * size, size);
  // Offsets count from the byte before the data.
  const before = at + 2 + (count + 1) * size;
  const pieces = Array.from({ length: count }, (_, index) =>
    table.subarray(before + offset(index), before + offset(index + 1)),
  );
  return [pieces, before + offset(count)];
}

function readDict(data: Buffer): ReadonlyMap<number, readonly number[]> {
  const dict = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let at = 0; at < data.length; ) {
    const byte = data[at]!;
    if (byte <= 21) {
      dict.set(byte === 12 ? 1200 + data[at + 1]! : byte, operands);
      operands = [];
      at += byte === 12 ? 2 : 1;
    } else if (byte === 30) {
      // A number with a point: no place or size is one.
      do at += 1;
      while (at < data.length && (data[at]! & 15) !== 15);
      at += 1;
      operands.push(0);
    } else {
      const [value, length] = byte === 29 ? ([data.readInt32BE(at + 1), 5] as const) : shortNumber(data, at);
      operands.push(value);
      at += length;
    }
  }
  return dict;
}

function subroutines(table: Buffer, place: readonly number[] | undefined): readonly Buffer[] {
  const [size = 0, at = 0] = place ?? [];
  const own = readDict(table.subarray(at, at + size)).get(SUBROUTINES);
  return own ? readIndex(table, at + own[0]!)[0] : [];
}

/** Which of its fonts a glyph is of. */
function selector(table: Buffer, at: number): (glyph: number) => number {
  if (table.readUInt8(at) === 0) return (glyph) => table.readUInt8(at + 1 + glyph);
  const count = table.readUInt16BE(at + 1);
  const ranges = Array.from({ length: count }, (_, index) => ({
    first: table.readUInt16BE(at + 3 + index * 3),
    font: table.readUInt8(at + 5 + index * 3),
  }));
  return (glyph) => ranges.findLast(({ first }) => first <= glyph)?.font ?? 0;
}
