import type { MatchContext } from '../context.ts';
import { sameBelowDataRoot } from '../data-root.ts';
import { isFact, isSentence, isTemplated, movedFact } from '../facts.ts';
import { isDockers } from '../printer.ts';
import type { Token } from '../tokens.ts';
import type { Hunk } from '../unify.ts';
import { isLonger, isTypography, sameWording } from '../wording.ts';
import { isAnnouncement, isBesides, isOfMachine, siteOf, type TextLine } from './line-rules.ts';
import { isErrorLine } from './message.ts';

interface Judged {
  readonly verdict: 'failed' | 'drifted';
  /** The tokens that make the line false. */
  readonly fact?: Hunk;
  readonly cause?: string;
}

/** Whether a line that is there in other words is false: docker's own by what is known of them, any other's as it is. */
export function judge(
  document: TextLine,
  live: TextLine,
  {
    hunks,
    tokens,
    context,
  }: { readonly hunks: readonly Hunk[]; readonly tokens: readonly Token[]; readonly context: MatchContext },
): Judged {
  const site = siteOf(document, context);
  if (sameBelowDataRoot(document.text, live.text, site) || isAnnouncement(document, live, context))
    return { verdict: 'drifted', cause: OTHER_WORDS };
  if (
    [document, live].every(({ text }) => DECLARATION.test(text)) ||
    hunks.every(
      (hunk) =>
        isBesides(hunk, context) ||
        (!hunk.contradiction && isTypography(hunk)) ||
        isOfMachine(hunk, { text: document.text, context }),
    )
  )
    return { verdict: 'drifted', cause: OTHER_WORDS };
  const sentence =
    isSentence(document.text) && isSentence(live.text) && !isTemplated(context) && !isGiven(live, context);
  const surroundings = { line: document.text, liveLine: live.text, sentence, context };
  const fact = hunks.find((hunk) => isFact(hunk, surroundings)) ?? movedFact(hunks, surroundings);
  if (fact && isOfMachine(fact, { text: document.text, context })) return { verdict: 'drifted', fact };
  if (fact) return { verdict: 'failed', fact };
  const dockers = isDockers(document.text, context) || isDockers(live.text, context);
  if (dockers && !sentence) return { verdict: 'drifted', cause: OTHER_WORDS };
  if (isLonger(tokens, live.tokens, hunks)) return { verdict: 'drifted', cause: 'it says more' };
  const wording =
    dockers || isErrorLine(document.text) ? sameWording(document.text, live.text, site) : undefined;
  if (wording === 'known' || wording === 'alike') return { verdict: 'drifted', cause: OTHER_WORDS };
  const [first] = hunks;
  return { verdict: 'failed', ...(first ? { fact: first } : {}), ...(wording ?? {}) };
}

/** Whether only numbers differ that the machine gives at that moment. */
export function isMeasured(hunks: readonly Hunk[], { text }: TextLine, context: MatchContext): boolean {
  return hunks.every(
    (hunk) =>
      isOfMachine(hunk, { text, context }) &&
      [...hunk.document, ...hunk.live].every(({ text: word, valueClass }) =>
        valueClass ? valueClass.kind === 'measure' : /^[\d.,/-]+(?:[KMGT]i?)?$/.test(word),
      ),
  );
}

const OTHER_WORDS = 'other words';

/** A declaration of markup is about the form of what follows. */
const DECLARATION = /^\s*<(?:!DOCTYPE|\?xml)\b/i;

/** What the lab itself gives a program to say is pinned to the word, unless it is only a value. */
export function isGiven({ text, tokens }: TextLine, { given }: MatchContext): boolean {
  const hasWord = tokens.some((token) => !token.valueClass && /[A-Za-z]{3}/.test(token.text));
  return hasWord && given?.(text.trim()) === true;
}

/** Which word is another one; where that would not read well, the line that is printed. */
export function legibleCause(document: TextLine, live: TextLine, fact: Hunk | undefined): string {
  const wanted = wholeWords(document, fact?.document ?? []);
  const found = wholeWords(live, fact?.live ?? []);
  if (LEGIBLE.test(wanted) && (found === '' || LEGIBLE.test(found)))
    return `${wanted} is ${found || 'not there'}`;
  return `it prints ${shortened(live.text.trim())}`;
}

/** The stretch of a line that tokens cover, with the rest of the words that it begins and ends in. */
function wholeWords(line: TextLine, tokens: readonly Token[]): string {
  if (tokens.length === 0) return '';
  let from = tokens[0]!.from;
  let to = tokens.at(-1)!.to;
  while (from > 0 && line.text[from - 1] !== ' ' && to - from < LONGEST_WORD) from -= 1;
  while (to < line.text.length && line.text[to] !== ' ' && to - from < LONGEST_WORD) to += 1;
  return line.text.slice(from, to).replace(/^["'(]+|["'),.:;]+$/g, '');
}

const LONGEST_WORD = 80;

/** A word or a few, not a stretch of a program. */
const LEGIBLE = /^[\p{L}\p{N}/~-][\p{L}\p{N} ._:/@,%+=-]{0,60}$/u;
const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
