import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { castText } from '../../src/demo/cast.ts';
import { filmOf } from '../../src/demo/film.ts';
import { FORMATS } from '../../src/demo/formats.ts';
import { recordingOfCast } from '../../src/demo/make.ts';
import { recordScript } from '../../src/demo/record.ts';
import { readDemoSettings } from '../../src/demo/settings.ts';
import { svgOf } from '../../src/demo/svg/svg.ts';
import { chooseThemes } from '../../src/demo/theme-choice.ts';
import { HOSTILE } from '../support/hostile.ts';
import { elementsOf, harmless, tagsOf } from '../support/skeletons.ts';
import { chapter, OPTIONS, shot, WINDOW } from './support.ts';

/** A recording in which a document and a program say texts wherever they can. */
const castOf = (...texts: readonly string[]) =>
  recordScript(
    {
      chapters: texts.map((text) => chapter(text, shot(text, text, { failed: text, prompt: `${text} $` }))),
      title: texts.join(' '),
    },
    { ...OPTIONS, cols: 100, rows: 20 },
  );

/** Colours and ends of lines are what a recording writes besides text. */
const STEERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const plain = (data: string): string => data.replace(/\u001b\[[\d;:]*m|\r\n/g, '');

test('a cast, played on a terminal, writes text in colours and nothing else', () => {
  for (const [what, text] of Object.entries(HOSTILE)) {
    const [head, ...events] = castText(castOf(text), 3).trimEnd().split('\n');
    assert.not.match(JSON.parse(head!).title, STEERS, what);
    assert.ok(events.length > 5);
    for (const event of events) {
      const [, , data] = JSON.parse(event) as [number, string, string];
      assert.not.match(plain(data), STEERS, `${what}: ${JSON.stringify(data)}`);
    }
  }
});

async function pageOf(texts: readonly string[]): Promise<string> {
  const settings = readDemoSettings({});
  const themes = chooseThemes('labproof', '.');
  if ('error' in settings || 'error' in themes) throw new Error('the defaults are wrong');
  const origin = { from: texts.join(' '), options: {}, fonts: [], steps: ['12345678'], version: '1' };
  const making = {
    settings,
    themes,
    fonts: [],
    castVersion: 3,
    output: 'x.html',
    options: {},
    version: '1',
  } as const;
  return String(FORMATS.html(await recordingOfCast(castOf(...texts), origin, making)));
}

async function pictureOf(texts: readonly string[]): Promise<string> {
  const film = await filmOf(castOf(...texts), { speed: 1, idleMs: 60_000 });
  const [description, origin] = [texts.join(' '), texts.join(' ')];
  return svgOf(film, { look: { ...WINDOW, captions: true }, description, origin });
}

/** Of each element and attribute there are as many as texts, their length and their colours ask for. */
const names = (all: readonly string[]): readonly string[] => all.flatMap((one) => one.split(' '));

test('a picture and a page have no element and no attribute that words do not make', async () => {
  const hostile = Object.values(HOSTILE);
  const words = [...hostile.map(harmless), 'some \u001b[2mwords\u001b[m'];
  const namesOf = async (texts: readonly string[]): Promise<readonly string[]> =>
    names([...elementsOf(await pictureOf(texts)), ...tagsOf(await pageOf(texts))]);
  const known = new Set(await namesOf(words));
  assert.equal(
    [...new Set(await namesOf(hostile))].filter((name) => !known.has(name)),
    [],
  );
});

test.run();
