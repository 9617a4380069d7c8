import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chromiumPath, HOW_TO_GET_CHROMIUM, withBrowser } from '../support/chromium.ts';
import { startLabproof, withFolder } from '../support/cli.ts';

/** Opens the page that `serve` prints the link of, and ends both. */
async function withPage(
  args: readonly string[],
  use: (page: Page, link: string) => Promise<void>,
): Promise<void> {
  await withFolder({}, async (folder) => {
    const serving = startLabproof(['serve', ...args, '--engine', 'private', '--no-rehearsal'], {
      env: { XDG_STATE_HOME: folder },
    });
    try {
      let said = '';
      const link = await new Promise<string>((resolve, reject) => {
        serving.stdout.on('data', (data: Buffer) => {
          said += data.toString();
          const found = /http:\S+\/#[\w-]+/.exec(said)?.[0];
          if (found) resolve(found);
        });
        serving.on('exit', () => reject(new Error(said)));
      });
      await withBrowser(async (browser) => {
        // The checker of accessibility is put into the page, which the page's policy forbids.
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
        const trouble: string[] = [];
        page.on('pageerror', (error) => trouble.push(String(error)));
        await page.goto(link);
        await use(page, link);
        assert.equal(trouble, []);
      });
    } finally {
      serving.kill('SIGINT');
      await serving;
    }
  });
}

const done = (page: Page, step: number) =>
  page.locator(`#step-${step}[data-state="done"]`).waitFor({ timeout: 20_000 });
const type = (page: Page, step: number, nth = 0) => page.locator(`#step-${step} .type`).nth(nth).click();

async function grave(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' ')}`,
    );
}

const missing = chromiumPath() === undefined;
const browserTest = missing ? test.skip : test;

test('there is a browser to look at pages with; only outside CI may it be missing', () => {
  if (missing && process.env.CI) throw new Error(HOW_TO_GET_CHROMIUM);
});

browserTest(
  'a learner does a lab to its end by typing and by buttons; reload and network loss lose nothing',
  () =>
    withPage(['labs/macvlan.md'], async (page, link) => {
      await page.locator('.xterm-rows').waitFor({ timeout: 60_000 });
      assert.not.match(page.url(), new URL(link).hash, 'the key is out of the address');
      await type(page, 1);
      await done(page, 1);
      await page.reload();
      await done(page, 1);
      await page.locator('.xterm-rows', { hasText: 'macvlan' }).waitFor();
      await page.context().setOffline(true);
      await page.context().setOffline(false);
      await page.locator('.xterm-helper-textarea').focus();
      await page.keyboard.type('docker network ls\n');
      await page.locator('#step-2 [data-goal="1.0"][data-status="met"]').waitFor();
      await type(page, 2, 1);
      await done(page, 2);
      await type(page, 3);
      await done(page, 3);
      await page.locator('.picture svg', { hasText: 'probe' }).waitFor();
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.waitForFunction('document.getAnimations().length === 0');
          assert.equal(await grave(page), [], `${colorScheme}, ${width} px`);
        }
        const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        assert.is(await page.evaluate(over), 0, `${width} px`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      for (const step of [4, 5]) {
        await type(page, step);
        await done(page, step);
      }
      await page.keyboard.press('F6');
      assert.is(
        await page.evaluate('document.querySelector("[data-here]").contains(document.activeElement)'),
        true,
      );
      await type(page, 6);
      await page.locator('.picture svg', { hasText: 'probe' }).waitFor({ state: 'detached' });
      await type(page, 6, 1);
      await done(page, 6);
      await page.locator('.finished').waitFor();
    }),
);

browserTest('a folder is a course: an index, and each lab with a machine of its own', () =>
  withPage(['labs'], async (page) => {
    await page.getByRole('button', { name: /^Begin: Give a container a place/ }).click();
    await page.locator('.xterm-rows').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'All labs' }).click();
    await page.locator('.chapter').first().waitFor();
    assert.equal(await grave(page), []);
  }),
);

test.run();
