import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { filmOf } from '../../src/demo/film.ts';
import { layoutOf } from '../../src/demo/look.ts';
import { svgOf } from '../../src/demo/svg/svg.ts';
import { withBrowser } from '../support/chromium.ts';
import { ROOT, withFolder } from '../support/cli.ts';
import { CELLS } from './support.ts';

const SIZE = { cols: 24, rows: 6 };

const ESC = '\u001b';
const sixteen = Array.from({ length: 8 }, (_, color) => color);

/** What programs send. */
const FEATURES: Readonly<Record<string, string>> = {
  'the 16 colours': sixteen.map((color) => `${ESC}[3${color}ma${ESC}[9${color}mb`).join(''),
  'the 16 colours of the ground': sixteen.map((color) => `${ESC}[4${color}ma${ESC}[10${color}mb`).join(''),
  'the 256 colours': [16, 21, 88, 208, 231, 232, 244, 255]
    .map((color) => `${ESC}[38;5;${color}ma${ESC}[48;5;${color}mb${ESC}[m`)
    .join(''),
  'the 16 as of the 256': [1, 9, 15].map((color) => `${ESC}[38;5;${color}ma`).join(''),
  'true colour': `${ESC}[38;2;1;2;3mA${ESC}[48;2;250;128;7mB${ESC}[m`,
  'bold, dim, italic, underlined and struck': `x ${ESC}[1mA${ESC}[0;2mB${ESC}[0;3mC${ESC}[0;4mD${ESC}[0;9mE${ESC}[m`,
  'several at once, and taken back': `${ESC}[1;3;4;31mA${ESC}[22mB${ESC}[23mC${ESC}[24mD${ESC}[39mE`,
  inverse: `${ESC}[7mA ${ESC}[31mB${ESC}[44mC${ESC}[27mD${ESC}[m`,
  'wide letters': '漢字A한かB',
  'a wide letter without room at the end': `${'x'.repeat(23)}漢A`,
  'combining letters': 'e\u0301A n\u0303B',
  emoji: '🚀A✅B🐳',
  'box drawing': '┌──┬──┐\r\n│ab│cd│\r\n└──┴──┘█▒░',
  tabs: 'x\tA\tB\r\n\tC',
  'moves of the cursor': `one${ESC}[2;5HA${ESC}[1;2Hx${ESC}[3BB${ESC}[2AC${ESC}[5DD`,
  'a kept place': `ab${ESC}7\r\ncd${ESC}8E`,
  'a line that is wiped and written again': `10%\r${ESC}[K50%`,
  'a coloured ground to the end of the line': `${ESC}[41mab${ESC}[K${ESC}[mc`,
  'letters that are put in and taken out': `abcdef\r${ESC}[2@XY${ESC}[1;6H${ESC}[2P`,
  'lines that are put in and taken out': `a\r\nb\r\nc${ESC}[1;1H${ESC}[Lnew${ESC}[3;1H${ESC}[M`,
  'a region that scrolls': `top\r\n1\r\n2\r\n3${ESC}[2;3r${ESC}[3;1H\n4\n5${ESC}[r`,
  'a full-screen program': `before${ESC}[?1049h${ESC}[2J${ESC}[H${ESC}[7mtop - up${ESC}[K${ESC}[m\r\n  PID`,
  'a full-screen program, left again': `before\r\n${ESC}[?1049h${ESC}[2J${ESC}[Hinside${ESC}[?1049lA`,
  'progress of a pull':
    `a1: Pulling\r\nb2: Waiting\r\n${ESC}[2A${ESC}[2K\ra1: [=>  ] 1MB\r${ESC}[2B` +
    `${ESC}[1A${ESC}[2K\rb2: Pull complete\r${ESC}[1B${ESC}[2A${ESC}[2K\ra1: Pull complete\r${ESC}[2B`,
  'progress of a build':
    `${ESC}[?25l[+] 0.1s (1/2)\r\n${ESC}[34m => one 0.1s${ESC}[0m\r\n${ESC}[2A${ESC}[0G[+] 0.4s (2/2)\r\n` +
    `${ESC}[34m => one 0.1s${ESC}[0m\r\n${ESC}[34m => two 0.2s${ESC}[0m\r\n${ESC}[?25h`,
  'a title for the window': `${ESC}]0;top\u0007A${ESC}]2;other${ESC}\\B`,
  'more lines than the screen has': 'a\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng\r\nh',
  'a line longer than the terminal': `${'x'.repeat(30)}A`,
};

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** Colours as `r,g,b`. */
  readonly ink: string;
  readonly ground: string;
  readonly dim: boolean;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly line: string;
}

test('each cell is drawn as xterm.js shows it in a browser', async () => {
  await withFolder({ 'x.html': '<!doctype html><div id="t"></div>' }, async (folder) => {
    await withBrowser(async (browser) => {
      const xterm = await browser.newPage();
      await xterm.goto(`file://${join(folder, 'x.html')}`);
      for (const path of ['xterm/lib/xterm.js', 'addon-unicode11/lib/addon-unicode11.js'])
        await xterm.addScriptTag({ path: join(ROOT, 'node_modules/@xterm', path) });
      await xterm.addStyleTag({ path: join(ROOT, 'node_modules/@xterm/xterm/css/xterm.css') });
      const own = await browser.newPage();
      for (const [feature, send] of Object.entries(FEATURES)) {
        const given = JSON.stringify({ ...SIZE, theme: xtermTheme(), send });
        const shown = (await xterm.evaluate(`(${XTERM_CELLS})(${given})`)) as readonly Cell[];
        const film = await filmOf(
          { ...SIZE, title: 'T', origin: '', events: [{ at: 0, code: 'o', data: send }] },
          { speed: 1, idleMs: 1000 },
        );
        await writeFile(join(folder, 'x.svg'), svgOf(film, { look: CELLS, description: '', origin: '' }));
        await own.goto(`file://${join(folder, 'x.svg')}`);
        const { cellWidth, cellHeight } = layoutOf(CELLS, film);
        const drawn = (await own.evaluate(
          `(${SVG_CELLS})(${JSON.stringify({ cellWidth, cellHeight, ...SIZE })})`,
        )) as readonly Cell[];
        assert.ok(shown.length > 0, feature);
        assert.equal(sorted(drawn), sorted(shown), feature);
      }
    });
  });
});

/** Blanks without a ground of their own are not seen. */
function sorted(cells: readonly Cell[]): readonly string[] {
  return cells
    .filter(({ text, ground, line }) => text !== ' ' || ground !== '0,0,0' || line !== '')
    .sort((a, b) => a.row - b.row || a.column - b.column)
    .map(({ row, column, text, ink, ground, dim, bold, italic, line }) =>
      [
        `${row}:${column}`,
        text,
        text === ' ' ? '' : `ink ${ink}`,
        `ground ${ground}`,
        dim && 'dim',
        bold && 'bold',
        italic && 'italic',
        line,
      ]
        .filter(Boolean)
        .join(' '),
    );
}

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

function xtermTheme(): Readonly<Record<string, string>> {
  const bright = (name: string): string => `bright${name[0]!.toUpperCase()}${name.slice(1)}`;
  const { background, foreground, palette } = CELLS.dark;
  return {
    background,
    foreground,
    ...Object.fromEntries([...NAMES, ...NAMES.map(bright)].map((name, index) => [name, palette[index]!])),
  };
}

/** What xterm.js has in its page, letter by letter. Some terminals show bold letters in bright colours, as this one if it may. */
const XTERM_CELLS = `async ({ cols, rows, theme, send }) => {
  const place = document.getElementById('t');
  place.replaceChildren();
  const terminal = new Terminal({ cols, rows, theme, allowProposedApi: true, drawBoldTextInBrightColors: false, cursorInactiveStyle: 'none' });
  terminal.loadAddon(new Unicode11Addon.Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  terminal.open(place);
  await new Promise((done) => terminal.write(send, done));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const screen = place.querySelector('.xterm-screen').getBoundingClientRect();
  const width = screen.width / cols;
  const cells = [];
  [...place.querySelectorAll('.xterm-rows > div')].forEach((line, row) => {
    for (const span of line.querySelectorAll('span')) {
      const style = getComputedStyle(span);
      const node = span.firstChild;
      if (!node) continue;
      for (const { segment, index } of new Intl.Segmenter('en').segment(node.data)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + segment.length);
        const ink = numbers(style.color);
        const ground = numbers(style.backgroundColor);
        cells.push({
          row,
          column: Math.round((range.getBoundingClientRect().left - screen.left) / width),
          text: segment.replace('\\u00a0', ' '),
          ink: ink.slice(0, 3).join(),
          ground: ground[3] === 0 ? '0,0,0' : ground.slice(0, 3).join(),
          dim: ink[3] !== undefined && ink[3] < 1,
          bold: Number(style.fontWeight) >= 700,
          italic: style.fontStyle === 'italic',
          line: style.textDecorationLine === 'none' ? '' : style.textDecorationLine,
        });
      }
    }
  });
  terminal.dispose();
  return cells;
}`;

/** The same of a picture. */
const SVG_CELLS = `({ cellWidth, cellHeight, cols, rows }) => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number).slice(0, 3).join();
  const screen = { left: 0, top: 0 };
  const grounds = [...document.querySelectorAll('svg svg rect:not(.cu)')].map((rect) => ({
    box: rect.getBoundingClientRect(),
    fill: numbers(getComputedStyle(rect).fill),
  }));
  const groundAt = (row, column) => {
    const [x, y] = [screen.left + (column + 0.5) * cellWidth, screen.top + (row + 0.5) * cellHeight];
    const under = grounds.filter(({ box }) => box.left <= x && x < box.right && box.top <= y && y < box.bottom);
    return under.at(-1)?.fill ?? '0,0,0';
  };
  const cells = [];
  for (const text of document.querySelectorAll('svg svg text')) {
    let at = 0;
    const walk = (node) => {
      if (node.nodeType !== 3) {
        for (const child of node.childNodes) walk(child);
        return;
      }
      const style = getComputedStyle(node.parentElement);
      for (const { segment, index } of new Intl.Segmenter('en').segment(node.data)) {
        const { x, y } = text.getStartPositionOfChar(at + index);
        const box = text.getBoundingClientRect();
        const matrix = text.getScreenCTM();
        const row = Math.floor((y + matrix.f - screen.top) / cellHeight);
        if (row < 0 || row >= rows) continue;
        const column = Math.round(x / cellWidth);
        cells.push({
          row,
          column,
          text: segment,
          ink: numbers(style.fill),
          ground: groundAt(row, column),
          dim: Number(style.fillOpacity) < 1,
          bold: Number(style.fontWeight) >= 700,
          italic: style.fontStyle === 'italic',
          line: style.textDecorationLine === 'none' ? '' : style.textDecorationLine,
        });
      }
      at += node.data.length;
    };
    walk(text);
  }
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < cols; column += 1) {
      const ground = groundAt(row, column);
      const under = cells.some((cell) => cell.row === row && (cell.column === column || (cell.column === column - 1 && /[\\u1100-\\uffff]|[\\u{1f000}-\\u{1ffff}]/u.test(cell.text))));
      if (ground !== '0,0,0' && !under) cells.push({ row, column, text: ' ', ink: '', ground, dim: false, bold: false, italic: false, line: '' });
    }
  return cells;
}`;

test.run();
