import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFonts } from '../../src/demo/font-choice.ts';
import { ROOT, withFolder } from '../support/cli.ts';

test('fonts are read as TrueType and as WOFF', () => {
  const fonts = readFonts(['DejaVuSansMono.ttf', 'NotoEmoji.woff'], join(ROOT, 'fonts'));
  if ('error' in fonts) throw new Error(fonts.error);
  const [mono, emoji] = fonts.map(({ font }) => font);
  assert.is(mono!.glyph('é'.codePointAt(0)!)?.advance, mono!.glyph('i'.codePointAt(0)!)?.advance);
  assert.ok(
    mono!.glyph('é'.codePointAt(0)!)!.contours.length > mono!.glyph('e'.codePointAt(0)!)!.contours.length,
  );
  assert.is(mono!.glyph('漢'.codePointAt(0)!), undefined);
  assert.ok(emoji!.glyph('🐳'.codePointAt(0)!)!.contours.length > 0);
});

test('a file that is no font is told', async () => {
  await withFolder({ 'no.ttf': 'no font', 'longer.ttf': 'x'.repeat(200) }, async (folder) => {
    for (const name of ['no.ttf', 'longer.ttf', 'missing.ttf'])
      assert.match((readFonts([name], folder) as { error: string }).error, `font ${name}: `);
  });
});

test.run();
