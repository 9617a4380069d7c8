import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { html } from '../../src/report/html.ts';
import { chromiumPath, HOW_TO_GET_CHROMIUM, withBrowser } from '../support/chromium.ts';
import { withFolder } from '../support/cli.ts';
import { eventsOf, type LabSketch } from '../support/events.ts';
import { NASTY, reportOf } from '../support/reports.ts';
import { INNER, WEB, WIRE, WIRE_LAB } from '../support/wire-lab.ts';

const LONG = `${'0123456789'.repeat(60)} ${'word '.repeat(60)}`;

const NASTY_LAB: LabSketch = {
  file: `labs/${'deep/'.repeat(30)}lab.md`,
  title: `${NASTY} ${LONG}`,
  steps: [
    {
      title: LONG,
      commands: [
        { command: `${NASTY} ${LONG}`, output: LONG, verdict: 'failed', reason: LONG },
        { command: 'true', shows: [LONG, NASTY] },
      ],
    },
  ],
};

const EARLIER = (['passed', 'failed', 'drifted', 'skipped'] as const).map((verdict, day) => ({
  startedAt: `2026-02-0${day + 1}T00:00:00.000Z`,
  commit: LONG,
  labs: [{ file: WIRE_LAB.file!, verdict, durationMs: 1_000, failed: 0, commands: 7 }],
}));

interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly scripts: boolean;
}

/** Opens the page of these labs in a window and closes both; fails on whatever the console says. */
async function withPage(
  labs: readonly LabSketch[],
  { width, scheme, scripts }: View,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  await withFolder(
    { 'report.html': reportOf(html, eventsOf(labs), { earlier: EARLIER }) },
    async (folder) => {
      await withBrowser(async (browser) => {
        const page = await browser.newPage({
          viewport: { width, height: 900 },
          colorScheme: scheme,
          javaScriptEnabled: scripts,
          bypassCSP: true,
        });
        const said: string[] = [];
        const asked: string[] = [];
        page.on('console', (message) => said.push(message.text()));
        page.on('request', (request) => asked.push(request.url()));
        const url = pathToFileURL(join(folder, 'report.html')).href;
        await page.goto(url);
        await use(page);
        assert.equal(said, []);
        assert.equal(
          asked.filter((address) => !address.startsWith(url)),
          [],
        );
      });
    },
  );
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');
  await page.evaluate(axe.source);
  const result = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return result.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html: element, any }) => `${element} ${any[0]?.message ?? ''}`).join('\n  ')}`,
  );
}

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

const missing = chromiumPath() === undefined;
const browserTest = missing ? test.skip : test;

test('there is a browser to look at pages with; only outside CI may it be missing', () => {
  if (missing && process.env.CI) throw new Error(HOW_TO_GET_CHROMIUM);
  if (missing) console.log(`tests in a browser are skipped: ${HOW_TO_GET_CHROMIUM}`);
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1320, 390]) {
    browserTest(`the page is accessible (axe) in ${scheme}, ${width} px wide`, () =>
      withPage([WIRE_LAB, NASTY_LAB], { width, scheme, scripts: true }, async (page) => {
        assert.equal(await violations(page), []);
      }),
    );
  }
}

browserTest('nothing makes the page wider than the window, down to 320 px', () =>
  withPage([WIRE_LAB, NASTY_LAB], { width: 320, scheme: 'light', scripts: true }, async (page) => {
    for (const width of [320, 640, 1080, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      assert.is(await page.evaluate(overflow), 0, `${width} px`);
    }
  }),
);

browserTest('without scripts the filter shows the steps of one verdict alone', () =>
  withPage([WIRE_LAB], { width: 1320, scheme: 'light', scripts: false }, async (page) => {
    const shown = async () => page.locator('.step h3:visible').allTextContents();
    assert.is((await shown()).length, 5);
    await page.locator('label[for="show-skipped"]').click();
    assert.equal(await shown(), ['Reach the other host']);
    await page.locator('label[for="show-all"]').click();
    assert.is((await shown()).length, 5);
  }),
);

browserTest('without scripts a link of the step list opens its step', () =>
  withPage([WIRE_LAB], { width: 1320, scheme: 'light', scripts: false }, async (page) => {
    const command = page.getByText('docker stop host');
    assert.not(await command.isVisible());
    await page.getByRole('link', { name: 'Clean up' }).click();
    await command.waitFor({ state: 'visible' });
  }),
);

browserTest('search leaves the steps that have a text, and the labs that have such steps', () =>
  withPage([WIRE_LAB, NASTY_LAB], { width: 1320, scheme: 'light', scripts: true }, async (page) => {
    const all = await page.locator('.step:visible').count();
    await page.getByRole('searchbox').fill('DOCKER STOP host');
    assert.equal(await page.locator('.step h3:visible').allTextContents(), ['Clean up']);
    assert.is(await page.locator('nav li a:visible').count(), 2);
    assert.is(await page.locator('.lab:visible').count(), 1);
    await page.getByRole('searchbox').fill('');
    assert.is(await page.locator('.step:visible').count(), all);
  }),
);

browserTest('in a picture no name is outside its card, and no text on another', () => {
  const name = (letter: string): string => letter.repeat(63);
  const ipv6 = {
    ip: '2001:db8:1234:5678:9abc:def0:1234:5678',
    prefixLength: 64,
    gateway: '2001:db8:1234:5678::1',
  };
  const on = {
    ip: '172.20.100.100',
    mac: '02:42:ac:14:00:03',
    gateway: '172.20.0.1',
    prefixLength: 16,
    ipv6,
  };
  const subnets = [
    { subnet: '172.20.0.0/16', gateway: '172.20.0.1' },
    { subnet: '2001:db8:1234:5678::/64', gateway: ipv6.gateway },
    { subnet: '2001:db8:1234:5679::/64', gateway: '' },
  ];
  const networks = [
    { ...WIRE, name: name('W'), options: { parent: 'enp0s31f6.4094' } },
    { ...INNER, name: name('m'), subnets, machine: 'shed1' },
    { ...INNER, subnets: subnets.slice(0, 2) },
  ];
  const containers = ['W', 'm', 'i'].map((letter) => ({
    ...WEB,
    name: name(letter),
    image: `registry.example/${name('w')}:latest`,
    machine: 'shed1',
    networks: { [name('W')]: on, [name('m')]: on, inner: on },
  }));
  const lab = { ...WIRE_LAB, topology: { networks, containers } };
  return withPage([lab], { width: 1320, scheme: 'light', scripts: true }, async (page) => {
    const texts = (await page.evaluate(`(() => {
      const [svg] = document.querySelectorAll('.topology svg');
      const box = (element) => {
        const { x, y, width, height } = element.getBBox();
        return { x, y, width, height, text: element.textContent };
      };
      return [...svg.querySelectorAll('text')].map((text) => ({
        ...box(text),
        cards: [...text.parentElement.querySelectorAll(':scope > rect')].map(box),
      }));
    })()`)) as readonly (Drawn & { readonly cards: readonly Drawn[] })[];
    assert.ok(texts.length > 40);
    const outside = texts.filter(
      (text) => text.cards.length > 0 && !text.cards.some((card) => isIn(text, card)),
    );
    assert.equal(
      outside.map(({ text }) => text),
      [],
    );
    const together = texts.flatMap((text, index) =>
      texts.slice(index + 1).filter((other) => overlap(text, other)),
    );
    assert.equal(
      together.map(({ text }) => text),
      [],
    );
  });
});

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

const isIn = (inner: Drawn, outer: Drawn): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** By more than the room that a line of text has above and below its letters. */
const overlap = (a: Drawn, b: Drawn): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y + 4 < b.y + b.height && b.y + 4 < a.y + a.height;

browserTest('a command is copied without its prompt, and its link leads to it', () =>
  withPage([WIRE_LAB], { width: 1320, scheme: 'light', scripts: true }, async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('link', { name: 'Clean up' }).click();
    const command = page.locator('.command', { hasText: 'docker stop host' });
    await command.getByRole('button', { name: 'copy' }).click();
    await command.getByRole('button', { name: 'copied' }).waitFor();
    assert.match(await page.evaluate('navigator.clipboard.readText()'), /^docker stop host/);
    await command.getByRole('link', { name: /^Link to/ }).click();
    assert.is(await page.evaluate('location.hash'), `#${await command.getAttribute('id')}`);
    assert.is(await page.locator('.command:target').count(), 1);
  }),
);

browserTest('without scripts nothing is shown that needs one', () =>
  withPage([WIRE_LAB], { width: 1320, scheme: 'light', scripts: false }, async (page) => {
    assert.is(await page.locator('.search:visible, .copy:visible').count(), 0);
  }),
);

browserTest('on a phone every verdict of a lab is in the window', () =>
  withPage([WIRE_LAB, NASTY_LAB], { width: 390, scheme: 'light', scripts: true }, async (page) => {
    const cells = await page.locator('.labs td.n').all();
    assert.is(cells.length, 10);
    for (const cell of cells) {
      const box = (await cell.boundingBox())!;
      assert.ok(box.x >= 0 && box.x + box.width <= 390);
    }
  }),
);

const WIDE_NAMES = 'WWWWmmmmMMMM@@@@wwww';

browserTest('no text of the picture leaves its card', () => {
  const network = { id: 'n', driver: 'bridge', options: {}, internal: false };
  const subnets = [{ subnet: 'fd00:1234:5678:9abc:def0:1234:5678:0/112', gateway: 'fd00:1234::1' }];
  const container = WIRE_LAB.topology!.containers[0]!;
  const topology = {
    networks: [
      { ...network, name: WIDE_NAMES, subnets },
      { ...network, name: 'W'.repeat(60), subnets },
    ],
    containers: ['W'.repeat(12), 'm'.repeat(80)].map((name) => ({
      ...container,
      name,
      image: `${'M'.repeat(70)}:1`,
    })),
  };
  return withPage(
    [{ ...WIRE_LAB, topology }],
    { width: 1600, scheme: 'light', scripts: true },
    async (page) => {
      const outside =
        await page.evaluate(`[...document.querySelectorAll('.topology svg g')].flatMap((group) => {
      const card = group.querySelector('.card, .box');
      if (!card) return [];
      const edge = card.getBoundingClientRect();
      return [...group.querySelectorAll('text:not(.label)')]
        .filter((text) => Number(text.getAttribute('x')) >= Number(card.getAttribute('x')))
        .filter((text) => text.getBoundingClientRect().right > edge.right)
        .map((text) => text.textContent);
    })`);
      assert.equal(outside, []);
      assert.is(await page.locator('.topology svg .card, .topology svg .box').count(), 12);
    },
  );
});

test.run();
