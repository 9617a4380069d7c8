/** The candidate within two edits (or a third of the word), if any. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const allowed = Math.max(2, Math.floor(word.length / 3));
  const scored = candidates.map((candidate) => ({ candidate, edits: distance(word, candidate) }));
  const best = scored.reduce((a, b) => (b.edits < a.edits ? b : a), { candidate: '', edits: allowed + 1 });
  return best.edits <= allowed ? best.candidate : undefined;
}

/** Levenshtein's distance: the fewest insertions, deletions and changes of a character. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
