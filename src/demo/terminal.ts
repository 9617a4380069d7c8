import unicode11 from '@xterm/addon-unicode11';
import headless, { type IBufferCell, type Terminal } from '@xterm/headless';
import type { Color, Cursor, Row, Run, Style } from './cells.ts';

/** Lines that a terminal keeps above its screen. */
const SCROLLBACK = 100_000;

/** A terminal without a window: what it is sent changes its cells as in xterm. */
export class ScreenTerminal {
  readonly #xterm: Terminal;
  readonly #rows = new Map<string, Row>();
  readonly #styles = new Map<string, Style>();
  #cursorVisible = true;
  #title = '';

  constructor({ cols, rows }: { readonly cols: number; readonly rows: number }) {
    this.#xterm = new headless.Terminal({ cols, rows, scrollback: SCROLLBACK, allowProposedApi: true });
    // The addon's type is of the terminal with a window; it uses what both have.
    this.#xterm.loadAddon(new unicode11.Unicode11Addon() as never);
    this.#xterm.unicode.activeVersion = '11';
    this.#xterm.onTitleChange((title) => {
      this.#title = title;
    });
    for (const [final, visible] of [
      ['h', true],
      ['l', false],
    ] as const) {
      this.#xterm.parser.registerCsiHandler({ prefix: '?', final }, (parameters) => {
        if (parameters.includes(25)) this.#cursorVisible = visible;
        return false;
      });
    }
  }

  write(data: string): Promise<void> {
    return new Promise((resolve) => this.#xterm.write(data, resolve));
  }

  resize(cols: number, rows: number): void {
    this.#xterm.resize(cols, rows);
  }

  get cols(): number {
    return this.#xterm.cols;
  }

  get rows(): number {
    return this.#xterm.rows;
  }

  /** Line of the buffer that is the screen's first. */
  get top(): number {
    return this.#xterm.buffer.active.baseY;
  }

  get cursor(): Cursor {
    const { cursorX, cursorY } = this.#xterm.buffer.active;
    return { x: cursorX, y: cursorY, visible: this.#cursorVisible };
  }

  /** Whether a full-screen program has the screen to itself. */
  get alternate(): boolean {
    return this.#xterm.buffer.active.type === 'alternate';
  }

  get title(): string {
    return this.#title;
  }

  /** A line of the buffer, counted from its first. */
  row(line: number): Row {
    const found = this.#xterm.buffer.active.getLine(line);
    if (!found) return this.#shared([]);
    const runs: Run[] = [];
    let open: { x: number; cells: string[]; width: 1 | 2; style: Style } | undefined;
    let cell: IBufferCell | undefined;
    for (let x = 0; x < this.cols; x += 1) {
      cell = found.getCell(x, cell);
      if (!cell || cell.getWidth() === 0) continue;
      const style = this.#style(cell);
      const width = cell.getWidth() === 2 ? 2 : 1;
      const text = cell.getChars() || ' ';
      if (open && open.style === style && open.width === width && open.x + open.cells.length * width === x)
        open.cells.push(text);
      else {
        open = { x, cells: [text], width, style };
        runs.push(open);
      }
    }
    return this.#shared(withoutBlanks(runs));
  }

  dispose(): void {
    this.#xterm.dispose();
  }

  #style(cell: IBufferCell): Style {
    const fg = cell.isFgDefault() ? 'default' : colorOf(cell.getFgColor(), cell.isFgRGB());
    const bg = cell.isBgDefault() ? 'default' : colorOf(cell.getBgColor(), cell.isBgRGB());
    const flags = [
      cell.isBold(),
      cell.isDim(),
      cell.isItalic(),
      cell.isUnderline(),
      cell.isStrikethrough(),
      cell.isInverse(),
      cell.isInvisible(),
    ].map((flag) => flag !== 0);
    const key = `${fg} ${bg} ${flags.map(Number).join('')}`;
    const known = this.#styles.get(key);
    if (known) return known;
    const [bold = false, dim = false, italic = false, underline = false, strike = false] = flags;
    const [inverse = false, hidden = false] = flags.slice(5);
    const style = { fg, bg, bold, dim, italic, underline, strike, inverse, hidden };
    this.#styles.set(key, style);
    return style;
  }

  #shared(runs: readonly Run[]): Row {
    const key = JSON.stringify(runs);
    const known = this.#rows.get(key);
    if (known) return known;
    const last = runs.at(-1);
    const length = last ? last.x + last.cells.length * last.width : 0;
    const row = { runs, length, text: textOf(runs) };
    this.#rows.set(key, row);
    return row;
  }
}

const colorOf = (value: number, rgb: boolean): Color =>
  rgb ? `#${value.toString(16).padStart(6, '0')}` : value;

/** Blanks count where they have a background, or a line through or under them. */
function withoutBlanks(runs: readonly Run[]): readonly Run[] {
  const kept = [...runs];
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    const { bg, inverse, underline, strike } = last.style;
    if (bg !== 'default' || inverse || underline || strike) break;
    let { length } = last.cells;
    while (length > 0 && last.cells[length - 1] === ' ') length -= 1;
    kept.pop();
    if (length === 0) continue;
    kept.push({ ...last, cells: last.cells.slice(0, length) });
    break;
  }
  return kept;
}

function textOf(runs: readonly Run[]): string {
  let text = '';
  let at = 0;
  for (const { x, cells, width } of runs) {
    text += ' '.repeat(Math.max(0, x - at)) + cells.join('');
    at = x + cells.length * width;
  }
  return text;
}
