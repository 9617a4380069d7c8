import type { Glyph, Point } from './glyph.ts';

/** How much of each pixel is covered, from 0 to `LEVELS`, row by row. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly cover: Uint8Array;
}

/** Few, so that pictures have few colours; the eye sees no more at the size of letters. */
export const LEVELS = 8;

/** Where a point of a glyph comes to lie, in pixels, y downwards. */
export type Place = (x: number, y: number) => readonly [x: number, y: number];

/**
 * Fills contours. Adds up what each edge leaves on its right, pixel by pixel, so that edges are smooth.
 * Only sums, products and quotients, which are the same on every machine.
 */
export function fill(
  contours: Glyph['contours'],
  place: Place,
  { width, height }: { readonly width: number; readonly height: number },
): Mask {
  // A column more takes what lies right of the picture.
  const stride = width + 2;
  const sums = new Float64Array(stride * height);
  const line = ([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): void => {
    if (y0 === y1) return;
    const down = y0 < y1;
    const [topX, topY, endX, endY] = down ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
    const slope = (endX - topX) / (endY - topY);
    const last = Math.min(height - 1, Math.ceil(endY) - 1);
    for (let y = Math.max(0, Math.floor(topY)); y <= last; y += 1) {
      const from = Math.max(y, topY);
      const to = Math.min(y + 1, endY);
      const xFrom = topX + (from - topY) * slope;
      const xTo = topX + (to - topY) * slope;
      span(sums.subarray(y * stride, (y + 1) * stride), {
        from: Math.min(xFrom, xTo),
        to: Math.max(xFrom, xTo),
        height: down ? to - from : from - to,
      });
    }
  };
  for (const contour of contours) outline(contour, place, line);
  const cover = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    for (let x = 0; x < width; x += 1) {
      sum += sums[y * stride + x]!;
      cover[y * width + x] = Math.round(Math.min(Math.abs(sum), 1) * LEVELS);
    }
  }
  return { width, height, cover };
}

/** What an edge covers in one row of pixels, as differences to the pixel before. */
function span(
  row: Float64Array,
  { from, to, height }: { readonly from: number; readonly to: number; readonly height: number },
): void {
  const width = row.length - 2;
  const clamp = (x: number): number => Math.min(Math.max(x, 0), width);
  const left = clamp(from);
  const right = clamp(to);
  const first = Math.floor(left);
  const last = Math.floor(right);
  if (first === last) {
    const middle = (left + right) / 2 - first;
    row[first]! += height * (1 - middle);
    row[first + 1]! += height * middle;
    return;
  }
  const perPixel = height / (right - left);
  let before = 0;
  // The edge has passed this much of the row's height up to the right side of each pixel.
  for (let x = first; x <= last; x += 1) {
    const start = Math.max(left, x);
    const end = Math.min(right, x + 1);
    const passed = (end - start) * perPixel;
    const covered = passed * (x + 1 - (start + end) / 2);
    row[x]! += covered + before;
    before = passed - covered;
  }
  row[last + 1]! += before;
}

/** Steps of a curve; at the size of letters more are not seen. */
const STEPS = 5;

function outline(
  points: readonly Point[],
  place: Place,
  line: (from: readonly [number, number], to: readonly [number, number]) => void,
): void {
  if (points.length < 2) return;
  const whole = points.flatMap((point, index) => {
    const next = points[(index + 1) % points.length]!;
    // Between two control points there is one on the curve.
    return point.on || next.on
      ? [point]
      : [point, { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2, on: true }];
  });
  const begin = whole.findIndex(({ on }) => on);
  const at = (index: number): Point => whole[(begin + index) % whole.length]!;
  let from = place(at(0).x, at(0).y);
  for (let index = 1; index <= whole.length; index += 1) {
    const point = at(index);
    const to = place(point.x, point.y);
    if (point.on) {
      line(from, to);
      from = to;
      continue;
    }
    const after = at(index + 1);
    const end = place(after.x, after.y);
    let before = from;
    for (let step = 1; step <= STEPS; step += 1) {
      const t = step / STEPS;
      const u = 1 - t;
      const next = [
        u * u * from[0] + 2 * u * t * to[0] + t * t * end[0],
        u * u * from[1] + 2 * u * t * to[1] + t * t * end[1],
      ] as const;
      line(before, next);
      before = next;
    }
    from = end;
    index += 1;
  }
}
