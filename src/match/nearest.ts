/**
 * The name that another one was probably meant to be: one or two slips of the pen away, or made of
 * the same words. Undefined when none is near enough.
 */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(name.length / 4));
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of names) {
    if (candidate === name || candidate === '') continue;
    const close = Math.abs(candidate.length - name.length) <= most;
    const distance = wordDistance(name, candidate) ?? (close ? slips(name, candidate) : least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** `my-macvlan-net` and `macvlan-mynet` are spelt with the same letters in another order of parts. */
function wordDistance(left: string, right: string): number | undefined {
  if (Math.abs(left.length - right.length) > 3) return undefined;
  return letters(left) === letters(right) ? 1 : undefined;
}

const letters = (name: string): string => [...name.toLowerCase().replace(/[^a-z0-9]/g, '')].sort().join('');

/** Edits that turn one word into the other (insert, drop, change, swap neighbours); long words are cut. */
function slips(left: string, right: string): number {
  const a = left.slice(0, 64);
  const b = right.slice(0, 64);
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
