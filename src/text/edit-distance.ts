/** Longer words are compared up to here, in UTF-16 units: the time is quadratic in it. */
const LONGEST = 64;

/**
 * The fewest insertions, deletions, changes and swaps of neighbours that turn one word into the
 * other (optimal string alignment distance).
 */
export function editDistance(left: string, right: string): number {
  const a = left.slice(0, LONGEST);
  const b = right.slice(0, LONGEST);
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        next[j] = Math.min(next[j]!, before[j - 2]! + 1);
      }
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
