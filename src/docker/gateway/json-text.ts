/*
 * Editing JSON as text. `docker inspect` prints an answer's bytes re-indented, so a parse and a
 * serialisation in between would show: Go writes `<` as an escape and 64-bit numbers in full.
 */

export interface Member {
  readonly key: string;
  /** Of the key's opening quote. */
  readonly start: number;
  readonly valueStart: number;
  /** One past the value. */
  readonly end: number;
}

/** The elements of the array that starts at `from`, as text; none when there is no array. */
export function elementsOf(text: string, from = 0): string[] {
  let at = skipSpace(text, from);
  if (text[at] !== '[') return [];
  const elements: string[] = [];
  at = skipSpace(text, at + 1);
  while (at < text.length && text[at] !== ']') {
    const end = endOfValue(text, at);
    if (end === at) break;
    elements.push(text.slice(at, end));
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return elements;
}

/** The members of the object that starts at `from`; none when there is no object. */
export function membersOf(text: string, from = 0): Member[] {
  let at = skipSpace(text, from);
  if (text[at] !== '{') return [];
  const members: Member[] = [];
  at = skipSpace(text, at + 1);
  while (at < text.length && text[at] !== '}') {
    const start = at;
    const keyEnd = endOfValue(text, at);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOfValue(text, valueStart);
    if (end <= valueStart) break;
    members.push({ key: JSON.parse(text.slice(start, keyEnd)) as string, start, valueStart, end });
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return members;
}

/** The object's text with the values of some top-level keys replaced; `edit` gets and gives JSON text. */
export function editMembers(
  text: string,
  edits: Readonly<Record<string, (value: string) => string>>,
): string {
  let result = '';
  let copied = 0;
  for (const { key, valueStart, end } of membersOf(text)) {
    const edit = Object.hasOwn(edits, key) ? edits[key] : undefined;
    if (edit === undefined) continue;
    result += text.slice(copied, valueStart) + edit(text.slice(valueStart, end));
    copied = end;
  }
  return result + text.slice(copied);
}

/** The array's text with only the elements that `keep` accepts; `null` stays `null`. */
export function filterElements(text: string, keep: (element: string) => boolean): string {
  return isArray(text) ? `[${elementsOf(text).filter(keep).join(',')}]` : text;
}

export function isArray(text: string): boolean {
  return text[skipSpace(text, 0)] === '[';
}

/** As Go's encoder writes it: `<`, `>`, `&` and two line separators escaped. */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const quote = 34;
const backslash = 92;

function endOfValue(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === quote) return endOfString(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at) - 1;
    else if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (code === 44 || code <= 32)) return at;
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === quote) return at + 1;
  }
  return text.length;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}
