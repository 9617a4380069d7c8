/**
 * Character → number of its glyph. Source: the OpenType specification, table `cmap`, formats 4 and 12.
 */
export function characterMap(cmap: Buffer): ReadonlyMap<number, number> {
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
