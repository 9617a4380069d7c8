import { append } from '../text/append.ts';
import { valueAt } from './values/registry.ts';
import { isWordCode, type ValueClass } from './values/value-class.ts';

/** A piece of a line that is compared as one: a value of a class, a word, or a punctuation mark. */
export interface Token {
  readonly text: string;
  /** Range in the line, half-open. */
  readonly from: number;
  readonly to: number;
  /** Absent for what must be the same in both worlds. */
  readonly valueClass?: ValueClass;
  /** In documents: stands for one word, or for any text. */
  readonly hole?: 'word' | 'any';
  /** In documents: the beginning of a word of which the rest is left open. */
  readonly begins?: boolean;
}

/** Cuts a line into tokens; blanks only separate. Linear in its length. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) {
      at += 1;
      continue;
    }
    const found = isValueStart(text, at, code) ? valueAt(text, at) : undefined;
    if (found && mayStand(found.valueClass, text.charCodeAt(at - 1))) {
      tokens.push({ text: text.slice(at, found.to), from: at, to: found.to, valueClass: found.valueClass });
      at = found.to;
      continue;
    }
    const from = at;
    at += 1;
    if (isWordCode(code) || code > 127)
      while (isWordCode(text.charCodeAt(at)) || text.charCodeAt(at) > 127) at += 1;
    tokens.push({ text: text.slice(from, at), from, to: at });
  }
  return tokens;
}

/** As `tokenize`, for a document, where `...` and `<container-id>` leave something open. */
export function tokenizeDocument(text: string): readonly Token[] {
  const tokens = tokenize(text);
  if (!HINT.test(text)) return tokens;
  const holes = [...text.matchAll(HOLE)].map((match) => {
    const hole: 'word' | 'any' = /^[^.…]/.test(match[0]) ? 'word' : 'any';
    return { text: match[0], from: match.index, to: match.index + match[0].length, hole };
  });
  if (holes.length === 0) return tokens;
  const out: Token[] = [];
  let next = 0;
  for (const token of tokens) {
    while (next < holes.length && holes[next]!.to <= token.from) out.push(holes[next++]!);
    const hole = holes[next];
    // A value that is cut in its middle is one for all that.
    if (hole && token.valueClass && token.from <= hole.from && hole.to <= token.to) {
      while (next < holes.length && holes[next]!.to <= token.to) next += 1;
      out.push(token);
      continue;
    }
    if (hole && token.to === hole.from && goesOn(token, hole)) out.push({ ...token, begins: true });
    else if (!hole || token.to <= hole.from) out.push(token);
    else if (token.from < hole.from && !token.valueClass) append(out, beginningOf(token, hole));
  }
  append(out, holes.slice(next));
  return out;
}

/** Whether a word may be the beginning of what the dots behind it leave out: `(dxn1...)`. */
const goesOn = (token: Token, { text }: Token): boolean =>
  token.valueClass === undefined && /^[.…]/.test(text) && /\w$/.test(token.text);

/** What a word shows before a hole in it; a beginning with digits may be one of a volatile value. */
function beginningOf({ text, from }: Token, hole: Token): readonly Token[] {
  const beginning = text.slice(0, hole.from - from);
  return /\d/.test(beginning) || /^[0-9a-f]+$/.test(beginning)
    ? []
    : [{ text: beginning, from, to: hole.from, begins: true }];
}

const HINT = /\.\.|…|<[a-z]|xx|XX|\.[xX]|\*\*\*/;

// `d9cd...4d70` is one ID. `<none>` and `<missing>` are docker's own words, so a hole's name must say what goes in.
// What an author wrote over with `x` or `*` is not shown either: an ID, an address, a password.
const HOLE =
  /(?<![\w…])(?=[a-z.…]{0,40}\d)[0-9a-z]{2,25}(?:\.{3}|…)[0-9a-z]{2,25}\b|\.{3,}|…|<(?:[a-z]{1,20}[ _-]){0,3}(?:id|ids|name|ip|address|addr|hash|digest|date|time|timestamp|port|number|size|version|mac|uuid|token|key|secret|container|user|username|host|hostname|node|url|password)>|(?<!\w)(?:[0-9a-f]{0,12}x{4,64}|[x*]{2}(?:[:-][x*]{2}){5}|(?:\d{1,3}\.){0,3}x{1,3}(?:\.x{1,3}){0,3}(?<=(?:\w{1,3}\.){3}x{1,3})|[0-9a-f]{0,12}\*{4,64})(?![\w*])/gi;

function isValueStart(text: string, at: number, code: number): boolean {
  return isWordCode(code) && code !== 95
    ? !isWordCode(text.charCodeAt(at - 1))
    : code === 58; /* `::` of an address */
}

/** A measure glued to a dash or dot is a part of a name: `test-10s`, `app.1.2.3`. */
function mayStand(valueClass: ValueClass, before: number): boolean {
  return valueClass.kind === 'identity' || !(before === 45 || before === 46);
}
