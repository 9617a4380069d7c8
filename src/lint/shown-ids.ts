import type { Plan } from '../plan/plan.ts';
import type { Source } from './source.ts';

/** Tells whether an ID that the document shows outside of its commands begins with some digits. */
export function readShownIds(plan: Plan, source: Source): (start: string) => boolean {
  const typed = new Set<number>();
  for (const { command } of plan.commands) {
    for (let line = command.span.line; line <= command.span.endLine; line += 1) typed.add(line);
  }
  const ids = new Set<string>();
  source.lines.forEach(({ text }, index) => {
    if (typed.has(index + 1)) return;
    for (const [id] of text.matchAll(/(?<![\w])[0-9a-z]{12,64}(?!\w)/g)) ids.add(id);
  });
  const sorted = [...ids].sort();
  return (start) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < start) low = middle + 1;
      else high = middle;
    }
    return sorted[low]?.startsWith(start) ?? false;
  };
}

/** Digits that can only be the beginning of an ID. */
export function isHexWord(word: string): boolean {
  return /^(?=[a-f]*\d)[0-9a-f]{3,64}$/.test(word);
}
