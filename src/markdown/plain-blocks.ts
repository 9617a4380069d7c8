import type { Code, Heading, List, ListItem, Paragraph, Root, RootContent } from 'mdast';
import { beginsHtml, beginsWithTag } from './plain-html.ts';
import { type PlainLine, plainInline } from './plain-inline.ts';

/**
 * The tree of lines that hold nothing but headings, paragraphs, rules, indented code, comments and list
 * items with such text as `plainInline` reads, by CommonMark. Undefined where there is more, which is a
 * matter for the whole parser: that takes ten times as long. Positions are as far as they are used.
 */
export function plainTree(lines: readonly string[]): Root | undefined {
  const open: Open = { root: { type: 'root', children: [] }, items: [] };
  for (const [index, raw] of lines.entries()) if (!readLine(open, raw, index + 1)) return undefined;
  return closeParagraph(open) ? open.root : undefined;
}

/** What is being read. */
interface Open {
  readonly root: Root;
  /** From the outermost to the innermost. */
  readonly items: OpenItem[];
  paragraph?: { readonly node: Paragraph; readonly lines: PlainLine[] } | undefined;
  code?: { readonly node: Code; readonly base: number; blanks: string } | undefined;
  /** A block of HTML, which goes on until the next blank line. */
  html?: boolean;
}

interface OpenItem {
  readonly node: ListItem;
  readonly list: List;
  /** The bullet, or the character behind the number. */
  readonly marker: string;
  /** The column, counted from 0, at which its content stands. */
  readonly offset: number;
}

/** A line that may begin a block. */
interface Line {
  readonly line: number;
  readonly from: number;
  readonly text: string;
  /** How many of the open items go on in it. */
  readonly held: number;
}

/** False where the line can't be read here. */
function readLine(open: Open, raw: string, line: number): boolean {
  const text = raw.trim();
  const from = raw.length - raw.trimStart().length;
  // To CommonMark the other blanks of Unicode are text.
  if (OTHER_BLANK.test(raw) && /[^ \t]/.test(raw.replace(text, ''))) return false;
  if (text === '') return readBlank(open, raw);
  if (open.html) return !text.includes('<!--');
  const { items, paragraph } = open;
  if (raw.slice(0, from).includes('\t')) return readTabbed(open, { line, from, raw });
  let held = 0;
  while (held < items.length && from >= items[held]!.offset) held += 1;
  const base = held === 0 ? 0 : items[held - 1]!.offset;
  const isIndented = from - base >= 4;
  if (isIndented && !paragraph) {
    if (held < items.length) return false;
    addCode(open, { line, base, value: raw.slice(base + 4) });
    return true;
  }
  open.code = undefined;
  if (isIndented || !BLOCK.test(text)) {
    // A line that goes on with a paragraph needs no indentation.
    if (paragraph) paragraph.lines.push({ line, from, text });
    else beginParagraph(open, { line, from, text, held });
    return true;
  }
  return beginBlock(open, { line, from, text, held });
}

/** A line that is indented by tabs: it goes on with a paragraph, or is code at the top. */
function readTabbed(
  open: Open,
  { line, from, raw }: { readonly line: number; readonly from: number; readonly raw: string },
): boolean {
  if (!raw.startsWith('\t')) return false;
  const { items, paragraph } = open;
  const text = raw.trim();
  if (paragraph) {
    if (items.length > 0 && BLOCK.test(text)) return false;
    paragraph.lines.push({ line, from, text });
    return true;
  }
  if (items.length > 0) return false;
  addCode(open, { line, base: 0, value: raw.slice(1) });
  return true;
}

function readBlank(open: Open, raw: string): boolean {
  open.html = false;
  if (open.code) {
    if (raw !== '') return false;
    open.code.blanks += '\n';
  }
  return closeParagraph(open);
}

const OTHER_BLANK = /[^\S \t]/;

/** With what a line begins that may begin a block, or make a heading of the lines above. */
const BLOCK =
  /^(?:#{1,6}(?:[ \t]|$)|>|<[A-Za-z/!?]|```|~~~|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|=+$|-+$|([-_*])(?:[ \t]*\1){2,}$)/;

const UNDERLINE = /^(?:=+|-+)$/;
const RULE = /^([-_*])(?:[ \t]*\1){2,}$/;
const COMMENT = /^<!--(?!-?>)(?:(?!--)[\s\S])*-->$/;

function beginBlock(open: Open, line: Line): boolean {
  const { items, paragraph } = open;
  const { text } = line;
  if (text.startsWith('#')) return beginHeading(open, line);
  if (UNDERLINE.test(text) && paragraph) return items.length === 0 && makeHeading(open, line);
  if (RULE.test(text)) {
    if (!closeParagraph(open)) return false;
    add(open, line.held, { type: 'thematicBreak', position: placed(line) });
    return true;
  }
  if (COMMENT.test(text)) {
    if (paragraph || items.length > 0 || line.from > 0) return false;
    add(open, 0, { type: 'html', value: text, position: placed(line) });
    return true;
  }
  if (text.startsWith('<')) return beginHtml(open, line);
  return beginItem(open, line);
}

/** A block of HTML, or a paragraph that begins with a tag. */
function beginHtml(open: Open, { line, from, text, held }: Line): boolean {
  const { items, paragraph } = open;
  if (!beginsWithTag(text)) return false;
  if (!beginsHtml(text)) {
    if (paragraph) paragraph.lines.push({ line, from, text });
    else beginParagraph(open, { line, from, text, held });
    return true;
  }
  if (paragraph || items.length > 0 || text.includes('<!--')) return false;
  open.html = true;
  return true;
}

function beginHeading(open: Open, { line, from, text, held }: Line): boolean {
  const [, marks = '', rest] = /^(#{1,6}) +([^#\s].*)$/.exec(text) ?? [];
  if (rest === undefined || rest.endsWith('#') || !closeParagraph(open)) return false;
  const children = plainInline([{ line, from: from + text.length - rest.length, text: rest }]);
  if (!children) return false;
  const depth = marks.length as Heading['depth'];
  add(open, held, { type: 'heading', depth, children, position: placed({ line, from }) });
  return true;
}

/** A line of `===` or `---` makes a heading of the paragraph above. */
function makeHeading(open: Open, { line, text }: Line): boolean {
  const { paragraph, root } = open;
  if (!paragraph || !closeParagraph(open)) return false;
  const { children, position } = paragraph.node;
  const { start } = position!;
  const end = { line, column: text.length + 1 };
  const depth = text.startsWith('=') ? 1 : 2;
  root.children[root.children.length - 1] = { type: 'heading', depth, children, position: { start, end } };
  return true;
}

function beginItem(open: Open, { line, from, text, held }: Line): boolean {
  const { items, paragraph } = open;
  const item = /^(?:([-+*])|(\d{1,9})([.)])) {1,4}(?=\S)/.exec(text);
  if (!item) return false;
  const rest = text.slice(item[0].length);
  // An item that begins with another block, such as another list, is rare.
  if (BLOCK.test(rest)) return false;
  const marker = item[1] ?? item[3]!;
  const ordered = item[2] !== undefined;
  const sibling = items[held];
  // In the midst of a paragraph only some items begin a list; next to an item of the same list all do.
  if (paragraph && (sibling ? sibling.marker !== marker : ordered && item[2] !== '1')) return false;
  if (!closeParagraph(open)) return false;
  let list = sibling?.marker === marker ? sibling.list : undefined;
  items.length = held;
  if (!list) {
    list = { type: 'list', ordered, children: [] };
    add(open, held, list);
  }
  const node: ListItem = { type: 'listItem', children: [], position: placed({ line, from }) };
  list.children.push(node);
  const offset = from + item[0].length;
  items.push({ node, list, marker, offset });
  beginParagraph(open, { line, from: offset, text: rest, held: items.length });
  return true;
}

function beginParagraph(open: Open, { line, from, text, held }: Line): void {
  const node: Paragraph = { type: 'paragraph', children: [], position: placed({ line, from }) };
  add(open, held, node);
  open.paragraph = { node, lines: [{ line, from, text }] };
}

/** The lines of a paragraph become its content; false where they can't be read here. */
function closeParagraph(open: Open): boolean {
  if (!open.paragraph) return true;
  const { node, lines } = open.paragraph;
  open.paragraph = undefined;
  const children = plainInline(lines);
  if (!children) return false;
  const last = lines.at(-1)!;
  node.children = children;
  node.position!.end = { line: last.line, column: last.from + last.text.length + 1 };
  return true;
}

function addCode(
  open: Open,
  { line, base, value }: { readonly line: number; readonly base: number; readonly value: string },
): void {
  const end = { line, column: base + value.length + 5 };
  if (open.code?.base === base) {
    const { node, blanks } = open.code;
    node.value += `${blanks}\n${value}`;
    node.position!.end = end;
    open.code.blanks = '';
    return;
  }
  const node: Code = { type: 'code', value, position: { ...placed({ line, from: base }), end } };
  add(open, open.items.length, node);
  open.code = { node, base, blanks: '' };
}

/** Adds to the innermost of the items that go on, and closes the others. */
function add({ root, items }: Open, held: number, child: RootContent): void {
  items.length = held;
  const parent = items.at(-1)?.node ?? root;
  (parent.children as RootContent[]).push(child);
}

const placed = ({ line, from }: Pick<Line, 'line' | 'from'>) => ({
  start: { line, column: from + 1 },
  end: { line, column: from + 1 },
});
