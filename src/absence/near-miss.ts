import { editDistance } from '../text/edit-distance.ts';

/**
 * The candidate of which a name is most likely a slip: the same letters with other separators, the
 * same but for a digit or a namespace, or a few letters off. Undefined where none is near.
 */
export function nearMiss(name: string, candidates: readonly string[]): string | undefined {
  return candidates.findLast((candidate) => candidate !== name && isNear(name, candidate));
}

function isNear(name: string, candidate: string): boolean {
  const [a, b] = [name.toLowerCase(), candidate.toLowerCase()];
  if (bare(a) === bare(b) && bare(a) !== '') return true;
  if (a.includes('/') || b.includes('/')) {
    if (lastPart(a) === lastPart(b)) return true;
  }
  const shorter = Math.min(a.length, b.length);
  if (letters(a) === letters(b) && letters(a) !== '' && /\d/.test(a) && /\d/.test(b)) return true;
  const allowed = shorter >= 8 ? 2 : shorter >= 4 ? 1 : 0;
  return editDistance(a, b) <= allowed;
}

/** Without what only separates words. */
const bare = (name: string): string => name.replace(/[-_. ]/g, '');
const letters = (name: string): string => name.replace(/\d+/g, '');
const lastPart = (path: string): string => path.split('/').at(-1)!;
