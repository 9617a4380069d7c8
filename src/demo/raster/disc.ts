import { fill, type Mask } from './fill.ts';

/** A circle in the middle of a square. */
export function disc(radius: number, size: number): Mask {
  const middle = size / 2;
  // A circle of eight arcs, whose control points are on its octagon.
  const far = radius * 1.0823922;
  const points = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((eighth) => {
    const [x, y] = EIGHTHS[eighth]!;
    const [nextX, nextY] = EIGHTHS[(eighth + 1) % 8]!;
    const length = Math.sqrt((x + nextX) * (x + nextX) + (y + nextY) * (y + nextY));
    return [
      { x: middle + x * radius, y: middle + y * radius, on: true },
      {
        x: middle + ((x + nextX) / length) * far,
        y: middle + ((y + nextY) / length) * far,
        on: false,
      },
    ];
  });
  return fill([points], (x, y) => [x, y], { width: Math.ceil(size), height: Math.ceil(size) });
}

const HALF = Math.SQRT1_2;
const EIGHTHS = [
  [1, 0],
  [HALF, HALF],
  [0, 1],
  [-HALF, HALF],
  [-1, 0],
  [-HALF, -HALF],
  [0, -1],
  [HALF, -HALF],
] as const;
