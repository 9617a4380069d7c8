import { inflateSync } from 'node:zlib';

/** The tables of a font. */
export type Tables = ReadonlyMap<string, Buffer>;

/**
 * Reads a TrueType or OpenType font, also in a WOFF, or one of a collection, counted from 1. Throws where
 * the file is none. Source: the OpenType specification, "Organization of an OpenType font", and W3C's WOFF 1.0.
 */
export function readTables(file: Buffer, place: number): Tables {
  const kind = file.toString('latin1', 0, 4);
  if (kind === 'wOF2') throw new Error('it is a WOFF2, which is not read; give the font as TTF, OTF or WOFF');
  if (kind === 'ttcf') return tablesAt(file, collected(file, place));
  if (place !== 1) throw new Error('it is no collection: it has one font');
  if (kind === 'wOFF') return packedTables(file);
  if (!KINDS.includes(kind)) throw new Error('it is no font: TTF, OTF, TTC and WOFF are read');
  return tablesAt(file, 0);
}

/** TrueType outlines, of Apple's too, and outlines of PostScript. */
const KINDS = ['\u0000\u0001\u0000\u0000', 'true', 'OTTO'];

function collected(file: Buffer, place: number): number {
  const count = file.readUInt32BE(8);
  if (place < 1 || place > count)
    throw new Error(`it is a collection of ${count} fonts: there is no font ${place} in it`);
  return file.readUInt32BE(12 + (place - 1) * 4);
}

function tablesAt(file: Buffer, at: number): Tables {
  const tables = new Map<string, Buffer>();
  const count = file.readUInt16BE(at + 4);
  for (let index = 0; index < count; index += 1) {
    const entry = at + 12 + index * 16;
    const from = file.readUInt32BE(entry + 8);
    tables.set(
      file.toString('latin1', entry, entry + 4),
      file.subarray(from, from + file.readUInt32BE(entry + 12)),
    );
  }
  return tables;
}

function packedTables(file: Buffer): Tables {
  const tables = new Map<string, Buffer>();
  const count = file.readUInt16BE(12);
  for (let index = 0; index < count; index += 1) {
    const at = 44 + index * 20;
    const from = file.readUInt32BE(at + 4);
    const stored = file.readUInt32BE(at + 8);
    const data = file.subarray(from, from + stored);
    const whole = stored < file.readUInt32BE(at + 12) ? inflateSync(data) : data;
    tables.set(file.toString('latin1', at, at + 4), whole);
  }
  return tables;
}
