import { DOMParser } from '@xmldom/xmldom';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Cast } from '../../src/demo/cast.ts';
import { filmOf } from '../../src/demo/film.ts';
import type { Look } from '../../src/demo/look.ts';
import { recordScript } from '../../src/demo/record.ts';
import { svgOf } from '../../src/demo/svg/svg.ts';
import { chooseThemes } from '../../src/demo/theme-choice.ts';
import { chapter, OPTIONS, script, shot, WINDOW } from './support.ts';

const themes = (name: string) => {
  const chosen = chooseThemes(name, '.');
  if ('error' in chosen) throw new Error(chosen.error);
  return chosen;
};

async function draw(cast: Cast, look: Partial<Look> = {}): Promise<string> {
  const film = await filmOf(cast, { speed: 1, idleMs: 60_000 });
  return svgOf(film, { look: { ...WINDOW, ...look }, description: 'D', origin: 'labproof {"a":"<b>"}' });
}

const typed = recordScript(
  script(
    chapter('One', shot('echo <b> & "c"', '<b> & "c"')),
    chapter('Two', shot('seq 9', '1\n2\n3\n4\n5\n6\n7\n8\n9')),
  ),
  OPTIONS,
);

test('a transcript that only grows is drawn once, with two animations', async () => {
  const svg = await draw(typed);
  assert.is(svg.match(/@keyframes/g)?.length, 2);
  assert.is(svg.match(/ seq 9</g)?.length, 1);
});

test('it is well-formed, has a title and a description, and its text is the transcript', async () => {
  const svg = await draw(typed);
  const document = new DOMParser({
    onError: (level, message) => assert.unreachable(`${level}: ${message}`),
  }).parseFromString(svg, 'image/svg+xml');
  const texts = [...document.getElementsByTagName('text')].map(({ textContent }) => textContent);
  assert.is(document.getElementsByTagName('title')[0]?.textContent, 'A demo');
  assert.is(document.getElementsByTagName('metadata')[0]?.textContent, 'labproof {"a":"<b>"}');
  assert.ok(texts.includes('$ echo <b> & "c"') && texts.includes('9'), texts.join('|'));
});

test('it plays once unless it is to loop, and not where motion is not wanted', async () => {
  assert.match(await draw(typed), / step-end forwards}/);
  assert.match(await draw(typed, { loop: true }), / step-end infinite}/);
  assert.match(await draw(typed), /prefers-reduced-motion:reduce\)\{[^}]*animation:none/);
});

test('a window has a bar with the title, captions follow the steps', async () => {
  const window = await draw(typed, { captions: true });
  assert.is(window.match(/<circle /g)?.length, 3);
  assert.match(window, /<text [^>]*>A demo<\/text>/);
  assert.match(window, /<text [^>]*>One<\/text><text [^>]*>Two<\/text>/);
  assert.is(window.match(/@keyframes/g)?.length, 3);
  const bare = await draw(typed, { frame: 'none' });
  assert.not.match(bare, /<circle |>A demo<\/text>|>Two<\/text>/);
});

test('titles that are too long are cut, in the bar and below', async () => {
  const title = 'A title that goes on and on, longer than the window is wide';
  const window = await draw(
    { ...recordScript(script(chapter(title, shot('true'))), OPTIONS), title },
    { captions: true },
  );
  const [bar = '', caption = ''] = [...window.matchAll(/>(A title[^<]*)<\/text>/g)].map(([, text]) => text);
  for (const text of [bar, caption])
    assert.ok(text.endsWith('…') && title.startsWith(text.slice(0, -1)), text);
  assert.ok(bar.length < caption.length && caption.length <= OPTIONS.cols, `${bar}|${caption}`);
  assert.match(window, `<title>${title}</title>`);
});

test('two themes follow what the reader prefers, one does not', async () => {
  assert.match(await draw(typed), 'prefers-color-scheme:light');
  assert.not.match(await draw(typed, themes('nord')), 'prefers-color-scheme');
});

test('what moves the cursor is drawn in frames, only while it lasts', async () => {
  const progress = ['10%', '50%', '100%'].map((text, index) => ({
    at: 3000 + index * 400,
    code: 'o' as const,
    data: `\r${text}`,
  }));
  const cast: Cast = {
    ...typed,
    events: [
      { at: 0, code: 'o', data: 'before\r\n' },
      ...progress,
      { at: 4000, code: 'o', data: '\r\nafter\r\n' },
      { at: 9000, code: 'x', data: '0' },
    ],
  };
  const svg = await draw(cast);
  assert.is(svg.match(/>50%</g)?.length, 1);
  assert.match(svg, 'visibility:hidden');
});

test('only the colours that are used are in it', async () => {
  const cast: Cast = {
    ...typed,
    events: [{ at: 0, code: 'o', data: '\u001b[31mred\u001b[38;5;208mamber\u001b[38;2;1;2;3mdark' }],
  };
  const svg = await draw(cast);
  assert.match(svg, '--c1:');
  assert.not.match(svg, '--c2:');
  assert.match(svg, 'fill:#ff8700');
  assert.match(svg, 'fill:#010203');
});

test.run();
