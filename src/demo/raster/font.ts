import { inflateSync } from 'node:zlib';

/** A glyph's contours in units of its font, y upwards. */
export interface Glyph {
  readonly advance: number;
  readonly contours: readonly (readonly Point[])[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Off the curve it is a control point of a quadratic Bézier curve. */
  readonly on: boolean;
}

/**
 * The glyphs of a TrueType font, also in a WOFF. Source: the OpenType specification, tables `cmap`
 * (formats 4 and 12), `glyf`, `head`, `hhea`, `hmtx`, `loca`. Hints are left out, so that a letter is
 * the same on every machine.
 */
export class Font {
  readonly unitsPerEm: number;
  readonly #glyf: Buffer;
  readonly #hmtx: Buffer;
  readonly #places: readonly number[];
  readonly #metrics: number;
  readonly #glyphs: ReadonlyMap<number, number>;

  /** Throws where the file is no font with TrueType outlines. */
  constructor(file: Buffer) {
    const tables = tablesOf(file);
    const table = (name: string): Buffer => {
      const found = tables.get(name);
      if (!found) throw new Error(`it is no TrueType font: it has no table '${name}'`);
      return found;
    };
    const head = table('head');
    this.unitsPerEm = head.readUInt16BE(18);
    const long = head.readInt16BE(50) === 1;
    const loca = table('loca');
    this.#places = Array.from({ length: loca.length / (long ? 4 : 2) }, (_, index) =>
      long ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2,
    );
    this.#glyf = table('glyf');
    this.#hmtx = table('hmtx');
    this.#metrics = table('hhea').readUInt16BE(34);
    this.#glyphs = characterMap(table('cmap'));
  }

  /** What is drawn for a character; undefined where the font has nothing. */
  glyph(character: number): Glyph | undefined {
    const index = this.#glyphs.get(character);
    if (index === undefined) return undefined;
    const metric = Math.min(index, this.#metrics - 1) * 4;
    return { advance: this.#hmtx.readUInt16BE(metric), contours: this.#contours(index, 0) };
  }

  #contours(index: number, depth: number): readonly (readonly Point[])[] {
    const from = this.#places[index] ?? 0;
    const to = this.#places[index + 1] ?? 0;
    // Parts of parts of parts are a font that refers to itself.
    if (to <= from || depth > 5) return [];
    const data = this.#glyf.subarray(from, to);
    const count = data.readInt16BE(0);
    return count >= 0 ? simpleContours(data, count) : this.#composed(data, depth);
  }

  #composed(data: Buffer, depth: number): readonly (readonly Point[])[] {
    const contours: (readonly Point[])[] = [];
    for (let at = 10, more = true; more; ) {
      const flags = data.readUInt16BE(at);
      const index = data.readUInt16BE(at + 2);
      const words = (flags & 1) !== 0;
      const placed = (flags & 2) !== 0;
      const dx = placed ? (words ? data.readInt16BE(at + 4) : data.readInt8(at + 4)) : 0;
      const dy = placed ? (words ? data.readInt16BE(at + 6) : data.readInt8(at + 5)) : 0;
      at += words ? 8 : 6;
      const number = (): number => {
        at += 2;
        return data.readInt16BE(at - 2) / 16384;
      };
      let [a, b, c, d] = [1, 0, 0, 1];
      if (flags & 0x08) a = d = number();
      else if (flags & 0x40) [a, d] = [number(), number()];
      else if (flags & 0x80) [a, b, c, d] = [number(), number(), number(), number()];
      for (const contour of this.#contours(index, depth + 1))
        contours.push(contour.map(({ x, y, on }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, on })));
      more = (flags & 0x20) !== 0;
    }
    return contours;
  }
}

function simpleContours(data: Buffer, count: number): readonly (readonly Point[])[] {
  const ends = Array.from({ length: count }, (_, index) => data.readUInt16BE(10 + index * 2));
  const length = (ends.at(-1) ?? -1) + 1;
  let at = 10 + count * 2;
  at += 2 + data.readUInt16BE(at);
  const flags: number[] = [];
  while (flags.length < length) {
    const flag = data.readUInt8(at);
    at += 1;
    flags.push(flag);
    if (flag & 8) {
      for (let again = data.readUInt8(at); again > 0; again -= 1) flags.push(flag);
      at += 1;
    }
  }
  const axis = (short: number, same: number): readonly number[] => {
    let value = 0;
    return flags.slice(0, length).map((flag) => {
      if (flag & short) {
        value += flag & same ? data.readUInt8(at) : -data.readUInt8(at);
        at += 1;
      } else if (!(flag & same)) {
        value += data.readInt16BE(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = axis(2, 16);
  const ys = axis(4, 32);
  return ends.map((end, contour) =>
    xs.slice((ends[contour - 1] ?? -1) + 1, end + 1).map((x, index) => {
      const point = (ends[contour - 1] ?? -1) + 1 + index;
      return { x, y: ys[point]!, on: (flags[point]! & 1) !== 0 };
    }),
  );
}

/** By name. */
function tablesOf(file: Buffer): ReadonlyMap<string, Buffer> {
  const tables = new Map<string, Buffer>();
  const packed = file.toString('latin1', 0, 4) === 'wOFF';
  const count = file.readUInt16BE(packed ? 12 : 4);
  for (let index = 0; index < count; index += 1) {
    const at = packed ? 44 + index * 20 : 12 + index * 16;
    const name = file.toString('latin1', at, at + 4);
    const from = file.readUInt32BE(packed ? at + 4 : at + 8);
    const stored = file.readUInt32BE(packed ? at + 8 : at + 12);
    const data = file.subarray(from, from + stored);
    const whole = packed && stored < file.readUInt32BE(at + 12) ? inflateSync(data) : data;
    tables.set(name, whole);
  }
  return tables;
}

/** Character → number of its glyph. */
function characterMap(cmap: Buffer): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  const count = cmap.readUInt16BE(2);
  for (let index = 0; index < count; index += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 12) readGroups(table, map);
    if (format === 4) readSegments(table, map);
  }
  return map;
}

function readGroups(table: Buffer, map: Map<number, number>): void {
  const groups = table.readUInt32BE(12);
  for (let group = 0; group < groups; group += 1) {
    const at = 16 + group * 12;
    const first = table.readUInt32BE(at);
    const last = Math.min(table.readUInt32BE(at + 4), 0x10ffff);
    const glyph = table.readUInt32BE(at + 8);
    for (let character = first; character <= last; character += 1)
      map.set(character, glyph + character - first);
  }
}

function readSegments(table: Buffer, map: Map<number, number>): void {
  const double = table.readUInt16BE(6);
  for (let at = 14; at < 14 + double; at += 2) {
    const last = table.readUInt16BE(at);
    const first = table.readUInt16BE(at + double + 2);
    const delta = table.readUInt16BE(at + 2 * double + 2);
    const place = at + 3 * double + 2;
    const offset = table.readUInt16BE(place);
    for (let character = first; character <= last && character < 0xffff; character += 1) {
      let glyph = character;
      if (offset !== 0) glyph = table.readUInt16BE(place + offset + (character - first) * 2);
      if (offset === 0 || glyph !== 0) glyph = (glyph + delta) & 0xffff;
      if (glyph !== 0) map.set(character, glyph);
    }
  }
}
