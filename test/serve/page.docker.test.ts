import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chromiumPath, HOW_TO_GET_CHROMIUM, withBrowser } from '../support/chromium.ts';
import { startLabproof, withFolder } from '../support/cli.ts';
import { join_, printedLink, withSchool } from './support.ts';

/** The way between a page and its server. */
interface Network {
  /** Breaks the connection, and lets none through until it is mended. */
  fail(): Promise<void>;
  mend(): void;
}

/**
 * Opens the page that `serve` prints the link of, and ends both. Nothing is left then, and the key of the
 * page was in no address and in no cookie.
 */
async function withPage(
  args: readonly string[],
  use: (page: Page, link: string, network: Network) => Promise<void>,
): Promise<void> {
  await withFolder({}, async (folder) => {
    const serving = startLabproof(['serve', ...args, '--engine', 'private', '--no-rehearsal'], {
      env: { XDG_STATE_HOME: folder },
    });
    try {
      const link = await printedLink(serving);
      await withBrowser(async (browser) => {
        // The checker of accessibility is put into the page, which the page's policy forbids.
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
        const trouble: string[] = [];
        const key = new URL(link).hash.slice(1);
        page.on('pageerror', (error) => trouble.push(String(error)));
        page.on('request', (request) => {
          const told = JSON.stringify([request.url(), request.headers().referer ?? '']);
          if (told.includes(key)) trouble.push(`the key is in ${told}`);
        });
        const network = await networkOf(page);
        await page.goto(link);
        await use(page, link, network);
        assert.equal(await page.context().cookies(), []);
        assert.not.ok(await page.evaluate(`JSON.stringify(localStorage).includes('${key}')`));
        assert.ok(await page.evaluate(`JSON.stringify(sessionStorage).includes('${key}')`));
        assert.equal(trouble, []);
      });
    } finally {
      serving.kill('SIGINT');
      await serving;
    }
    const { stdout, stderr } = await serving;
    assert.is(
      `${stdout}${stderr}`.match(/#[\w-]{20,}/g)?.length,
      1,
      'the link is printed once, and never again',
    );
    assert.equal(await readdir(join(folder, 'labproof/engines')).catch(() => []), []);
  });
}

async function networkOf(page: Page): Promise<Network> {
  const open = new Set<{ close(): Promise<void> }>();
  let down = false;
  await page.routeWebSocket(/\/seat$/, (route) => {
    if (down) {
      void route.close();
      return;
    }
    const server = route.connectToServer();
    open.add(route).add(server);
  });
  return {
    fail: async () => {
      down = true;
      for (const end of open) await end.close();
      open.clear();
    },
    mend: () => {
      down = false;
    },
  };
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
    withPage(['labs/macvlan.md'], async (page, link, network) => {
      await page.locator('.xterm-rows').waitFor({ timeout: 60_000 });
      assert.not.match(page.url(), new URL(link).hash, 'the key is out of the address');
      await type(page, 1);
      await done(page, 1);
      await page.reload();
      await done(page, 1);
      await page.locator('.xterm-rows', { hasText: 'macvlan' }).waitFor();
      await page.locator('.xterm-helper-textarea').focus();
      await page.keyboard.type('docker net');
      await page.locator('.xterm-rows', { hasText: 'docker net' }).waitFor();
      await network.fail();
      await page.locator('.banner', { hasText: 'The connection is lost' }).waitFor();
      await page.keyboard.type('work ls\n');
      network.mend();
      await page.locator('#step-2 [data-goal="1.0"][data-status="met"]').waitFor();
      assert.is(await page.locator('.banner').isVisible(), false);
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

const HELLO = `# Hello

<img src="/nothing" onerror="document.title = 'intruded'"><script>document.title = 'intruded'</script>

[What it serves](http://127.0.0.1:8080/)

1. Say it

   \`\`\`console
   $ echo hello
   hello
   \`\`\`

2. Say more

   \`\`\`console
   $ echo more
   more
   \`\`\`

3. Say the last word

   \`\`\`console
   $ echo last
   last
   \`\`\`
`;

browserTest('a lab is done by keys alone, and on a narrow window; nothing of a document is markup', () =>
  withFolder({ 'hello.md': HELLO }, (folder) =>
    withPage([join(folder, 'hello.md')], async (page) => {
      await page.locator('.xterm-rows').waitFor({ timeout: 60_000 });
      const here = (selector: string) =>
        page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`);
      const tabTo = async (selector: string): Promise<void> => {
        for (let presses = 0; presses < 60 && !(await here(selector)); presses += 1)
          await page.keyboard.press('Tab');
        assert.is(await here(selector), true, `Tab reaches ${selector}`);
      };
      assert.is(await page.getByText('F6 leaves the terminal').isVisible(), true);
      await page.evaluate('document.body.focus()');
      await tabTo('#step-1 .type');
      await page.keyboard.press('Enter');
      await done(page, 1);
      assert.is(await here('.xterm-helper-textarea'), true, 'who has a command typed goes to the terminal');
      await page.keyboard.press('Tab');
      assert.is(await here('.xterm-helper-textarea'), true, 'the shell is given the key');
      await page.keyboard.press('F6');
      assert.is(await here('[data-here] button'), true);
      await tabTo('#step-2 .actions button');
      await page.keyboard.press('Enter');
      await page.locator('#step-2 .hint').waitFor();
      assert.is(await here('#step-2 .actions button'), true, 'the focus stays where it was');
      await page.keyboard.press('F6');
      await page.keyboard.type('\u0015echo more\n');
      await done(page, 2);
      assert.is(await page.locator('main img, main script').count(), 0);
      assert.is(await page.title(), 'Hello · labproof');
      const link = page.getByRole('link', { name: 'What it serves' });
      assert.is(await link.getAttribute('href'), 'http://localhost:8080/');
      assert.match((await link.getAttribute('rel')) ?? '', 'noopener');
      await page.setViewportSize({ width: 390, height: 780 });
      await page.getByRole('button', { name: 'Text', exact: true }).click();
      await type(page, 3);
      assert.is(await page.locator('.terminals').isVisible(), true);
      const { height = 0 } = (await page.locator('.panel').boundingBox()) ?? {};
      assert.ok(height > 500, `the terminal has the window to itself, and not ${height} px of it`);
      await page.getByRole('button', { name: 'Text', exact: true }).click();
      await done(page, 3);
      await page.locator('.finished').waitFor();
    }),
  ),
);

browserTest(
  'each machine of a lab has a terminal, by its name, and what is typed for a learner goes to its own',
  () =>
    withPage(['labs/nodes.md'], async (page) => {
      const inFront = (name: string) => page.getByRole('tab', { name, selected: true });
      await page.locator('.panel:not([hidden]) .xterm-rows').waitFor({ timeout: 60_000 });
      await inFront('north').waitFor();
      await page.getByRole('tab', { name: 'south' }).waitFor();
      await type(page, 1);
      await done(page, 1);
      await type(page, 2);
      await inFront('south').waitFor();
      await done(page, 2);
      await page.locator('.panel:not([hidden]) .xterm-rows', { hasText: 'joined a swarm' }).waitFor();
      assert.equal(await grave(page), []);
      await page.getByRole('button', { name: 'Type it for me' }).click();
      await inFront('north').waitFor();
      await done(page, 3);
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

browserTest('a trainer sees who is where, watches and helps, and takes the results along', () =>
  withSchool(
    async (school) => {
      const pupil = join_(school, school.seats[1]!.options.token);
      await pupil.hears('state');
      pupil.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
      await pupil.sees('lab');
      pupil.say({ t: 'key', terminal: 0, data: 'echo hello\r' });
      await pupil.hears('event', ({ event }) => event.type === 'step-done');
      await withBrowser(async (browser) => {
        const page = await browser.newPage({ bypassCSP: true });
        await page.goto(`${school.server.origin}/trainer#${school.trainerToken}`);
        await page.getByRole('row', { name: /seat 2 here A lab 2 of 2 .*echo more/ }).waitFor();
        assert.equal(await grave(page), []);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Results as CSV' }).click(),
        ]);
        assert.match(await readFile(await download.path(), 'utf8'), /^seat 2,here,A lab,2,2,1,false/m);
        await page.getByRole('button', { name: 'Watch and help seat 2' }).click();
        await page.locator('.xterm-rows', { hasText: 'echo hello' }).waitFor();
        await page.locator('.xterm-helper-textarea').focus();
        await page.keyboard.type('echo from the "train"er\n');
        await pupil.sees('from the trainer');
        await page.getByRole('button', { name: 'Back to the class' }).click();
        await page.getByRole('row', { name: /seat 2/ }).waitFor();
      });
      pupil.leave();
    },
    { seats: 2 },
  ),
);

test.run();
