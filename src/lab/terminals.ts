import type { Prose } from '../markdown/blocks.ts';
import { programsWith } from '../profile/programs.ts';

/** The terminal that prose turns the reader to, 0 for the first; undefined when it names none. */
export function readTerminalSwitch({ kind, text, ...rest }: Prose): number | undefined {
  // A new chapter begins in the first terminal again.
  const begins = kind === 'heading' && 'depth' in rest && rest.depth <= 2 ? 0 : undefined;
  if (!NAMES_ONE.test(text)) return begins;
  const numbered = /\b(?:terminal|shell|console|tab)(?: window)?s? (?:#|no\.? ?)?([1-4])\b/i.exec(text)?.[1];
  if (numbered !== undefined) return Number(numbered) - 1;
  if (FIRST.test(text) || /\bin the first(?: one)?\s*[:,]?$/i.test(text)) return 0;
  if (OTHER.test(text) || /\bin the (?:second|other)(?: one)?\s*[:,]?$/i.test(text)) return 1;
  return begins;
}

/** What each of the rules needs: most texts have none of it, and the rules take long. */
const NAMES_ONE = /terminal|shell|console|command prompt|session|tab|window|in the (?:first|second|other)/i;

/** Programs that one has a session with, at a terminal of its own: those that ask for lines, and ways to other machines. */
const PARTNERS = [...programsWith('asks'), ...programsWith('elsewhere')]
  .filter((name) => /^[a-z][\w-]*$/.test(name))
  .join('|');

const PLACE = `(?:terminal|shell|console|command prompt|(?:${PARTNERS}) session|tab|window)`;

const OTHER = new RegExp(
  `\\b(?:an?other|second|2nd|separate|different|new|other) (?:\\w+ )?${PLACE}\\b`,
  'i',
);
const FIRST = new RegExp(
  `\\b(?:first|1st|original|previous|initial|same) (?:\\w+ )?${PLACE}\\b|\\bclose the (?:second|other|new) ${PLACE}`,
  'i',
);
