import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { originIn, shownIn } from '../../src/demo/contents.ts';
import { FORMATS } from '../../src/demo/formats.ts';
import { recordingOfCast } from '../../src/demo/make.ts';
import { recordScript } from '../../src/demo/record.ts';
import { readDemoSettings } from '../../src/demo/settings.ts';
import { chooseThemes } from '../../src/demo/theme-choice.ts';
import { withBrowser } from '../support/chromium.ts';
import { withFolder } from '../support/cli.ts';
import { chapter, OPTIONS, script, shot } from './support.ts';

async function page(): Promise<string> {
  const settings = readDemoSettings({});
  const themes = chooseThemes('labproof', '.');
  if ('error' in settings || 'error' in themes) throw new Error('the defaults are wrong');
  const cast = recordScript(
    script(chapter('First', shot('echo <a>', '<a>')), chapter('Second', shot('echo b', 'b'))),
    OPTIONS,
  );
  const origin = { from: 'lab.md', options: {}, steps: ['12345678'], fonts: [], version: '1' };
  const recording = await recordingOfCast(cast, origin, {
    settings,
    themes,
    fonts: [],
    castVersion: 3,
    output: 'x.html',
    options: {},
    version: '1',
  });
  return FORMATS.html(recording);
}

test('the page says what it was made of and shows what the picture shows', async () => {
  const bytes = Buffer.from(await page());
  assert.is(originIn(bytes, 'html')?.from, 'lab.md');
  assert.match(shownIn(bytes, 'html') ?? '', '$ echo <a>\n<a>\n');
});

test('a step of the page is jumped to, and the recording is paused and goes on', async () => {
  await withFolder({}, async (folder) => {
    const file = join(folder, 'x.html');
    await writeFile(file, await page());
    await withBrowser(async (browser) => {
      const view = await browser.newPage();
      const problems: string[] = [];
      view.on('pageerror', ({ message }) => problems.push(message));
      await view.goto(`file://${file}`);
      const now = (): Promise<number> =>
        view.evaluate(() => Number((globalThis as unknown as Page).document.getAnimations()[0]?.currentTime));
      await view.getByRole('button', { name: 'Pause' }).click();
      await view.getByRole('button', { name: 'Second' }).click();
      const second = await view.getByRole('button', { name: 'Second' }).getAttribute('data-at');
      assert.is(await now(), Number(second));
      assert.is(await view.getByRole('button', { name: 'Second' }).getAttribute('aria-current'), 'true');
      await view.getByRole('button', { name: 'Play' }).click();
      await view.waitForFunction(
        (at) => Number((globalThis as unknown as Page).document.getAnimations()[0]?.currentTime) > at,
        Number(second),
      );
      assert.equal(problems, []);
    });
  });
});

/** What the page has of a browser; tests are compiled without its types. */
interface Page {
  readonly document: { getAnimations(): readonly { readonly currentTime: unknown }[] };
}

test.run();
