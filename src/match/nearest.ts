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
    // `web-12` is not `web-21` misspelt: numbers tell names apart.
    if (withoutDigits(candidate) === withoutDigits(name)) continue;
    const close = Math.abs(candidate.length - name.length) <= most;
    const distance = wordDistance(name, candidate) ?? (close ? editDistance(name, candidate) : least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** `my-macvlan-net` and `macvlan-mynet` are made of the same parts, in another order and otherwise joined. */
function wordDistance(left: string, right: string): number | undefined {
  return Math.abs(left.length - right.length) <= 3 && isRearranged(left, right) ? 1 : undefined;
}

/** Whether all parts of either name, which marks divide, are in the other one. */
function isRearranged(left: string, right: string): boolean {
  const [one, other] = [partsOf(left), partsOf(right)];
  const letters = (parts: readonly string[]): number => parts.join('').length;
  return (
    Math.max(one.length, other.length) > 1 &&
    letters(one) === letters(other) &&
    isMadeOf(other.join(''), one) &&
    isMadeOf(one.join(''), other)
  );
}

/** Whether a text holds each of the parts, or both halves of one that is joined there. */
function isMadeOf(text: string, parts: readonly string[]): boolean {
  return parts.every(
    (part) =>
      (text.includes(part) && /[a-z]/.test(part)) ||
      Array.from({ length: part.length - 1 }, (_, at) => [part.slice(0, at + 1), part.slice(at + 1)]).some(
        ([head, tail]) =>
          /[a-z]{2}/.test(head!) && /[a-z]{2}/.test(tail!) && text.includes(head!) && text.includes(tail!),
      ),
  );
}

const partsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

const withoutDigits = (name: string): string => name.replace(/\d+/g, '0');
