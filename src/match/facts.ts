import { isReference, parseReference } from '../text/image-reference.ts';
import { parseIpv4 } from '../text/ipv4.ts';
import type { MatchContext } from './context.ts';
import type { Token } from './tokens.ts';
import type { Hunk } from './unify.ts';

/**
 * Whether tokens that differ make the document false, or only say the same in other words. In a
 * sentence, words may change; names, addresses, numbers and states may not. Outside of sentences
 * every word is data. Words that only the live text has take nothing from what is stated.
 */
export function isFact(
  { document, live, contradiction }: Hunk,
  { line, liveLine, sentence, context }: Surroundings,
): boolean {
  if (contradiction) return true;
  // Words that only the live text has take nothing from what is stated, unless they go on with a word of it.
  if (document.length === 0) return !sentence && isWordPart(live, liveLine);
  // So do words that another version or program leaves out.
  if (live.length === 0 && !document.some((token) => isHardFact(token, line, context)))
    return isTemplated(context) ? !document.every(isPunctuation) : !sentence && isWordPart(document, line);
  if (document.some((token) => isHardFact(token, line, context))) return true;
  if (live.some((token) => isHardFact(token, liveLine, context))) return true;
  if (document.some((token) => isQuoted(token, line))) return true;
  if (textOf(document) === textOf(live)) return false;
  if (sentence)
    return document.some(({ text }) => STATES.has(text)) && live.some(({ text }) => STATES.has(text));
  // Only punctuation: brackets, quotes and dashes that another version writes otherwise.
  if (document.every(isPunctuation) && live.every(isPunctuation)) return false;
  return live.some((token) => !isPunctuation(token)) || document.some((token) => !isPunctuation(token));
}

/** Of tokens that differ, a word of data that stands elsewhere live: `a b` does not say `b a`, but lists may. */
export function movedFact(
  hunks: readonly Hunk[],
  { line, sentence }: Pick<Surroundings, 'line' | 'sentence'>,
): Hunk | undefined {
  if (sentence) return undefined;
  const moved = new Set(hunks.flatMap(({ document, live }) => (document.length === 0 ? [textOf(live)] : [])));
  return hunks.find(
    ({ document, live }) =>
      live.length === 0 &&
      !document.every(isPunctuation) &&
      moved.has(textOf(document)) &&
      !chunkAround(line, document[0]!).includes(','),
  );
}

/** Whether a template or a list prints the text, so that each of its words is one that was asked for. */
export function isTemplated({ command: { verb, program } }: MatchContext): boolean {
  return program.includes('{{') || /^(?:ps|images)$| ls$/.test(verb);
}

export interface Surroundings {
  /** The document's line, of which the tokens are a part. */
  readonly line: string;
  readonly liveLine: string;
  readonly sentence: boolean;
  readonly context: MatchContext;
}

/**
 * Running text rather than data: an error message, a warning, help, a declaration of markup, or four
 * plain words in a row.
 */
export function isSentence(text: string): boolean {
  if (/^<[!?]/.test(text.trim())) return true;
  return (
    /^(?:[\w.-]{1,40}: )?(?:error|warning|usage|docker:|deprecated|note\b)/i.test(text.trim()) ||
    PROSE.test(text)
  );
}

/** Whether tokens make another word of one they touch: `web-2` is not `web`, `/tmp/x` is not `/tmp`. */
function isWordPart(tokens: readonly Token[], line: string): boolean {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last || !tokens.some((token) => !token.valueClass && !isPunctuation(token))) return false;
  const before = line.slice(Math.max(0, first.from - 1), first.from + 1);
  const after = line.slice(last.to - 1, last.to + 1);
  return /^[\w.-][\w./:=@-]$/.test(before) || /^[\w./:=@-]\w$/.test(after);
}

/** A name that a message is about: `invalid number 'x'`, `No such container: web`. */
function isQuoted(token: Token, line: string): boolean {
  const before = line.slice(Math.max(0, token.from - 2), token.from);
  if (isTagged(chunkAround(line, token)) || isInPath(token, line)) return true;
  return (
    /['"`]$/.test(before) || (before === ': ' && !/\s/.test(line.slice(token.to, token.to + LONGEST).trim()))
  );
}

/** Whether it is of a file that a message is about, in quotes or not. */
export const isInPath = (token: Token, line: string): boolean => PATH.test(chunkAround(line, token));

const PATH = /^["'`(]?(?:\/[\w.-]{1,100}){1,12}[/"'`),.:;]{0,3}$/;

/** An image reference with its tag. */
const isTagged = (text: string): boolean => isReference(text) && parseReference(text).tag !== '';

function chunkAround(line: string, { from, to }: Token): string {
  const before = line.slice(Math.max(0, from - LONGEST), from);
  const after = line.slice(from, to + LONGEST);
  const end = after.indexOf(' ', to - from);
  return before.slice(before.lastIndexOf(' ') + 1) + (end < 0 ? after : after.slice(0, end));
}

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text.toLowerCase()).join(' ');

const PROSE = /(?:^|[ "'(])(?:[A-Za-z][a-z']{0,20},? ){3}[a-z']{1,20}(?:[ .,:;!?"')]|$)/;

function isHardFact(token: Token, line: string, { correspondence, names, made }: MatchContext): boolean {
  if (token.valueClass) return token.valueClass.kind === 'identity';
  if (/^\d+$/.test(token.text) && !isPartOfDecimal(token, line)) return true;
  const word = wordAround(line, token);
  return (
    correspondence.pinOf(word) !== undefined ||
    correspondence.pinOf(token.text) !== undefined ||
    names.includes(word) ||
    made(word)
  );
}

/** The name that a token is a part of: letters, digits and the marks that names may contain. */
export function wordAround(line: string, { from, to }: Token): string {
  let start = from;
  let end = to;
  while (start > 0 && isNameCharacter(line.charCodeAt(start - 1)) && to - start < LONGEST) start -= 1;
  while (end < line.length && isNameCharacter(line.charCodeAt(end)) && end - from < LONGEST) end += 1;
  return line.slice(start, end).replace(/^[.-]+|[.-]+$/g, '');
}

const LONGEST = 256;

function isNameCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}

/** Of a version or a measure; the numbers of an address are no decimals, unless it is that of any host. */
function isPartOfDecimal(token: Token, line: string): boolean {
  const { from, to } = token;
  if (parseIpv4(wordAround(line, token))) return false;
  return /^\.\d/.test(line.slice(to, to + 2)) || /\d\.$/.test(line.slice(Math.max(0, from - 2), from));
}

const isPunctuation = ({ text }: Token): boolean => /^[^\p{L}\p{N}]+$/u.test(text);

/** Words that state something wherever they stand. */
const STATES = new Set(
  `bridge host none null macvlan ipvlan overlay local global json-file overlay2 running exited paused created
  restarting dead healthy unhealthy starting stopped up down Up Exited Created Paused UP DOWN UNKNOWN active inactive
  enabled disabled true false yes no not container network volume image service node plugin swarm`.split(
    /\s+/,
  ),
);
