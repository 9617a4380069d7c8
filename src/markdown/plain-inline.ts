import type { PhrasingContent } from 'mdast';
import { tagIn } from './plain-html.ts';

/** A line of text: its number, where the text begins in it, counted from 0, and the text, trimmed. */
export interface PlainLine {
  readonly line: number;
  readonly from: number;
  readonly text: string;
}

/**
 * The inline content of a paragraph or heading that has nothing but text, code and tags within one line
 * and emphasis set off by blanks; undefined where only CommonMark's whole rules tell what it has.
 */
export function plainInline(lines: readonly PlainLine[]): PhrasingContent[] | undefined {
  const children: PhrasingContent[] = [];
  for (const [index, line] of lines.entries()) {
    const read = inlineOf(line);
    if (!read) return undefined;
    if (index > 0) addText(children, '\n');
    for (const child of read) {
      if (child.type === 'text') addText(children, child.value);
      else children.push(child);
    }
  }
  return children;
}

function addText(children: PhrasingContent[], value: string): void {
  const last = children.at(-1);
  if (last?.type === 'text') last.value += value;
  else children.push({ type: 'text', value });
}

/** What may be markup: code, a tag or an address, a character reference, an escape, emphasis. */
const MARKUP = /[*_\\\0`]|&#?\w|<[A-Za-z/!?]/;
const NEXT = /[`\\\0]|&(?=#?\w{1,31};)|<(?=[A-Za-z/!?])/g;

function inlineOf({ line, from, text }: PlainLine): readonly PhrasingContent[] | undefined {
  if (!MARKUP.test(text)) return [{ type: 'text', value: text }];
  const children: PhrasingContent[] = [];
  let at = 0;
  for (;;) {
    const start = nextOf(text, at);
    const edges = { starts: at === 0, ends: start === text.length };
    const piece = spanned(text.slice(at, start), edges);
    if (!piece) return undefined;
    children.push(...piece);
    if (start === text.length) return children;
    const read = readAt(text, start, { line, from });
    if (!read) return undefined;
    children.push(read.node);
    at = read.end;
  }
}

/** Where the next piece begins that is no plain text, else the length. */
function nextOf(text: string, at: number): number {
  NEXT.lastIndex = at;
  return NEXT.exec(text)?.index ?? text.length;
}

interface Read {
  readonly node: PhrasingContent;
  readonly end: number;
}

function readAt(text: string, at: number, place: Pick<PlainLine, 'line' | 'from'>): Read | undefined {
  switch (text[at]) {
    case '`':
      return codeAt(text, at, place);
    case '<':
      return tagAt(text, at);
    case '&':
      return referenceAt(text, at);
    case '\\':
      return escapeAt(text, at);
    default:
      return undefined;
  }
}

/** Code between single backquotes, all in one line. */
function codeAt(
  text: string,
  open: number,
  { line, from }: Pick<PlainLine, 'line' | 'from'>,
): Read | undefined {
  const end = text.indexOf('`', open + 1);
  if (end <= open + 1 || text[end + 1] === '`') return undefined;
  const raw = text.slice(open + 1, end);
  const value = /^ [\s\S]*[^ ][\s\S]* $/.test(raw) ? raw.slice(1, -1) : raw;
  const start = { line, column: from + open + 1 };
  const position = { start, end: { line, column: from + end + 2 } };
  return { node: { type: 'inlineCode', value, position }, end: end + 1 };
}

function tagAt(text: string, at: number): Read | undefined {
  const tag = tagIn(text, at);
  if (tag !== undefined) return { node: { type: 'html', value: tag }, end: at + tag.length };
  ADDRESS.lastIndex = at;
  const [whole = '', url] = ADDRESS.exec(text) ?? [];
  if (url === undefined) return undefined;
  return { node: { type: 'link', url, children: [{ type: 'text', value: url }] }, end: at + whole.length };
}

const ADDRESS = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[!#-;=?-[\]^_a-z|~]*)>/y;

function referenceAt(text: string, at: number): Read | undefined {
  const [whole = '', name = ''] = /^&(\w{2,4});/.exec(text.slice(at, at + 6)) ?? [];
  const value = REFERENCES.get(name);
  return value === undefined ? undefined : { node: { type: 'text', value }, end: at + whole.length };
}

const REFERENCES = new Map([
  ['amp', '&'],
  ['gt', '>'],
  ['lt', '<'],
  ['nbsp', '\u00a0'],
  ['quot', '"'],
]);

function escapeAt(text: string, at: number): Read | undefined {
  const value = text[at + 1];
  // At the end of a line it is a break.
  if (value === undefined) return undefined;
  if (/[!-/:-@[-`{-~]/.test(value)) return { node: { type: 'text', value }, end: at + 2 };
  return { node: { type: 'text', value: '\\' }, end: at + 1 };
}

const EMPHASIS =
  /(?:(?<=^|\s)(\*\*|\*|__|_)(?=[^\s*_])|(?<=[("'])(\*\*|\*|__|_)(?=[A-Za-z0-9]))((?:[^*_]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))*)(?<!\s)\1\2(?=$|[\s.,:;!?)"'])/g;

/**
 * Text between pieces of code. Emphasis is read where blanks and punctuation leave no doubt about it:
 * the rules for what opens and closes it look at both neighbours of its marks.
 */
function spanned(
  text: string,
  { starts, ends }: { readonly starts: boolean; readonly ends: boolean },
): readonly PhrasingContent[] | undefined {
  if (text === '') return [];
  if (!/[*_]/.test(text)) return [{ type: 'text', value: text }];
  const children: PhrasingContent[] = [];
  let at = 0;
  for (const match of text.matchAll(EMPHASIS)) {
    const [whole, mark = match[2]!, , value = ''] = match;
    const end = match.index + whole.length;
    // At the edge of a piece stands code or a tag, which is no blank.
    if ((match.index === 0 && !starts) || (end === text.length && !ends)) return undefined;
    if (/\S/.test(text[end] ?? ' ') && !/[A-Za-z0-9]$/.test(value)) return undefined;
    const before = text.slice(at, match.index);
    if (!isLiteral(before)) return undefined;
    if (before !== '') children.push({ type: 'text', value: before });
    const type = mark.length === 2 ? 'strong' : 'emphasis';
    children.push({ type, children: [{ type: 'text', value }] });
    at = end;
  }
  const rest = text.slice(at);
  if (!isLiteral(rest)) return undefined;
  if (rest !== '') children.push({ type: 'text', value: rest });
  return children;
}

/** Marks of emphasis that are none: alone between blanks, or within a word. */
const NO_EMPHASIS = /(?<=\s)\*+(?=\s)|(?<=[A-Za-z0-9])_+(?=[A-Za-z0-9])/g;

const isLiteral = (text: string): boolean =>
  !/[*_]/.test(text) || !/[*_]/.test(text.replace(NO_EMPHASIS, ''));
