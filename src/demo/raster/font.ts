import { postScriptOutlines } from './cff.ts';
import { characterMap } from './character-map.ts';
import { readTables } from './font-file.ts';
import type { Glyph, Outlines } from './glyph.ts';
import { trueTypeOutlines } from './true-type.ts';

/**
 * The glyphs of a font in a file. Source: the OpenType specification, tables `head`, `hhea` and `hmtx`.
 */
export class Font {
  readonly unitsPerEm: number;
  readonly #outlines: Outlines;
  readonly #hmtx: Buffer;
  readonly #metrics: number;
  readonly #glyphs: ReadonlyMap<number, number>;

  /** `place` is of a font in a collection, from 1. Throws where the file has no font that can be read. */
  constructor(file: Buffer, place = 1) {
    const tables = readTables(file, place);
    const table = (name: string): Buffer => {
      const found = tables.get(name);
      if (!found) throw new Error(`the font in it has no table '${name}'`);
      return found;
    };
    const head = table('head');
    this.unitsPerEm = head.readUInt16BE(18);
    const outlines =
      trueTypeOutlines(tables, head.readInt16BE(50) === 1) ?? postScriptOutlines(tables.get('CFF '));
    if (!outlines) throw new Error('the font in it has no outlines of TrueType or of PostScript (CFF)');
    this.#outlines = outlines;
    this.#hmtx = table('hmtx');
    this.#metrics = table('hhea').readUInt16BE(34);
    this.#glyphs = characterMap(table('cmap'));
  }

  /** What is drawn for a character; undefined where the font has nothing. */
  glyph(character: number): Glyph | undefined {
    const index = this.#glyphs.get(character);
    if (index === undefined) return undefined;
    const metric = Math.min(index, this.#metrics - 1) * 4;
    return { advance: this.#hmtx.readUInt16BE(metric), contours: this.#outlines(index) };
  }
}
