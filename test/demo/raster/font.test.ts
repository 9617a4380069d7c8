import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { baseFont, bundledFontWith } from '../../../src/demo/raster/bundled-fonts.ts';
import { Font } from '../../../src/demo/raster/font.ts';
import type { Glyph } from '../../../src/demo/raster/glyph.ts';
import { Letters } from '../../../src/demo/raster/letters.ts';
import { ROOT } from '../../support/cli.ts';
import { collection, number, postScriptFont } from './font-maker.ts';

const mono = readFileSync(join(ROOT, 'fonts/DejaVuSansMono.ttf'));

/** Numbers, then an operator. */
const op = (operator: number | readonly number[], ...operands: readonly number[]): readonly number[] => [
  ...operands.flatMap(number),
  ...[operator].flat(),
];
const END = [14];

const drawn = (font: Font): Glyph => font.glyph('A'.codePointAt(0)!)!;
/** The contours as the points that they are drawn through, rounded; of a curve only its end. */
const corners = (font: Font): readonly string[] =>
  drawn(font).contours.map((contour) =>
    contour
      .filter(
        (_, index) => index === 0 || (contour.length - 1 - index) % STEPS === 0 || contour.length < STEPS,
      )
      .map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`)
      .join(' '),
  );
/** Lines that a curve is drawn as. */
const STEPS = 6;

test('outlines of PostScript: moves and lines, with the width before the first operands or without', () => {
  const square = [...op(6, 100, 200, -100), ...END];
  for (const move of [op(21, 10, 20), op(21, 50, 10, 20)]) {
    const font = new Font(postScriptFont([...move, ...square]));
    assert.equal(corners(font), ['10,20 110,20 110,220 10,220']);
    assert.is(drawn(font).advance, 600);
  }
  const two = [...op(22, 5), ...op(5, 1, 2, 3, 4), ...op(4, 7), ...op(7, 30, 20), ...END];
  assert.equal(corners(new Font(postScriptFont(two))), ['5,0 6,2 9,6', '9,13 9,43 29,43']);
});

for (const [name, program, ends] of [
  ['any', op(8, 10, 0, 10, 10, 0, 10), '0,0 20,20'],
  ['across, then across', op(27, 10, 10, 10, 10), '0,0 30,10'],
  ['across after a step aside', op(27, 7, 10, 10, 10, 10), '0,0 30,17'],
  ['down, then down', op(26, 10, 10, 10, 10), '0,0 10,30'],
  ['across, then down', op(31, 10, 10, 10, 10), '0,0 20,20'],
  ['across, then down and aside', op(31, 10, 10, 10, 10, 4), '0,0 24,20'],
  ['down, then across', op(30, 10, 10, 10, 10), '0,0 20,20'],
  ['a flex', op([12, 34], 10, 10, 5, 10, 10, 10, 10), '0,0 30,5 60,0'],
  ['a flex of all its points', op([12, 35], 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 50), '0,0 3,3 9,9'],
  ['a flex to the height that it began at', op([12, 36], 1, 2, 3, 4, 5, 6, 7, 8, 9), '0,0 9,6 31,0'],
  ['a flex that is wider than high', op([12, 37], 9, 1, 9, 1, 9, 1, 9, 1, 9, 1, 9), '0,0 27,3 54,0'],
] as const) {
  test(`a curve of PostScript: ${name}`, () => {
    const font = new Font(postScriptFont([...op(21, 0, 0), ...program, ...END]));
    assert.equal(corners(font), [ends]);
  });
}

test('a curve leaves its first point and comes to its last as its control points say', () => {
  const font = new Font(postScriptFont([...op(21, 0, 0), ...op(31, 60, 40, 0, 100), ...END]));
  const [contour = []] = drawn(font).contours;
  assert.is(contour.length, STEPS + 1);
  // The middle of the curve by its formula.
  assert.equal(contour[STEPS / 2], {
    x: (3 * 60 + 3 * 100 + 100) / 8,
    y: (3 * 0 + 3 * 0 + 100) / 8,
    on: true,
  });
});

test('hints of PostScript are passed over, their masks too, and subroutines are drawn where they are called', () => {
  const masked = [
    ...op(18, 1, 2, 3, 4, 5, 6, 7, 8),
    // Nine hints: the mask has two bytes, which would be operators.
    ...op(19, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    21,
    14,
    ...op(21, 10, 10),
    ...op(10, -107),
    ...op(29, -107),
    ...END,
  ];
  const locals = [[...op(6, 100), 11]];
  const globals = [[...op(7, 50), 11]];
  const font = new Font(postScriptFont(masked, { locals, globals }));
  assert.equal(corners(font), ['10,10 110,10 110,60']);
});

test('a program that does not end calls itself no further', () => {
  const font = new Font(postScriptFont(op(10, -107), { locals: [op(10, -107)] }));
  assert.equal(drawn(font).contours, []);
});

test('of a collection the font that is named is taken, and one that it lacks is told', () => {
  const square = postScriptFont([...op(21, 0, 0), ...op(6, 100, 100, -100), ...END]);
  const file = collection(mono, square);
  assert.is(drawn(new Font(file)).advance, drawn(new Font(mono)).advance);
  assert.equal(corners(new Font(file, 2)), ['0,0 100,0 100,100 0,100']);
  assert.throws(() => new Font(file, 3), 'it is a collection of 2 fonts: there is no font 3 in it');
  assert.throws(() => new Font(file, 0), 'there is no font 0 in it');
  assert.throws(() => new Font(mono, 2), 'it is no collection');
});

test('what is no font that is read is told for what it is', () => {
  assert.throws(() => new Font(Buffer.from('wOF2'.padEnd(100))), 'it is a WOFF2, which is not read');
  assert.throws(
    () => new Font(Buffer.from('%PDF'.padEnd(100))),
    'it is no font: TTF, OTF, TTC and WOFF are read',
  );
});

test('the fonts that come along have the letters of Chinese, Japanese and Korean standards', () => {
  const lacking: string[] = [];
  for (const encoding of ['gb2312', 'big5', 'euc-jp', 'euc-kr']) {
    const decoder = new TextDecoder(encoding);
    for (let first = 0xa1; first <= 0xfe; first += 1) {
      for (let second = 0xa1; second <= 0xfe; second += 1) {
        const text = decoder.decode(Uint8Array.of(first, second));
        if (!/^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul})$/u.test(text))
          continue;
        // The filler of Hangul is blank.
        if (text === '\u3164') continue;
        if (!bundledFontWith(text.codePointAt(0)!)?.glyph(text.codePointAt(0)!)?.contours.length)
          lacking.push(text);
      }
    }
  }
  assert.equal([...new Set(lacking)], []);
});

test('blanks of every width are blank, and no letter is missing for them', () => {
  const missing = new Set<string>();
  const letters = new Letters(
    { cellWidth: 8, cellHeight: 18, baseline: 13, fontSize: 14 },
    { own: [], missing },
  );
  for (const blank of ['\u00a0', '\u2003', '\u3000', '\u3164'])
    assert.ok(letters.mask(blank, 2, { bold: false, italic: false }).cover.every((level) => level === 0));
  assert.equal([...missing], []);
});

test('signs of terminals are in the fonts that come along', () => {
  const lacking = [...'①⑩※℃Ⅲ☰⠋✓✗➜❯●○★☆✨🚀…—“”《》「」。，：！？￥'].filter((sign) => {
    const code = sign.codePointAt(0)!;
    return !(baseFont(false).glyph(code) ?? bundledFontWith(code)?.glyph(code))?.contours.length;
  });
  assert.equal(lacking, []);
});

test.run();
