/** A font of one glyph, for `A`, with outlines of PostScript that this program draws. */
export function postScriptFont(program: readonly number[], { locals, globals }: Subroutines = {}): Buffer {
  return sfnt('OTTO', {
    ...metrics(),
    'CFF ': compactFont(program, locals ?? [], globals ?? []),
  });
}

interface Subroutines {
  readonly locals?: readonly (readonly number[])[];
  readonly globals?: readonly (readonly number[])[];
}

/** Fonts in one file, which have to be no collections themselves. */
export function collection(...fonts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(12 + 4 * fonts.length);
  head.write('ttcf\u0000\u0001\u0000\u0000', 'latin1');
  head.writeUInt32BE(fonts.length, 8);
  let at = head.length;
  const moved = fonts.map((font, index) => {
    const copy = Buffer.from(font);
    head.writeUInt32BE(at, 12 + 4 * index);
    for (let table = 0; table < copy.readUInt16BE(4); table += 1) {
      const place = 12 + 16 * table + 8;
      copy.writeUInt32BE(copy.readUInt32BE(place) + at, place);
    }
    at += copy.length;
    return copy;
  });
  return Buffer.concat([head, ...moved]);
}

/** What a program of Type 2 is made of: operators, and whole numbers as they are written in it. */
export const number = (value: number): readonly number[] => [28, (value >> 8) & 255, value & 255];

function sfnt(kind: string, tables: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(tables);
  const head = Buffer.alloc(12 + 16 * entries.length);
  head.write(kind, 'latin1');
  head.writeUInt16BE(entries.length, 4);
  let at = head.length;
  entries.forEach(([name, table], index) => {
    head.write(name, 12 + 16 * index, 'latin1');
    head.writeUInt32BE(at, 12 + 16 * index + 8);
    head.writeUInt32BE(table.length, 12 + 16 * index + 12);
    at += table.length;
  });
  return Buffer.concat([head, ...entries.map(([, table]) => table)]);
}

/** 1000 units to the em; glyph 1 is `A`, 600 wide. */
function metrics(): Readonly<Record<string, Buffer>> {
  const head = Buffer.alloc(54);
  head.writeUInt16BE(1000, 18);
  const hhea = Buffer.alloc(36);
  hhea.writeUInt16BE(2, 34);
  const hmtx = Buffer.alloc(8);
  hmtx.writeUInt16BE(600, 4);
  const cmap = Buffer.alloc(40);
  cmap.writeUInt16BE(1, 2);
  cmap.writeUInt32BE(12, 8);
  cmap.writeUInt16BE(12, 12);
  cmap.writeUInt32BE(1, 24);
  for (const [index, value] of [65, 65, 1].entries()) cmap.writeUInt32BE(value, 28 + 4 * index);
  return { head, hhea, hmtx, cmap };
}

function compactFont(
  program: readonly number[],
  locals: readonly (readonly number[])[],
  globals: readonly (readonly number[])[],
): Buffer {
  const fixed = (value: number): readonly number[] => [
    29,
    (value >> 24) & 255,
    (value >> 16) & 255,
    (value >> 8) & 255,
    value & 255,
  ];
  const build = (programsAt: number, privateAt: number): readonly Buffer[] => [
    Buffer.from([1, 0, 4, 1]),
    index([Buffer.from('X')]),
    index([Buffer.from([...fixed(programsAt), 17, ...fixed(PRIVATE.length), ...fixed(privateAt), 18])]),
    index([]),
    index(globals.map((one) => Buffer.from(one))),
    index([Buffer.from([14]), Buffer.from(program)]),
    PRIVATE,
    index(locals.map((one) => Buffer.from(one))),
  ];
  const sizes = build(0, 0).map(({ length }) => length);
  const upTo = (count: number): number => sizes.slice(0, count).reduce((sum, size) => sum + size, 0);
  return Buffer.concat(build(upTo(5), upTo(6)));
}

/** Says that subroutines follow it. */
const PRIVATE = Buffer.from([...number(4), 19]);

function index(pieces: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(pieces.length);
  if (pieces.length === 0) return count;
  let at = 1;
  const offsets = [1, ...pieces.map(({ length }) => (at += length))].flatMap((offset) => [
    (offset >> 8) & 255,
    offset & 255,
  ]);
  return Buffer.concat([count, Buffer.from([2, ...offsets]), ...pieces]);
}
