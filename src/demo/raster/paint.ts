import type { Color, Row, Style } from '../cells.ts';
import type { Film, Frame } from '../film.ts';
import type { Look } from '../look.ts';
import { fixedColor, type Theme } from '../themes.ts';
import { titleCells } from '../title-cells.ts';
import { EDGE, RADIUS, TITLE_INSET } from '../window.ts';
import { type Box, Canvas, CLEAR, mix } from './canvas.ts';
import { disc } from './disc.ts';
import { type LetterFonts, Letters } from './letters.ts';
import { type PixelLayout, pixelLayout } from './pixel-layout.ts';

export interface PaintOptions {
  readonly look: Look;
  /** Pixels of the picture for one of the look. */
  readonly scale: number;
  readonly fonts: LetterFonts;
}

/** Paints the frames of a film one after the other on one canvas, and only what has changed. */
export class Painter {
  readonly canvas: Canvas;
  readonly #film: Film;
  readonly #look: Look;
  readonly #scale: number;
  readonly #layout: PixelLayout;
  readonly #letters: Letters;
  readonly #theme: Theme;
  #shown: { readonly frame: Frame; readonly caption: string } | undefined;

  constructor(film: Film, { look, scale, fonts }: PaintOptions) {
    this.#film = film;
    this.#look = look;
    this.#scale = scale;
    this.#theme = look.dark;
    this.#layout = pixelLayout(look, film, scale);
    this.#letters = new Letters(this.#layout, fonts);
    this.canvas = new Canvas(this.#layout.width, this.#layout.height);
    this.#window();
  }

  /** Paints a frame; the boxes that may look otherwise than before. */
  show(frame: Frame): readonly Box[] {
    const before = this.#shown;
    const { left, top, cellHeight, cellWidth, width, captionTop, height } = this.#layout;
    const caption = this.#look.captions
      ? (this.#film.chapters.findLast(({ at }) => at <= frame.at)?.title ?? '')
      : '';
    this.#shown = { frame, caption };
    if (!before) {
      for (const y of frame.rows.keys()) this.#row(frame, y);
      this.#caption(caption);
      return [{ x: 0, y: 0, width, height }];
    }
    const boxes: Box[] = [];
    for (let y = 0; y < Math.max(frame.rows.length, before.frame.rows.length); y += 1) {
      if (frame.rows[y] === before.frame.rows[y] && cursorIn(frame, y) === cursorIn(before.frame, y))
        continue;
      this.#row(frame, y);
      boxes.push({
        x: left,
        y: top + y * cellHeight,
        width: this.#film.cols * cellWidth,
        height: cellHeight,
      });
    }
    if (caption !== before.caption) {
      this.#caption(caption);
      boxes.push({ x: 0, y: captionTop, width, height: height - captionTop });
    }
    return boxes;
  }

  #row(frame: Frame, y: number): void {
    const { left, top, cellWidth, cellHeight } = this.#layout;
    const line = { x: left, y: top + y * cellHeight, width: this.#film.cols * cellWidth, height: cellHeight };
    if (y >= this.#film.rows) return;
    this.canvas.fill(line, this.#color('default', 'background'));
    const row = frame.rows[y];
    if (row) this.#runs(row, line);
    if (cursorIn(frame, y) >= 0) this.#cursor(frame, line);
  }

  #runs({ runs }: Row, line: Box): void {
    const { cellWidth, cellHeight } = this.#layout;
    for (const { x, cells, width, style } of runs) {
      const { ink, ground } = this.#colors(style);
      const box = { ...line, x: line.x + x * cellWidth, width: cells.length * width * cellWidth };
      if (x + cells.length * width > this.#film.cols) box.width = (this.#film.cols - x) * cellWidth;
      this.canvas.fill(box, ground);
      if (style.hidden) continue;
      cells.forEach((text, index) => {
        if (text === ' ' || x + index * width >= this.#film.cols) return;
        const place = { x: box.x + index * width * cellWidth, y: line.y, color: ink };
        this.canvas.paint(this.#letters.mask(text, width, style), place);
      });
      const thick = Math.max(1, Math.round(cellHeight / 18));
      const stroke = (from: number): void =>
        this.canvas.fill({ ...box, y: line.y + from, height: thick }, ink);
      if (style.underline) stroke(Math.min(this.#layout.baseline + 2 * thick, cellHeight - thick));
      if (style.strike) stroke(Math.round(this.#layout.baseline - this.#layout.fontSize * 0.28));
    }
  }

  #cursor({ rows, cursor }: Frame, line: Box): void {
    const { cellWidth, cellHeight } = this.#layout;
    const x = Math.min(cursor.x, this.#film.cols - 1);
    const cell = { ...line, x: line.x + x * cellWidth, width: cellWidth };
    const color = parse(this.#theme.cursor);
    const thick = Math.max(1, Math.round(cellHeight / 9));
    switch (this.#look.cursor) {
      case 'block': {
        this.canvas.fill(cell, mix(this.#color('default', 'background'), color, 0.75));
        const run = rows[cursor.y]?.runs.find(
          (one) => one.x <= x && x < one.x + one.cells.length * one.width,
        );
        const text = run?.cells[Math.floor((x - run.x) / run.width)];
        if (!run || !text || text === ' ' || run.width === 2) return;
        const ink = this.#color('default', 'background');
        this.canvas.paint(this.#letters.mask(text, 1, run.style), { x: cell.x, y: cell.y, color: ink });
        return;
      }
      case 'bar':
        this.canvas.fill({ ...cell, width: Math.min(thick, cellWidth) }, color);
        return;
      case 'underline':
        this.canvas.fill({ ...cell, y: cell.y + cellHeight - thick, height: thick }, color);
        return;
      case 'none':
    }
  }

  #colors({ fg, bg, inverse, dim }: Style): { readonly ink: number; readonly ground: number } {
    const front = this.#color(fg, 'foreground');
    const back = this.#color(bg, 'background');
    const [ink, ground] = inverse ? [back, front] : [front, back];
    return { ink: dim ? mix(ground, ink, 0.6) : ink, ground };
  }

  #color(color: Color, plain: 'foreground' | 'background'): number {
    if (color === 'default') return parse(this.#theme[plain]);
    if (typeof color === 'string') return parse(color);
    return parse(color >= 16 ? fixedColor(color) : this.#theme.palette[color]!);
  }

  #window(): void {
    const { width, height, bar } = this.#layout;
    const ground = this.#color('default', 'background');
    this.canvas.fill({ x: 0, y: 0, width, height }, ground);
    if (bar === 0) return;
    const scale = this.#scale;
    for (const [index, color] of [0xff5f57, 0xfebc2e, 0x28c840].entries()) {
      const mask = disc(5.5 * scale, 12 * scale);
      this.canvas.paint(mask, { x: (12 + 18 * index) * scale, y: bar / 2 - 6 * scale, color });
    }
    const y = Math.round((bar - this.#layout.cellHeight) / 2);
    this.#centred(this.#film.title, y, { from: TITLE_INSET * scale, part: 0.7 });
    this.#edge();
  }

  /** A line around the window, which tells it from a page of its colour. */
  #edge(): void {
    const { width, height } = this.#layout;
    const scale = this.#scale;
    const color = mix(this.#color('default', 'background'), this.#color('default', 'foreground'), EDGE);
    this.canvas.fill({ x: 0, y: 0, width, height: scale }, color);
    this.canvas.fill({ x: 0, y: height - scale, width, height: scale }, color);
    this.canvas.fill({ x: 0, y: 0, width: scale, height }, color);
    this.canvas.fill({ x: width - scale, y: 0, width: scale, height }, color);
    const radius = RADIUS * scale;
    // Corners are not half there in a GIF.
    for (let across = 0; across < radius; across += 1) {
      for (let down = 0; down < radius; down += 1) {
        const [dx, dy] = [radius - across - 0.5, radius - down - 0.5];
        const away = dx * dx + dy * dy;
        const inner = radius - scale;
        if (away <= inner * inner) continue;
        for (const x of [across, width - 1 - across])
          for (const y of [down, height - 1 - down])
            this.canvas.pixels[y * width + x] = away > radius * radius ? CLEAR : color;
      }
    }
  }

  #caption(text: string): void {
    const { width, height, captionTop, cellHeight } = this.#layout;
    if (!this.#look.captions) return;
    const inset = this.#layout.bar === 0 ? 0 : RADIUS * this.#scale;
    const edge = this.#layout.bar === 0 ? 0 : this.#scale;
    const box = { x: inset, y: captionTop, width: width - 2 * inset, height: height - captionTop - edge };
    this.canvas.fill(box, this.#color('default', 'background'));
    this.#centred(text, captionTop + Math.round((height - captionTop - cellHeight) / 2), {
      from: inset,
      part: 1,
    });
  }

  #centred(text: string, y: number, { from, part }: { readonly from: number; readonly part: number }): void {
    const { width, cellWidth } = this.#layout;
    const color = mix(this.#color('default', 'background'), this.#color('default', 'foreground'), part);
    const shown = titleCells(text, Math.floor((width - 2 * from) / cellWidth));
    let x = Math.round((width - shown.reduce((sum, cell) => sum + cell.width, 0) * cellWidth) / 2);
    for (const cell of shown) {
      const mask = this.#letters.mask(cell.text, cell.width, { bold: false, italic: false });
      if (cell.text !== ' ') this.canvas.paint(mask, { x, y, color });
      x += cell.width * cellWidth;
    }
  }
}

/** Column of the cursor in a row; -1 where it is not. */
const cursorIn = ({ cursor }: Frame, y: number): number => (cursor.visible && cursor.y === y ? cursor.x : -1);

const parse = (color: string): number => Number.parseInt(color.slice(1), 16);
