import { formsOfOne, plain, WRAPPING } from './catalogue/forms.ts';
import { type Token, tokenize, tokenizeDocument } from './tokens.ts';
import { type Hunk, type Site, unify } from './unify.ts';

/**
 * - `known`: the catalogue has both lines as forms of one message, or they differ in a first letter and
 *   in quotes only;
 * - `alike`: that is so of the message alone, but not of what the document puts before it, or the one
 *   line has the other in it;
 * - a cause: they are forms of one message about different things.
 */
export type Wording = 'known' | 'alike' | { readonly cause: string };

/** How far two lines are known to be two wordings of one message; undefined where nothing tells so. */
export function sameWording(document: string, live: string, site: Site): Wording | undefined {
  const wanted = partsOf(document);
  const found = partsOf(live);
  if (agree(wanted.join(': '), found.join(': '), site)) return 'known';
  const known = formsOfOne(document, live, site);
  if (typeof known === 'string') return known;
  const [chain, other] = [wanted, found].map((parts) => parts.filter((part) => !WRAPPING.test(part)));
  return isChained(chain!, other!, site) ? 'alike' : known;
}

/** The parts of an error in Go, each of which says where the next one came up, in small letters at the beginning. */
const partsOf = (text: string): readonly string[] =>
  plain(text)
    .split(': ')
    .map((part) => part.slice(0, 1).toLowerCase() + part.slice(1));

function agree(document: string, live: string, site: Site): boolean {
  return site.correspondence.attempt(
    () => unify(tokenizeDocument(document), tokenize(live), site).hunks.length === 0,
    (agrees) => agrees,
  );
}

/** Whether the one chain goes on, or ends, as the whole other one does. */
function isChained(document: readonly string[], live: readonly string[], site: Site): boolean {
  const [short, long] = document.length <= live.length ? [document, live] : [live, document];
  if (short.length === 0 || long.length > MOST_PARTS || wordsIn(short) < 2) return false;
  for (let at = 0; at + short.length <= long.length; at += 1) {
    const part = long.slice(at, at + short.length);
    const [wanted, found] = short === document ? [short, part] : [part, short];
    if (wanted.every((text, index) => agree(text, found[index]!, site))) return true;
  }
  return false;
}

const MOST_PARTS = 20;

const wordsIn = (parts: readonly string[]): number =>
  parts.reduce((sum, part) => sum + (part.match(/[a-z]{2,}/gi)?.length ?? 0), 0);

/** Whether only quotes and dashes differ, as an editor replaces them, or how they are escaped. */
export function isTypography({ document, live }: Pick<Hunk, 'document' | 'live'>): boolean {
  const normal = (tokens: readonly Token[]): string =>
    tokens
      .map(({ text }) => text)
      .join('')
      .replace(/[“”„«»″]/g, '"')
      .replace(/[‘’‚`´′]/g, "'")
      .replace(/[–—−]/g, '-')
      .replace(/\\(?=["'_*`])/g, '')
      .replace(/--/g, '-');
  return normal(document) === normal(live);
}

/** Whether the live line says all that the document says, in a row, and goes on or begins earlier. */
export function isLonger(
  document: readonly Token[],
  live: readonly Token[],
  hunks: readonly Hunk[],
): boolean {
  const words = document.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).length;
  if (words < FEWEST_WORDS || hunks.some((hunk) => hunk.document.length > 0)) return false;
  return hunks.every(({ live: more }) => {
    const first = live.indexOf(more[0]!);
    return first === 0 || first + more.length === live.length;
  });
}

/** One or two words are in many lines. */
const FEWEST_WORDS = 3;
