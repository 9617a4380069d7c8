import { append } from '../../text/append.ts';
import { align, type Pair } from '../../text/diff.ts';
import type { MatchContext } from '../context.ts';
import { groupBy } from '../group.ts';
import { keyOf, knownShape, shapeOf } from '../keys.ts';
import type { Token } from '../tokens.ts';

export interface LinePairing {
  readonly pairs: readonly Pair[];
  /** Lines that are equal but out of order. */
  readonly moved: readonly Pair[];
  /** Documented lines without a live one. */
  readonly lone: readonly number[];
  /** Live lines without a documented one, and how many documented lines come before. */
  readonly extra: readonly { readonly index: number; readonly after: number }[];
}

interface Tokens {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/**
 * Pairs lines in order: first those that correspond as far as is known, then between them those that
 * could, then those that are alike; at last lines that correspond but stand elsewhere.
 */
export function pairLines(
  document: readonly Tokens[],
  live: readonly Tokens[],
  { correspondence }: MatchContext,
): LinePairing {
  const known = {
    document: document.map(({ tokens }) => knownShape(tokens, 'document', correspondence)),
    live: live.map(({ tokens }) => knownShape(tokens, 'live', correspondence)),
  };
  const shapes = {
    document: document.map(({ tokens }) => shapeOf(tokens)),
    live: live.map(({ tokens }) => shapeOf(tokens)),
  };
  const anchors = align(known.document, known.live);
  const byShape = refine(anchors, { document, live }, (gap) =>
    shifted(
      gap,
      align(shapes.document.slice(gap.left, gap.leftEnd), shapes.live.slice(gap.right, gap.rightEnd)),
    ),
  );
  const moved = outOfOrder(byShape, known);
  const taken = {
    document: new Set(moved.map(({ left }) => left)),
    live: new Set(moved.map(({ right }) => right)),
  };
  const pairs = refine(byShape, { document, live }, (gap) => alike(gap, { document, live, taken }));
  const left = new Set(pairs.map((pair) => pair.left));
  const right = new Map(pairs.map((pair) => [pair.right, pair.left]));
  return {
    pairs,
    moved,
    lone: document.flatMap((_, index) => (left.has(index) || taken.document.has(index) ? [] : [index])),
    extra: extraOf(live, right, taken.live),
  };
}

interface Gap {
  readonly left: number;
  readonly leftEnd: number;
  readonly right: number;
  readonly rightEnd: number;
}

interface Sides {
  readonly document: readonly Tokens[];
  readonly live: readonly Tokens[];
}

/** The pairs with those added that are found in the gaps between them. */
function refine(
  pairs: readonly Pair[],
  { document, live }: Sides,
  find: (gap: Gap) => readonly Pair[],
): readonly Pair[] {
  const all: Pair[] = [];
  let left = 0;
  let right = 0;
  for (const pair of [...pairs, { left: document.length, right: live.length }]) {
    if (pair.left > left && pair.right > right) {
      append(all, find({ left, leftEnd: pair.left, right, rightEnd: pair.right }));
    }
    if (pair.left < document.length) all.push(pair);
    left = pair.left + 1;
    right = pair.right + 1;
  }
  return all;
}

const shifted = ({ left, right }: Gap, pairs: readonly Pair[]): readonly Pair[] =>
  pairs.map((pair) => ({ left: pair.left + left, right: pair.right + right }));

function outOfOrder(
  pairs: readonly Pair[],
  known: { readonly document: readonly string[]; readonly live: readonly string[] },
): readonly Pair[] {
  const left = new Set(pairs.map((pair) => pair.left));
  const right = new Set(pairs.map((pair) => pair.right));
  if (left.size === known.document.length || right.size === known.live.length) return [];
  const waiting = groupBy(
    known.live
      .map((shape, index) => ({ shape, index }))
      .filter(({ index }) => !right.has(index))
      .reverse(),
    ({ shape }) => shape,
  );
  return known.document.flatMap((shape, index) => {
    const found = left.has(index) ? undefined : waiting.get(shape)?.pop();
    return found ? [{ left: index, right: found.index }] : [];
  });
}

/** Pairs lines in order so that the sum of their likenesses is greatest; long gaps one by one. */
function alike(
  gap: Gap,
  {
    document,
    live,
    taken,
  }: Sides & {
    readonly taken: { readonly document: ReadonlySet<number>; readonly live: ReadonlySet<number> };
  },
): readonly Pair[] {
  const lefts = indexes(gap.left, gap.leftEnd).filter((index) => !taken.document.has(index));
  const rights = indexes(gap.right, gap.rightEnd).filter((index) => !taken.live.has(index));
  const likeness = (i: number, j: number): number => likenessOf(document[lefts[i]!]!, live[rights[j]!]!);
  if (lefts.length * rights.length > LARGE) {
    return lefts.flatMap((left, index) =>
      index < rights.length && likeness(index, index) >= ALIKE ? [{ left, right: rights[index]! }] : [],
    );
  }
  const columns = rights.length + 1;
  const best = new Float64Array((lefts.length + 1) * columns);
  const likenesses = new Float64Array(best.length);
  for (let i = lefts.length - 1; i >= 0; i -= 1) {
    for (let j = rights.length - 1; j >= 0; j -= 1) {
      const here = likeness(i, j);
      likenesses[i * columns + j] = here;
      const both = here >= ALIKE ? here + best[(i + 1) * columns + j + 1]! : 0;
      best[i * columns + j] = Math.max(both, best[(i + 1) * columns + j]!, best[i * columns + j + 1]!);
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < lefts.length && j < rights.length; ) {
    const here = best[i * columns + j]!;
    const own = likenesses[i * columns + j]!;
    if (own >= ALIKE && here === own + best[(i + 1) * columns + j + 1]!)
      pairs.push({ left: lefts[i++]!, right: rights[j++]! });
    else if (here === best[(i + 1) * columns + j]!) i += 1;
    else j += 1;
  }
  return pairs;
}

const LARGE = 4096;
/** Share of tokens in common from which two lines are held to be one in two wordings. */
const ALIKE = 0.5;

const indexes = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

/** Share of the tokens, by kind, that two lines have in common; punctuation counts little. */
function likenessOf(document: Tokens, live: Tokens): number {
  if (document.text === live.text) return 1;
  const counts = new Map<string, number>();
  let total = 0;
  let hole = false;
  for (const [index, token] of live.tokens.slice(0, MOST_COMPARED).entries()) {
    const key = keyOf(token);
    const weight = weightOf(key, index);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    total += weight;
  }
  let common = 0;
  let own = 0;
  for (const [index, token] of document.tokens.slice(0, MOST_COMPARED).entries()) {
    if (token.hole) {
      hole = true;
      continue;
    }
    const key = keyOf(token);
    const weight = weightOf(key, index);
    own += weight;
    const count = counts.get(key) ?? 0;
    if (count === 0) continue;
    counts.set(key, count - 1);
    common += weight;
  }
  // What a hole stands for is not known, so only the document's own tokens count.
  if (hole) return own === 0 ? ALIKE : common / own;
  return own + total === 0 ? 0 : (2 * common) / (own + total);
}

const MOST_COMPARED = 60;
/** What a line begins with tells most about what it is. */
const weightOf = (key: string, index: number): number =>
  /^[\p{L}\p{N}\u0001]/u.test(key) ? (index === 0 ? 2 : 1) : 0.2;

function extraOf(
  live: readonly Tokens[],
  paired: ReadonlyMap<number, number>,
  moved: ReadonlySet<number>,
): LinePairing['extra'] {
  const extra: { index: number; after: number }[] = [];
  let after = 0;
  live.forEach((_, index) => {
    const left = paired.get(index);
    if (left !== undefined) after = left + 1;
    else if (!moved.has(index)) extra.push({ index, after });
  });
  return extra;
}
