import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseThemes } from '../../src/demo/theme-choice.ts';
import { themes } from '../../src/demo/themes.ts';
import { withFolder } from '../support/cli.ts';

const COLOR = /^#[0-9a-f]{6}$/;

test('more than a dozen themes are known by name, each of whole colours', () => {
  assert.ok(Object.keys(themes).length > 12);
  for (const [name, { background, foreground, cursor, palette }] of Object.entries(themes)) {
    assert.is(palette.length, 16, name);
    for (const color of [background, foreground, cursor, ...palette]) assert.match(color, COLOR, name);
    assert.is.not(background, foreground, name);
  }
});

test('one theme is for both preferences, two are dark and light', () => {
  assert.equal(chooseThemes('nord', '.'), { dark: themes.nord, light: themes.nord });
  assert.equal(chooseThemes('nord, tango', '.'), { dark: themes.nord, light: themes.tango });
  assert.ok('error' in chooseThemes('nord,tango,xterm', '.'));
});

test('a name that is none is told with one like it', () => {
  assert.match((chooseThemes('norde', '.') as { error: string }).error, "did you mean 'nord'?");
});

test('a theme of one’s own is a file beside the document', async () => {
  const palette = Array.from({ length: 16 }, (_, index) => `#0000${index.toString(16).repeat(2)}`);
  const own = { background: '#000001', foreground: '#FFFFF0', palette };
  const files = { 'own.json': JSON.stringify(own), 'short.json': '{"palette": []}', 'no.json': 'no' };
  await withFolder(files, async (folder) => {
    const theme = { ...own, cursor: '#FFFFF0' };
    assert.equal(chooseThemes('./own.json', folder), { dark: theme, light: theme });
    for (const name of ['short.json', 'no.json', 'missing.json'])
      assert.match((chooseThemes(name, folder) as { error: string }).error, `theme ${name}: `);
    assert.match((chooseThemes('missing.json', folder) as { error: string }).error, 'there is no such file');
  });
});

for (const [change, told] of [
  [{ background: 'red' }, '"background" is a colour as "#rrggbb", not "red"'],
  [{ foreground: undefined }, '"foreground" is a colour as "#rrggbb"'],
  [{ cursor: 7 }, '"cursor" is a colour as "#rrggbb", not 7'],
  [{ palette: ['#000000'] }, '"palette" is a list of 16 colours, each as "#rrggbb"'],
  [{ palette: [...Array(15).fill('#000000'), '#00000'] }, 'each as "#rrggbb", not "#00000"'],
] as const) {
  test(`what is wrong with a theme is told: ${told}`, async () => {
    const right = { background: '#000000', foreground: '#000000', palette: Array(16).fill('#000000') };
    await withFolder({ 'own.json': JSON.stringify({ ...right, ...change }) }, async (folder) => {
      assert.ok((chooseThemes('own.json', folder) as { error: string }).error.endsWith(told));
    });
  });
}

test.run();
