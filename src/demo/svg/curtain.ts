import type { Frame } from '../film.ts';
import { type Layout, type Look, round } from '../look.ts';
import type { GrowingScene } from '../scenes.ts';
import { type Canvas, rowMarkup } from './row-markup.ts';

export interface SceneContext extends Canvas {
  readonly look: Look;
  /** What is before the film's end as a percentage, for keyframes. */
  readonly percent: (at: number) => string;
}

/**
 * A transcript that only grows is drawn once, as text that stands still. In front of it is a curtain
 * in the colour of the ground, which a reader sees drawn back as letters are typed, and all of it
 * moves up where a terminal scrolls: two animations, however long it is.
 */
export function growingMarkup({ first, lines, frames }: GrowingScene, context: SceneContext): string {
  const { layout, look, sheet, percent } = context;
  const text = lines.map((row, index) => rowMarkup(row, index, context)).join('\n');
  const stops = revealsOf(frames, first);
  const last = stops.at(-1)!;
  const moves = steppedMoves(stops).map(
    ({ at, x, y, steps }) =>
      `${percent(at)}{transform:${place(x, y, layout)}${steps > 1 ? `;animation-timing-function:steps(${steps})` : ''}}`,
  );
  const { screenWidth, cellHeight } = layout;
  const end = place(last.x, last.y, layout);
  const curtain = stops.length > 1 ? sheet.animation(moves, `transform:${end}`) : undefined;
  const below = round((lines.length + 1) * cellHeight + layout.screenHeight);
  const hiding = `<path class="bg" d="M0 0H${2 * screenWidth}V${below}H-${screenWidth}V${cellHeight}H0z"/>`;
  const group = `<g ${curtain ? `class="${curtain}"` : `transform="translate(${numbers(last, layout)})"`}>${hiding}${cursorMarkup(look, layout)}</g>`;
  return scrolled(`${text}\n${group}`, { frames, first, context });
}

interface Reveal {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

function revealsOf(frames: readonly Frame[], first: number): readonly Reveal[] {
  return frames.map(({ at, cursor, top }) => ({ at, x: cursor.x, y: top + cursor.y - first }));
}

interface Move extends Reveal {
  /** Until the next one, in so many steps; 1 for a jump. */
  readonly steps: number;
}

/** Letters that follow each other are one movement in steps; a pause of the typist begins another. */
function steppedMoves(reveals: readonly Reveal[]): readonly Move[] {
  const moves: Move[] = [];
  for (let at = 0; at < reveals.length; ) {
    const end = endOfWord(reveals, at);
    const first = reveals[at]!;
    if (end - at < 2) {
      moves.push({ ...first, steps: 1 });
      at += 1;
      continue;
    }
    // The first letter comes at the end of the first step.
    moves.push({ ...first, steps: end - at });
    at = end;
  }
  return moves;
}

/** Longer than that is a pause, in ms. */
const PAUSE = 170;

function endOfWord(reveals: readonly Reveal[], from: number): number {
  let at = from;
  while (at + 1 < reveals.length) {
    const before = reveals[at]!;
    const next = reveals[at + 1]!;
    if (next.y !== before.y || next.x !== before.x + 1 || next.at - before.at > PAUSE) break;
    at += 1;
  }
  return at;
}

const place = (x: number, y: number, layout: Layout): string =>
  `translate(${round(x * layout.cellWidth)}px,${y * layout.cellHeight}px)`;

const numbers = ({ x, y }: Reveal, { cellWidth, cellHeight }: Layout): string =>
  `${round(x * cellWidth)} ${y * cellHeight}`;

function scrolled(
  content: string,
  {
    frames,
    first,
    context,
  }: { readonly frames: readonly Frame[]; readonly first: number; readonly context: SceneContext },
): string {
  const { layout, sheet, percent } = context;
  const moves: string[] = [];
  let before: number | undefined;
  for (const { at, top } of frames) {
    if (top === before) continue;
    moves.push(`${percent(at)}{transform:translateY(${(first - top) * layout.cellHeight}px)}`);
    before = top;
  }
  const end = (first - frames.at(-1)!.top) * layout.cellHeight;
  if (moves.length < 2) return end === 0 ? content : `<g transform="translate(0 ${end})">${content}</g>`;
  return `<g class="${sheet.animation(moves, `transform:translateY(${end}px)`)}">${content}</g>`;
}

export function cursorMarkup({ cursor }: Look, { cellWidth, cellHeight }: Layout): string {
  switch (cursor) {
    case 'block':
      return `<rect class="cu" width="${cellWidth}" height="${cellHeight}"/>`;
    case 'bar':
      return `<rect class="cu" width="2" height="${cellHeight}"/>`;
    case 'underline':
      return `<rect class="cu" y="${cellHeight - 2}" width="${cellWidth}" height="2"/>`;
    case 'none':
      return '';
  }
}
