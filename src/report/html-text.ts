import type { Range } from '../model/verdict.ts';
import { safeMarkup } from '../text/log-safe.ts';
import { legible } from './legible.ts';

/** Text as HTML shows it, also within a quoted attribute. */
export const html = (text: string): string =>
  safeMarkup(legible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`));

/** A stretch of a line and what it is wrapped in. */
export interface Wrapped extends Range {
  readonly open: string;
  readonly close: string;
}

/** A line with some stretches wrapped; of stretches that overlap the first one holds. */
export function wrapped(text: string, stretches: readonly Wrapped[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, open, close } of [...stretches].sort((a, b) => a.from - b.from)) {
    if (from < at || to <= from || from >= text.length) continue;
    parts.push(html(text.slice(at, from)), open, html(text.slice(from, to)), close);
    at = to;
  }
  return parts.join('') + html(text.slice(at));
}
