import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { packageFile } from '../../text/package-file.ts';
import { Font } from './font.ts';

/** The font of letters; all of it has one width. */
export function baseFont(bold: boolean): Font {
  return bundledFont(bold ? 'DejaVuSansMono-Bold.ttf' : 'DejaVuSansMono.ttf');
}

/**
 * The font that comes with the program and has what `baseFont` has not; undefined where none has it. It takes
 * a while to read one, so only those are that may have the character.
 */
export function bundledFontWith(character: number): Font | undefined {
  return FALLBACKS.filter(([may]) => may(character))
    .map(([, name]) => bundledFont(name))
    .find((font) => font.glyph(character));
}

/** What is before a dash, an arrow or a sign the base font has in no other way. */
const FIRST_SIGN = 0x2010;

/** Characters of Chinese, Japanese and Korean, with the punctuation of these. */
const isEastAsian = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x11ff) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7ff) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe4f) ||
  (code >= 0xff00 && code <= 0xffef);

const FALLBACKS: readonly (readonly [may: (code: number) => boolean, name: string])[] = [
  // Has signs that the bold one lacks.
  [() => true, 'DejaVuSansMono.ttf'],
  [isEastAsian, 'DroidSansFallback.ttf.br'],
  [(code) => code >= FIRST_SIGN && !isEastAsian(code), 'NotoEmoji.woff'],
  [() => true, 'DejaVuSans.ttf.br'],
];

const fonts = new Map<string, Font>();

function bundledFont(name: string): Font {
  const known = fonts.get(name);
  if (known) return known;
  const file = readFileSync(packageFile(`fonts/${name}`));
  const font = new Font(name.endsWith('.br') ? brotliDecompressSync(file) : file);
  fonts.set(name, font);
  return font;
}
