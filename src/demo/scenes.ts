import type { Row } from './cells.ts';
import type { Film, Frame } from './film.ts';

/** A stretch of a film that is drawn in one way. */
export type Scene = GrowingScene | FrameScene;

/** The transcript only grows: it is drawn once and uncovered. */
export interface GrowingScene {
  readonly kind: 'growing';
  readonly from: number;
  readonly to: number;
  /** Line of the transcript that `lines` begins with. */
  readonly first: number;
  readonly lines: readonly Row[];
  readonly frames: readonly Frame[];
}

/** Something moves the cursor: each row is drawn for as long as it is seen. */
export interface FrameScene {
  readonly kind: 'frames';
  readonly from: number;
  readonly to: number;
  readonly frames: readonly Frame[];
}

/** Shorter stretches between moves of the cursor are not worth a scene of their own, in ms. */
const SHORTEST = 1500;

export function scenesOf({ frames, durationMs }: Film): readonly Scene[] {
  const stretches: Frame[][] = [];
  for (const frame of frames) {
    if (frame.grown && stretches.length > 0) stretches.at(-1)!.push(frame);
    else stretches.push([frame]);
  }
  const endOf = (index: number): number => stretches[index + 1]?.[0]?.at ?? durationMs;
  const scenes: { kind: Scene['kind']; frames: Frame[]; to: number }[] = [];
  stretches.forEach((stretch, index) => {
    const long = endOf(index) - stretch[0]!.at >= SHORTEST && isPlain(stretch);
    const kind = long || stretches.length === 1 ? 'growing' : 'frames';
    const last = scenes.at(-1);
    if (last && last.kind === 'frames' && kind === 'frames') {
      last.frames.push(...stretch);
      last.to = endOf(index);
    } else scenes.push({ kind, frames: [...stretch], to: endOf(index) });
  });
  return scenes.map(({ kind, frames: own, to }) => {
    const from = own[0]!.at;
    return kind === 'frames'
      ? { kind, from, to, frames: own }
      : { kind, from, to, frames: own, ...linesOf(own) };
  });
}

/** A screen with something behind the cursor can't be uncovered up to it. */
function isPlain([first, ...rest]: readonly Frame[]): boolean {
  if (rest.length > 0) return true;
  const { rows, cursor } = first!;
  return rows.every(({ length }, y) => y < cursor.y || (y === cursor.y ? length <= cursor.x : length === 0));
}

function linesOf(frames: readonly Frame[]): { readonly first: number; readonly lines: readonly Row[] } {
  const first = frames[0]!.top;
  const lines: Row[] = [];
  for (const { top, rows } of frames) {
    rows.forEach((row, y) => {
      lines[top + y - first] = row;
    });
  }
  while (lines.length > 1 && lines.at(-1)!.length === 0) lines.pop();
  return { first, lines };
}
