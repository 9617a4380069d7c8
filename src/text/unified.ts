import { align } from './diff.ts';

export interface DiffLine {
  readonly kind: 'place' | 'same' | 'old' | 'new';
  readonly text: string;
}

/** Lines around a change that show where it is. */
const AROUND = 3;

/** The changes between two texts as `diff -u` shows them, without the names of the files. */
export function unifiedDiff(before: string, after: string): readonly DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const all: (DiffLine & { readonly old: number; readonly now: number })[] = [];
  let left = 0;
  let right = 0;
  for (const pair of [...align(old, now), { left: old.length, right: now.length }]) {
    while (left < pair.left) all.push({ kind: 'old', text: old[left]!, old: left++, now: right });
    while (right < pair.right) all.push({ kind: 'new', text: now[right]!, old: left, now: right++ });
    if (left < old.length) all.push({ kind: 'same', text: old[left]!, old: left++, now: right++ });
  }
  const shown = new Set<number>();
  all.forEach(({ kind }, index) => {
    if (kind === 'same') return;
    for (let at = index - AROUND; at <= index + AROUND; at += 1) if (all[at]) shown.add(at);
  });
  const result: DiffLine[] = [];
  all.forEach((line, index) => {
    if (!shown.has(index)) return;
    if (!shown.has(index - 1)) {
      let end = index;
      while (shown.has(end + 1)) end += 1;
      const hunk = all.slice(index, end + 1);
      const count = (without: DiffLine['kind']): number => hunk.filter(({ kind }) => kind !== without).length;
      result.push({
        kind: 'place',
        text: `@@ -${line.old + 1},${count('new')} +${line.now + 1},${count('old')} @@`,
      });
    }
    result.push({ kind: line.kind, text: line.text });
  });
  return result;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
