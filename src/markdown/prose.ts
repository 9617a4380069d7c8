import type { List, ListItem, Nodes, Parents, PhrasingContent } from 'mdast';
import type { CodeBlock, MarkdownBlock } from './blocks.ts';
import { CLICKABLE, withoutLiquid } from './site-markup.ts';
import { fromMarkdown } from './whole-parser.ts';

/**
 * Without GitHub's additions and without links: a lab has no use for them but their text, and they
 * take longer than all the rest.
 */
const SYNTAX = {
  extensions: [{ disable: { null: ['definition', 'labelEnd', 'labelStartImage', 'labelStartLink'] } }],
};

const IMAGE = /!\[[^\][]{0,200}\]\([^()]{0,400}\)/g;
const LINK = /\[([^\][]{1,300})\](?:\([^()]{0,600}\)|\[[^\][]{0,100}\])/g;

/** The second row of a table. */
const TABLE = /^ {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$/;

interface Place {
  readonly node: Nodes;
  readonly numberedDepth: number;
}

/** The blocks of a document whose front matter and fenced code were taken out. */
export function readProse(source: readonly string[]): readonly MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  const { lines, numbers } = withoutBlankRuns(source);
  // A stack and not recursion: nesting is as deep as a document likes.
  const stack: Place[] = [{ node: fromMarkdown(lines.join('\n'), SYNTAX), numberedDepth: 0 }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    const { node } = place;
    if (node.type === 'listItem') blocks.push(itemOf(node, lines, place.numberedDepth));
    else blocks.push(...blocksOf(node, lines));
    if (!('children' in node) || node.type === 'paragraph' || node.type === 'heading') continue;
    const numberedDepth = place.numberedDepth + (node.type === 'list' && (node as List).ordered ? 1 : 0);
    const first = node.type === 'listItem' ? firstParagraph(node) : undefined;
    const children = (node as Parents).children.filter((child) => child !== first);
    for (const child of children.reverse()) stack.push({ node: child, numberedDepth });
    if (first) for (const code of clickableCode(first)) blocks.push(code);
  }
  return blocks.map((block) => renumbered(block, numbers));
}

/**
 * Runs of blank lines as single ones. They mean the same, the code that was taken out leaves many,
 * and the parser's time is mostly spent on lines.
 */
function withoutBlankRuns(source: readonly string[]): {
  readonly lines: readonly string[];
  /** The number in the source of each line. */
  readonly numbers: readonly number[];
} {
  const lines: string[] = [];
  const numbers: number[] = [];
  for (const [index, line] of source.entries()) {
    if (line.trim() === '' && lines.at(-1)?.trim() === '') continue;
    lines.push(line);
    numbers.push(index + 1);
  }
  return { lines, numbers };
}

function renumbered(block: MarkdownBlock, numbers: readonly number[]): MarkdownBlock {
  const number = (line: number): number => numbers[line - 1] ?? line;
  const line = number(block.line);
  const endLine = number(block.endLine);
  if (block.kind !== 'code') return { ...block, line, endLine };
  const lines = block.lines.map((one) => ({ ...one, line: number(one.line) }));
  return { ...block, line, endLine, lines };
}

function blocksOf(node: Nodes, lines: readonly string[]): readonly MarkdownBlock[] {
  const { line, endLine, column } = placeOf(node);
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', line, endLine, depth: node.depth, ...wordsOf(node.children) }];
    case 'paragraph':
      if (TABLE.test(lines[line]?.trimEnd() ?? '')) return [];
      return [
        { kind: 'paragraph', line, endLine, ...wordsOf(node.children) },
        ...clickableCode(node),
        ...setInCode({ line, column, endLine }, lines),
      ];
    case 'code':
      return [indentedCode(node.value, { line, column, endLine }, lines)];
    case 'html':
      return [...node.value.matchAll(/<!--([\s\S]*?)-->/g)].map((match) => {
        const above = node.value.slice(0, match.index).split('\n');
        const start = line + above.length - 1;
        const size = match[0].split('\n').length;
        return {
          kind: 'comment' as const,
          line: start,
          column: above.length === 1 ? column + match.index : above.at(-1)!.length + 1,
          endLine: start + size - 1,
          text: match[1]!,
        };
      });
    default:
      return [];
  }
}

function itemOf(node: ListItem, lines: readonly string[], numberedDepth: number): MarkdownBlock {
  const { line, endLine, column } = placeOf(node);
  // By CommonMark a list counts up from its first number; a reader sees what is written.
  const number = /^(\d{1,9})[.)]/.exec(lines[line - 1]!.slice(column - 1, column + 12))?.[1] ?? '';
  const first = firstParagraph(node);
  const text =
    first?.type === 'paragraph' ? wordsOf(first.children) : { text: first?.value.trim() ?? '', marked: [] };
  return {
    kind: 'item',
    line,
    endLine: first ? placeOf(first).endLine : endLine,
    number,
    numberedDepth,
    ...text,
  };
}

/**
 * The text of a list item. Five blanks behind the marker make it indented code by CommonMark, which
 * no author of `1.     Create a network` means.
 */
function firstParagraph(node: ListItem) {
  const first = node.children[0];
  if (first?.type === 'paragraph') return first;
  const sameLine = first?.position?.start.line === node.position?.start.line;
  return first?.type === 'code' && sameLine ? first : undefined;
}

function indentedCode(
  value: string,
  place: { readonly line: number; readonly column: number; readonly endLine: number },
  lines: readonly string[],
): CodeBlock {
  const content = value.split('\n').flatMap((raw, index) => {
    const text = withoutLiquid(raw);
    if (text === undefined) return [];
    const line = place.line + index;
    return [{ line, text, offset: Math.max((lines[line - 1]?.length ?? 0) - raw.length, 0) }];
  });
  return { kind: 'code', ...place, form: 'indented', language: '', info: '', lines: content };
}

/**
 * A line of its own in a list item that is set in as code once was: by a tab, or four blanks. CommonMark
 * has it be text, as it counts from the item's own text; that it is all there is, is noted as `alone`.
 */
function setInCode(
  { line, column, endLine }: { readonly line: number; readonly column: number; readonly endLine: number },
  lines: readonly string[],
): readonly CodeBlock[] {
  const raw = lines[line - 1] ?? '';
  const text = raw.trim();
  if (endLine !== line || !/^(?: {0,3}\t| {4})\s*$/.test(raw.slice(0, column - 1))) return [];
  if (text.includes('`') || /[.:;,!?]$/.test(text)) return [];
  const place = { line, column, endLine };
  const content = [{ line, text, offset: column - 1 }];
  return [{ kind: 'code', ...place, form: 'inline', language: '', info: 'alone', lines: content }];
}

/**
 * Inline code that may be a command like any other: a training site makes a button of it, or it is all
 * that its paragraph or list item has, or stands there line by line; that is noted as `alone`.
 */
function clickableCode(node: Nodes): readonly CodeBlock[] {
  if (!('children' in node)) return [];
  const filled = node.children.filter(
    (child) => child.type !== 'break' && (child.type !== 'text' || child.value.trim() !== ''),
  );
  const places = new Set(filled.map((child) => placeOf(child).line));
  const listed = places.size === filled.length && filled.every(({ type }) => type === 'inlineCode');
  return node.children.flatMap((child, index): readonly CodeBlock[] => {
    if (child.type !== 'inlineCode') return [];
    const next = node.children[index + 1];
    const clickable = next?.type === 'text' && CLICKABLE.test(next.value);
    if (!clickable && !listed) return [];
    const { line, column, endLine } = placeOf(child);
    const lines = [{ line, text: child.value, offset: column }];
    const info = clickable ? '' : 'alone';
    return [{ kind: 'code', line, column, endLine, form: 'inline', language: '', info, lines }];
  });
}

function wordsOf(children: readonly PhrasingContent[]): {
  readonly text: string;
  readonly marked: readonly string[];
} {
  let text = '';
  const marked: string[] = [];
  const stack: Nodes[] = [...children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'text') text += node.value;
    else if (node.type === 'break') text += ' ';
    else if (node.type === 'inlineCode') {
      text += node.value;
      marked.push(node.value);
    } else if ('children' in node) {
      if (node.type === 'strong' || node.type === 'emphasis') marked.push(plainText(node));
      stack.push(...[...node.children].reverse());
    }
  }
  return { text: plain(text), marked };
}

/** `[text](address)` reads as its text. */
function plain(text: string): string {
  const unlinked =
    text.includes('](') || text.includes('][') ? text.replace(IMAGE, '').replace(LINK, '$1') : text;
  return unlinked.replace(/\s+/g, ' ').trim();
}

function plainText(node: Parents): string {
  return node.children.map((child) => ('value' in child ? child.value : '')).join('');
}

function placeOf(node: Nodes): { readonly line: number; readonly column: number; readonly endLine: number } {
  const start = node.position?.start;
  return { line: start?.line ?? 1, column: start?.column ?? 1, endLine: node.position?.end.line ?? 1 };
}
