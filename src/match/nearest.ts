import { editDistance } from '../text/edit-distance.ts';

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
    const distance = wordDistance(name, candidate) ?? (close ? editDistance(name, candidate) : least);
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
