import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Cast } from '../../src/demo/cast.ts';
import { type Film, filmOf } from '../../src/demo/film.ts';
import { layoutOf } from '../../src/demo/look.ts';
import { svgOf } from '../../src/demo/svg/svg.ts';
import { withBrowser } from '../support/chromium.ts';
import { withFolder } from '../support/cli.ts';
import { CELLS } from './support.ts';

/** What a program sends, and what stands in the cells then: letter, column, and its fill where it matters. */
interface Case {
  readonly send: string;
  readonly rows: readonly string[];
  /** Letter → [column, colour]. */
  readonly cells?: Readonly<Record<string, readonly [column: number, fill?: string]>>;
}

const FEATURES: Readonly<Record<string, Case>> = {
  'the 16 colours': {
    send: '\u001b[31mA\u001b[92mB\u001b[m',
    rows: ['AB'],
    cells: { A: [0, 'rgb(205, 0, 0)'], B: [1, 'rgb(0, 255, 0)'] },
  },
  'the 256 colours': {
    send: '\u001b[38;5;208mA\u001b[38;5;244mB\u001b[m',
    rows: ['AB'],
    cells: { A: [0, 'rgb(255, 135, 0)'], B: [1, 'rgb(128, 128, 128)'] },
  },
  'true colour': { send: '\u001b[38;2;1;2;3mA\u001b[m', rows: ['A'], cells: { A: [0, 'rgb(1, 2, 3)'] } },
  inverse: { send: '\u001b[7mA\u001b[m', rows: ['A'], cells: { A: [0, 'rgb(0, 0, 0)'] } },
  'bold, dim, italic and underlined letters': {
    send: 'x \u001b[1mA\u001b[0;2mB\u001b[0;3mC\u001b[0;4mD\u001b[m',
    rows: ['x ABCD'],
    cells: { A: [2], B: [3], C: [4], D: [5] },
  },
  'wide letters': { send: '漢字A', rows: ['漢字A'], cells: { 漢: [0], 字: [2], A: [4] } },
  'combining letters': { send: 'e\u0301A', rows: ['e\u0301A'], cells: { A: [1] } },
  emoji: { send: '🚀A', rows: ['🚀A'], cells: { A: [2] } },
  'box drawing': { send: '┌──┐A', rows: ['┌──┐A'], cells: { '┐': [3], A: [4] } },
  tabs: { send: 'x\tA', rows: ['x       A'], cells: { A: [8] } },
  'moves of the cursor': { send: 'one\u001b[2;5HA\u001b[1;2Hx', rows: ['oxe', '    A'], cells: { A: [4] } },
  'a line that is wiped and written again': { send: '10%\r\u001b[K50%', rows: ['50%'] },
  'a full-screen program, left again': {
    send: 'before\r\n\u001b[?1049h\u001b[2J\u001b[Hinside\u001b[?1049lA',
    rows: ['before', 'A'],
    cells: { A: [0] },
  },
  'progress of several lines': {
    send: 'a: 1%\r\nb: 1%\r\n\u001b[2A\r\u001b[Ka: done\r\n\r\u001b[Kb: done\r\n',
    rows: ['a: done', 'b: done'],
  },
  'a title for the window': { send: '\u001b]0;top\u0007A', rows: ['A'], cells: { A: [0] } },
  'a line longer than the terminal': {
    send: `${'x'.repeat(20)}A`,
    rows: ['x'.repeat(20), 'A'],
    cells: { A: [0] },
  },
};

const castOf = (send: string): Cast => ({
  cols: 20,
  rows: 4,
  title: 'T',
  origin: '',
  events: [
    { at: 0, code: 'o', data: send },
    { at: 1000, code: 'x', data: '0' },
  ],
});

const film = (send: string): Promise<Film> => filmOf(castOf(send), { speed: 1, idleMs: 10_000 });

for (const [feature, { send, rows }] of Object.entries(FEATURES)) {
  test(`${feature}: the terminal shows what xterm does`, async () => {
    const { frames } = await film(send);
    const shown = frames.at(-1)!.rows.map(({ text }) => text);
    while (shown.at(-1) === '') shown.pop();
    assert.equal(shown, rows);
  });
}

test('each letter stands in its cell and has its colour, in a browser with whatever fonts', async () => {
  await withFolder({}, async (folder) => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      for (const [feature, { send, rows, cells = {} }] of Object.entries(FEATURES)) {
        const shown = await film(send);
        const { cellWidth } = layoutOf(CELLS, shown);
        const file = join(folder, 'x.svg');
        await writeFile(file, svgOf(shown, { look: CELLS, description: '', origin: '' }));
        await page.goto(`file://${file}`);
        const letters = (await page.evaluate(LETTERS)) as readonly Letter[];
        assert.is(
          letters
            .map(({ text }) => text)
            .join('')
            .replace(/\s/g, ''),
          rows.join('').replace(/\s/g, ''),
          feature,
        );
        for (const [letter, [column, fill]] of Object.entries(cells)) {
          const found = letters.find(({ text }) => text === letter);
          assert.ok(found, `${feature}: ${letter} is not drawn`);
          assert.ok(
            Math.abs(found.x - column * cellWidth) < 1,
            `${feature}: ${letter} is at ${found.x / cellWidth}`,
          );
          if (fill) assert.is(found.fill, fill, `${feature}: ${letter}`);
        }
      }
    });
  });
});

interface Letter {
  readonly text: string;
  readonly x: number;
  readonly fill: string;
}

/** Every letter that is seen, with where it stands and its colour. */
const LETTERS = `[...document.querySelectorAll('text')].flatMap((line) => {
  if (getComputedStyle(line).visibility === 'hidden') return [];
  const letters = [];
  let at = 0;
  const walk = (node) => {
    if (node.nodeType === 3) {
      for (const text of node.data) {
        letters.push({ text, x: line.getStartPositionOfChar(at).x, fill: getComputedStyle(node.parentElement).fill });
        at += text.length;
      }
    } else for (const child of node.childNodes) walk(child);
  };
  walk(line);
  return letters;
})`;

test.run();
