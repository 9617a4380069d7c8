/** Numbers from 0 to 1 that are the same in each run (mulberry32, public domain). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Some of the elements, at most `count`, in their order. */
export function sample<T>(elements: readonly T[], count: number, random: () => number): readonly T[] {
  if (elements.length <= count) return elements;
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(random() * elements.length));
  return elements.filter((_, index) => chosen.has(index));
}
