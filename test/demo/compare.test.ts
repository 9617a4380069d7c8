import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Compared, compareFile } from '../../src/demo/compare.ts';
import { originIn } from '../../src/demo/contents.ts';
import { type ChosenFont, readFonts } from '../../src/demo/font-choice.ts';
import { FORMATS, type FormatName, type Recording } from '../../src/demo/formats.ts';
import { recordingOfCast } from '../../src/demo/make.ts';
import { optionsSeenFrom, optionsSeenFromHere } from '../../src/demo/option-paths.ts';
import { digestsOf } from '../../src/demo/origin.ts';
import { recordScript } from '../../src/demo/record.ts';
import { readDemoSettings } from '../../src/demo/settings.ts';
import { chooseThemes } from '../../src/demo/theme-choice.ts';
import { ROOT, withFolder } from '../support/cli.ts';
import { chapter, OPTIONS, script, shot } from './support.ts';

interface Making {
  readonly format: FormatName;
  readonly output?: string;
  readonly fonts?: readonly ChosenFont[];
  readonly version?: string;
}

async function made({ format, output = 'ok', fonts = [], version = '1' }: Making): Promise<{
  readonly bytes: Buffer;
  readonly recording: Recording;
  readonly version: string;
}> {
  const settings = readDemoSettings({});
  const themes = chooseThemes('nord', '.');
  if ('error' in settings || 'error' in themes) throw new Error('the defaults are wrong');
  const whole = script(chapter('First', shot('echo ok', output)));
  const origin = { from: 'lab.md', options: {}, steps: digestsOf(whole), fonts: [], version };
  const recording = await recordingOfCast(recordScript(whole, OPTIONS), origin, {
    settings,
    themes,
    fonts,
    castVersion: 3,
    output: `x.${format}`,
    options: {},
    version,
  });
  return {
    bytes: Buffer.from(FORMATS[format](recording)),
    recording: { ...recording, script: whole },
    version,
  };
}

const compared = async (before: Making, now: Making): Promise<Compared> =>
  compareFile((await made(before)).bytes, await made(now), now.format);

test('the same is the same, and what shows another thing has changed, in every format', async () => {
  for (const format of Object.keys(FORMATS) as FormatName[]) {
    assert.equal(await compared({ format }, { format }), { kind: 'same' }, format);
    assert.is((await compared({ format }, { format, output: 'no' })).kind, 'changed', format);
    assert.is(compareFile(undefined, await made({ format }), format).kind, 'missing');
  }
});

test('a picture that another version or another font has drawn is still true, and that is told', async () => {
  const fonts = readFonts(['NotoEmoji.woff'], join(ROOT, 'fonts'));
  if ('error' in fonts) throw new Error(fonts.error);
  for (const format of ['gif', 'png'] as const) {
    assert.equal(await compared({ format }, { format, fonts }), {
      kind: 'redrawn',
      why: 'it was drawn with another font than the one named now',
    });
    assert.equal(await compared({ format, version: '0' }, { format }), {
      kind: 'redrawn',
      why: 'labproof 0 drew it otherwise',
    });
    assert.equal(originIn((await made({ format, fonts })).bytes, format)?.fonts, [fonts[0]!.digest]);
  }
  assert.equal(await compared({ format: 'svg' }, { format: 'svg', fonts }), { kind: 'same' });
});

test('two fonts of one name have two digests, and two fonts of one file', async () => {
  const [mono, bold] = ['', '-Bold'].map((kind) =>
    readFileSync(join(ROOT, `fonts/DejaVuSansMono${kind}.ttf`)),
  );
  const digests: string[] = [];
  await withFolder({ 'a.ttf': '' }, async (folder) => {
    for (const bytes of [mono!, bold!, mono!]) {
      await writeFile(join(folder, 'a.ttf'), bytes);
      const fonts = readFonts(['a.ttf'], folder);
      if ('error' in fonts) throw new Error(fonts.error);
      digests.push(fonts[0]!.digest);
    }
  });
  assert.is(digests[0], digests[2]);
  assert.is.not(digests[0], digests[1]);
});

test('files among the options are kept as they are seen from the picture, wherever check is run', () => {
  const given = { font: 'fonts/a.ttf', theme: 'nord, themes/light.json', cols: '90' };
  const kept = { font: '../fonts/a.ttf', theme: 'nord,../themes/light.json', cols: '90' };
  assert.equal(optionsSeenFrom('docs', given), kept);
  assert.equal(optionsSeenFromHere('docs', kept), { ...given, theme: 'nord,themes/light.json' });
  const whole = { font: '/usr/share/fonts/a.ttf' };
  assert.equal(optionsSeenFrom('docs', whole), whole);
  assert.equal(optionsSeenFromHere('docs', whole), whole);
});

test.run();
