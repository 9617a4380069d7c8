import { append } from './append.ts';

/** Indexes of two equal elements. */
export interface Pair {
  readonly left: number;
  readonly right: number;
}

/**
 * Pairs equal elements of two lists in order. Elements that occur once on each side anchor the
 * pairing (patience diff); short stretches between anchors get a longest common subsequence, long
 * ones a greedy pass. Time grows with n log n, so the result is not always the longest possible.
 */
export function align(left: readonly string[], right: readonly string[]): readonly Pair[] {
  const pairs: Pair[] = [];
  const stretches: Stretch[] = [
    { left: 0, leftEnd: left.length, right: 0, rightEnd: right.length, depth: 0 },
  ];
  while (stretches.length > 0) {
    const stretch = trimmed(stretches.pop()!, { left, right, pairs });
    const { leftEnd, rightEnd, depth } = stretch;
    const width = (leftEnd - stretch.left) * (rightEnd - stretch.right);
    if (width === 0) continue;
    if (width <= SMALL) {
      append(pairs, longestCommon(left, right, stretch));
      continue;
    }
    const anchors = depth < DEEPEST ? anchorsOf(left, right, stretch) : [];
    if (anchors.length === 0) {
      for (const pair of greedy(left, right, stretch)) pairs.push(pair);
      continue;
    }
    let { left: l, right: r } = stretch;
    for (const anchor of [...anchors, { left: leftEnd, right: rightEnd }]) {
      stretches.push({ left: l, leftEnd: anchor.left, right: r, rightEnd: anchor.right, depth: depth + 1 });
      l = anchor.left + 1;
      r = anchor.right + 1;
    }
    for (const anchor of anchors) pairs.push(anchor);
  }
  return pairs.sort((a, b) => a.left - b.left);
}

/** Cells of a table that is still filled without a noticeable wait. */
const SMALL = 4096;
/** Anchors of anchors of …: each level is a pass over the text. */
const DEEPEST = 8;

interface Stretch {
  readonly left: number;
  readonly leftEnd: number;
  readonly right: number;
  readonly rightEnd: number;
  readonly depth: number;
}

interface Sides {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly pairs: Pair[];
}

function trimmed(stretch: Stretch, { left, right, pairs }: Sides): Stretch {
  let { left: l, leftEnd, right: r, rightEnd } = stretch;
  for (; l < leftEnd && r < rightEnd && left[l] === right[r]; l += 1, r += 1)
    pairs.push({ left: l, right: r });
  while (leftEnd > l && rightEnd > r && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd -= 1;
    rightEnd -= 1;
    pairs.push({ left: leftEnd, right: rightEnd });
  }
  return { left: l, leftEnd, right: r, rightEnd, depth: stretch.depth };
}

/** Elements that occur once on each side, as the longest run of them that is in order on both. */
function anchorsOf(left: readonly string[], right: readonly string[], stretch: Stretch): readonly Pair[] {
  const once = new Map<string, { left: number; right: number }>();
  for (let i = stretch.left; i < stretch.leftEnd; i += 1) {
    once.set(left[i]!, { left: once.has(left[i]!) ? -1 : i, right: -2 });
  }
  for (let i = stretch.right; i < stretch.rightEnd; i += 1) {
    const seen = once.get(right[i]!);
    if (seen) seen.right = seen.right === -2 ? i : -1;
  }
  const unique = [...once.values()].filter((pair) => pair.left >= 0 && pair.right >= 0);
  return longestRising(unique);
}

/** Longest subsequence whose right sides rise, by patience sorting. `pairs` are in order of left. */
function longestRising(pairs: readonly Pair[]): readonly Pair[] {
  const tops: number[] = [];
  const before: number[] = [];
  pairs.forEach((pair, index) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tops[middle]!]!.right < pair.right) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? tops[low - 1]! : -1;
    tops[low] = index;
  });
  const run: Pair[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at]!) run.push(pairs[at]!);
  return run.reverse();
}

function longestCommon(left: readonly string[], right: readonly string[], stretch: Stretch): readonly Pair[] {
  const columns = stretch.rightEnd - stretch.right + 1;
  const rows = stretch.leftEnd - stretch.left + 1;
  const best = new Uint16Array(rows * columns);
  for (let i = rows - 2; i >= 0; i -= 1) {
    for (let j = columns - 2; j >= 0; j -= 1) {
      const equal = left[stretch.left + i] === right[stretch.right + j];
      const skip = Math.max(best[(i + 1) * columns + j]!, best[i * columns + j + 1]!);
      best[i * columns + j] = equal ? Math.max(skip, best[(i + 1) * columns + j + 1]! + 1) : skip;
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < rows - 1 && j < columns - 1; ) {
    const here = best[i * columns + j]!;
    if (
      left[stretch.left + i] === right[stretch.right + j] &&
      here === best[(i + 1) * columns + j + 1]! + 1
    ) {
      pairs.push({ left: stretch.left + i++, right: stretch.right + j++ });
    } else if (best[(i + 1) * columns + j]! >= best[i * columns + j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Each left element takes the first equal right one after the last taken, if it is not too far. */
function greedy(left: readonly string[], right: readonly string[], stretch: Stretch): readonly Pair[] {
  const places = new Map<string, number[]>();
  for (let j = stretch.rightEnd - 1; j >= stretch.right; j -= 1) {
    const list = places.get(right[j]!);
    if (list) list.push(j);
    else places.set(right[j]!, [j]);
  }
  const pairs: Pair[] = [];
  let next = stretch.right;
  for (let i = stretch.left; i < stretch.leftEnd; i += 1) {
    const list = places.get(left[i]!);
    if (!list) continue;
    while (list.length > 0 && list.at(-1)! < next) list.pop();
    const found = list.at(-1);
    // A far jump would cost every line in between its partner.
    if (found === undefined || found - next > FAR + (i - stretch.left)) continue;
    pairs.push({ left: i, right: found });
    next = found + 1;
  }
  return pairs;
}

const FAR = 200;
