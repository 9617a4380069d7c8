import type { Tables } from './font-file.ts';
import type { Contour, Outlines } from './glyph.ts';

/**
 * Outlines of TrueType. Source: the OpenType specification, tables `glyf` and `loca`. Hints are left out, so
 * that a letter is the same on every machine.
 */
export function trueTypeOutlines(tables: Tables, long: boolean): Outlines | undefined {
  const glyf = tables.get('glyf');
  const loca = tables.get('loca');
  if (!glyf || !loca) return undefined;
  const placeOf = (index: number): number => {
    const at = index * (long ? 4 : 2);
    if (index < 0 || at + (long ? 4 : 2) > loca.length) return 0;
    return long ? loca.readUInt32BE(at) : loca.readUInt16BE(at) * 2;
  };
  const contoursOf = (index: number, depth: number): readonly Contour[] => {
    const from = placeOf(index);
    const to = placeOf(index + 1);
    // Parts of parts of parts are a font that refers to itself.
    if (to <= from || depth > 5) return [];
    const data = glyf.subarray(from, to);
    const count = data.readInt16BE(0);
    return count >= 0
      ? simpleContours(data, count)
      : composedContours(data, (part) => contoursOf(part, depth + 1));
  };
  return (glyph) => contoursOf(glyph, 0);
}

function composedContours(data: Buffer, contoursOf: Outlines): readonly Contour[] {
  const contours: Contour[] = [];
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
    for (const contour of contoursOf(index))
      contours.push(contour.map(({ x, y, on }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, on })));
    more = (flags & 0x20) !== 0;
  }
  return contours;
}

function simpleContours(data: Buffer, count: number): readonly Contour[] {
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
