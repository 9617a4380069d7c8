import type { Cast } from './cast.ts';
import type { Cursor, Row } from './cells.ts';
import { onlyGrows } from './growth.ts';
import { ScreenTerminal } from './terminal.ts';

/** What a terminal shows from a time on. */
export interface Frame {
  readonly at: number;
  /** The screen's rows, all of them. */
  readonly rows: readonly Row[];
  readonly cursor: Cursor;
  /** Line of the whole transcript that is the screen's first. */
  readonly top: number;
  /** Since the frame before, the transcript has only grown at its end. */
  readonly grown: boolean;
}

export interface FilmChapter {
  readonly at: number;
  readonly title: string;
}

export interface Film {
  readonly cols: number;
  readonly rows: number;
  readonly title: string;
  /** As programs have named the window last; '' when none has. */
  readonly durationMs: number;
  readonly frames: readonly Frame[];
  readonly chapters: readonly FilmChapter[];
}

export interface FilmOptions {
  /** 2 plays twice as fast. */
  readonly speed: number;
  /** Longest time in which nothing happens, in ms. */
  readonly idleMs: number;
}

/** Plays a cast into a terminal and keeps what that shows. */
export async function filmOf(cast: Cast, { speed, idleMs }: FilmOptions): Promise<Film> {
  const terminal = new ScreenTerminal(cast);
  const frames: Frame[] = [];
  const chapters: FilmChapter[] = [];
  let now = 0;
  let before = 0;
  frames.push(frameOf(terminal, 0, undefined));
  for (const { at, code, data } of cast.events) {
    now += Math.min(at - before, idleMs) / speed;
    before = at;
    const time = Math.round(now);
    if (code === 'm') chapters.push({ at: time, title: data });
    if (code === 'r') resize(terminal, data);
    if (code !== 'o' && code !== 'r') continue;
    const last = frames.at(-1)!;
    const grows = code === 'o' && !terminal.alternate && onlyGrows(data) && isAtEnd(last);
    await terminal.write(code === 'o' ? data : '');
    const grown = grows && !terminal.alternate;
    const frame = frameOf(terminal, time, grown ? last : undefined);
    // What happens at one time is one frame.
    if (last.at === time)
      frames[frames.length - 1] = { ...frame, grown: frame.grown && (last.grown || frames.length === 1) };
    else frames.push(frame);
  }
  terminal.dispose();
  const { cols, rows, title } = cast;
  return { cols, rows, title: terminal.title || title, durationMs: Math.round(now), frames, chapters };
}

/** Rows that can't have changed are those of the frame before. */
function frameOf(terminal: ScreenTerminal, at: number, before: Frame | undefined): Frame {
  const { top, cursor } = terminal;
  const settled = before ? before.top + before.cursor.y : 0;
  const rows = Array.from({ length: terminal.rows }, (_, y) => {
    const line = top + y;
    const known = before && line < settled ? before.rows[line - before.top] : undefined;
    return known ?? terminal.row(line);
  });
  return { at, rows, cursor, top, grown: before !== undefined };
}

/** Nothing is shown behind the cursor. */
function isAtEnd({ rows, cursor }: Frame): boolean {
  return rows.every(({ length }, y) => y < cursor.y || length <= (y === cursor.y ? cursor.x : 0));
}

function resize(terminal: ScreenTerminal, size: string): void {
  const [cols, rows] = size.split('x').map(Number);
  if (cols && rows && cols <= 1000 && rows <= 1000) terminal.resize(cols, rows);
}
