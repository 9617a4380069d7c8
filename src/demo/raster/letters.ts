import type { Style } from '../cells.ts';
import { baseFont, bundledFontWith } from './bundled-fonts.ts';
import { fill, type Mask, type Place } from './fill.ts';
import type { Font } from './font.ts';
import type { Glyph } from './glyph.ts';

export interface LetterSize {
  /** Of one cell, in whole pixels. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Of the letters' foot below the top of a cell. */
  readonly baseline: number;
  readonly fontSize: number;
}

export interface LetterFonts {
  /** The user's, which are asked where the fonts that are always there have nothing. */
  readonly own: readonly Font[];
  /** Gets what no font has. */
  readonly missing: Set<string>;
}

type Face = Pick<Style, 'bold' | 'italic'>;

/** Draws what cells show, with fonts that come with the program: no picture depends on a machine's. */
export class Letters {
  readonly #size: LetterSize;
  readonly #own: readonly Font[];
  readonly #known = new Map<string, Mask>();
  readonly #missing: Set<string>;

  constructor(size: LetterSize, { own, missing }: LetterFonts) {
    this.#size = size;
    this.#own = own;
    this.#missing = missing;
  }

  mask(text: string, width: 1 | 2, { bold, italic }: Face): Mask {
    const key = `${width}${Number(bold)}${Number(italic)}${text}`;
    const known = this.#known.get(key);
    if (known) return known;
    const mask = this.#drawn(text, width, { bold, italic });
    this.#known.set(key, mask);
    return mask;
  }

  #drawn(text: string, width: 1 | 2, face: Face): Mask {
    const { cellWidth, cellHeight } = this.#size;
    const box = { width: cellWidth * width, height: cellHeight };
    const characters = [...text.normalize('NFC')].filter((character) => !BLANK.test(character));
    const masks = characters.flatMap((character, index) => {
      const mask = this.#character(character, box, { face, width });
      // A mark that no font has is left out; it is nothing by itself.
      if (!mask && index === 0) this.#missing.add(character);
      return mask ?? (index === 0 ? [lacking(box)] : []);
    });
    const [first = fill([], () => [0, 0], box), ...marks] = masks;
    return marks.reduce(bothOf, first);
  }

  #character(
    character: string,
    box: { readonly width: number; readonly height: number },
    { face, width }: { readonly face: Face; readonly width: 1 | 2 },
  ): Mask | undefined {
    const code = character.codePointAt(0)!;
    const base = baseFont(face.bold);
    const own = base.glyph(code);
    if (own && isFrame(code)) return fill(own.contours, this.#framePlace(base), box);
    if (own && width === 1) return fill(own.contours, this.#letterPlace(base, face), box);
    const font = own ? base : (this.#own.find((one) => one.glyph(code)) ?? bundledFontWith(code));
    const glyph = font?.glyph(code);
    if (!font || !glyph) return undefined;
    const place = this.#fittedPlace(font, glyph, { width: box.width, face });
    const mask = fill(glyph.contours, place, box);
    // These fonts have no bold letters of their own.
    const thicker = this.#size.fontSize / 20;
    return face.bold && font !== base
      ? bothOf(
          mask,
          fill(glyph.contours, (x, y) => [place(x, y)[0] + thicker, place(x, y)[1]], box),
        )
      : mask;
  }

  /** As wide as its cell; the fonts that come along have one width for all. */
  #letterPlace(font: Font, { italic }: Face): Place {
    const { cellWidth, baseline, fontSize } = this.#size;
    const xScale = cellWidth / font.glyph(0x30)!.advance;
    const yScale = fontSize / font.unitsPerEm;
    const slant = italic ? SLANT : 0;
    return (x, y) => [(x + (y - font.unitsPerEm * 0.35) * slant) * xScale, baseline - y * yScale];
  }

  /** In the middle of its cells, and no wider. */
  #fittedPlace(
    { unitsPerEm }: Font,
    { advance }: Glyph,
    { width, face }: { readonly width: number; readonly face: Face },
  ): Place {
    const { baseline, fontSize } = this.#size;
    const scale = Math.min(fontSize / unitsPerEm, width / Math.max(advance, 1));
    const left = (width - advance * scale) / 2;
    const slant = face.italic ? SLANT : 0;
    return (x, y) => [left + (x + (y - unitsPerEm * 0.35) * slant) * scale, baseline - y * scale];
  }

  /** Lines and blocks fill their cell, so that they meet those of the cells around. */
  #framePlace(font: Font): Place {
    const { cellWidth, cellHeight } = this.#size;
    const { top, bottom, left, right } = boundsOf(font.glyph(0x2588)!);
    return (x, y) => [((x - left) / (right - left)) * cellWidth, ((top - y) / (top - bottom)) * cellHeight];
  }
}

const bothOf = (one: Mask, other: Mask): Mask => ({
  ...one,
  cover: one.cover.map((value, at) => Math.max(value, other.cover[at]!)),
});

/** Blanks, joiners, and selectors of a variant, which no letter is drawn for. */
const BLANK = /^(?:\p{White_Space}|[\u3164\uffa0\u200b-\u200d]|[\ufe00-\ufe0f]|[\u{1f3fb}-\u{1f3ff}])$/u;

const SLANT = 0.2;

/** Box drawing and block elements. */
const isFrame = (code: number): boolean => code >= 0x2500 && code <= 0x259f;

/** A frame in the place of what cannot be drawn. */
function lacking({ width, height }: { readonly width: number; readonly height: number }): Mask {
  const rectangle = (inset: number): Glyph['contours'][number] => {
    const [left, top, right, bottom] = [inset + 1, inset + 3, width - inset - 1, height - inset - 3];
    const corners = [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ] as const;
    return corners.map(([x, y]) => ({ x, y, on: true }));
  };
  return fill([rectangle(0), rectangle(1).toReversed()], (x, y) => [x, y], { width, height });
}

function boundsOf({ contours }: Glyph): Record<'top' | 'bottom' | 'left' | 'right', number> {
  const points = contours.flat();
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return { top: Math.max(...ys), bottom: Math.min(...ys), left: Math.min(...xs), right: Math.max(...xs) };
}
