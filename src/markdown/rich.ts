import type { AlignType, Nodes, Parents, PhrasingContent, Table } from 'mdast';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { asSeen } from './as-seen.ts';
import { takeCode } from './code-regions.ts';
import { takeFrontMatter } from './front-matter.ts';
import { type Quiz, takeQuizzes } from './quizzes.ts';
import { withoutLiquid } from './site-markup.ts';
import { fromMarkdown } from './whole-parser.ts';

/** A document to be shown: what its author wrote with emphasis, links and tables, and no HTML. */
export type RichBlock =
  | {
      readonly kind: 'heading';
      readonly line: number;
      readonly depth: number;
      readonly text: readonly Inline[];
    }
  | {
      readonly kind: 'paragraph';
      readonly line: number;
      /** How many lists it stands in. */
      readonly indent: number;
      /** `3.` or `•` where a list item begins. */
      readonly marker: string;
      readonly quoted: boolean;
      readonly text: readonly Inline[];
    }
  | {
      readonly kind: 'table';
      readonly line: number;
      readonly align: readonly AlignType[];
      /** The first is the head. */
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | {
      readonly kind: 'code';
      readonly line: number;
      readonly endLine: number;
      readonly language: string;
      readonly lines: readonly { readonly line: number; readonly text: string }[];
    }
  | { readonly kind: 'rule'; readonly line: number }
  /** Its answers are for who asks to know. */
  | {
      readonly kind: 'quiz';
      readonly line: number;
      readonly question: readonly Inline[];
      readonly several: boolean;
      readonly options: readonly (readonly Inline[])[];
    };

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly text: readonly Inline[] }
  | { readonly kind: 'link'; readonly address: string; readonly text: readonly Inline[] }
  | { readonly kind: 'image'; readonly address: string; readonly description: string }
  | { readonly kind: 'break' };

const SYNTAX = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };

interface Place {
  readonly node: Nodes;
  readonly indent: number;
  readonly marker: string;
  readonly quoted: boolean;
}

/**
 * Reads a document for showing it; code is found as it is for running it. `tabs` names those to follow where
 * the page shows the same in several.
 */
export function readRich(source: string, tabs: readonly string[] = []): readonly RichBlock[] {
  const { rest } = takeFrontMatter(source.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/));
  const { blocks: code, prose: whole } = takeCode(rest);
  const { quizzes, rest: prose } = takeQuizzes(whole);
  const seen = asSeen({ lines: rest, prose }, tabs);
  const lines = seen.lines.map(withoutAttributes);
  const shown = code.filter(({ line }) => !seen.isHidden(line));
  const blocks: RichBlock[] = shown.map(({ line, endLine, language, lines: text }) => ({
    kind: 'code',
    line,
    endLine,
    language,
    lines: text.map((one) => ({ line: one.line, text: one.text })),
  }));
  const stack: Place[] = [
    { node: fromMarkdown(lines.join('\n'), SYNTAX), indent: 0, marker: '', quoted: false },
  ];
  for (let place = stack.pop(); place; place = stack.pop()) {
    const block = blockOf(place, lines);
    if (block) blocks.push(block);
    else stack.push(...inside(place, lines).toReversed());
  }
  blocks.push(
    ...quizzes.map(
      ({ line, question, several, options }): RichBlock => ({
        ...{ kind: 'quiz', line, several, question: inlinesOf(question) },
        options: options.map(({ text }) => inlinesOf(text)),
      }),
    ),
  );
  return blocks.sort((a, b) => a.line - b.line);
}

/** A line of text. */
function inlinesOf(text: string): readonly Inline[] {
  const [first] = fromMarkdown(withoutAttributes(text)).children;
  return first?.type === 'paragraph' ? inlines(first.children) : [{ kind: 'text', text }];
}

/** The quizzes of a document. */
export function quizzesIn(source: string): readonly Quiz[] {
  const { rest } = takeFrontMatter(source.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/));
  return takeQuizzes(takeCode(rest).prose).quizzes;
}

/** Without what site generators read: attributes in braces (kramdown), tags of Liquid. */
function withoutAttributes(line: string): string {
  if (!line.includes('{')) return line;
  return (withoutLiquid(line) ?? '').replace(
    /\{:[^}\n]{0,200}\}|\{%[^%\n]{0,200}%\}|\{\{[^}\n]{0,60}\}\}/g,
    '',
  );
}

function blockOf({ node, indent, marker, quoted }: Place, lines: readonly string[]): RichBlock | undefined {
  const line = node.position?.start.line ?? 1;
  switch (node.type) {
    case 'heading':
      return { kind: 'heading', line, depth: node.depth, text: inlines(node.children) };
    case 'paragraph':
      return { kind: 'paragraph', line, indent, marker, quoted, text: inlines(node.children) };
    case 'code':
      // Five blanks behind a marker make code of a title by the letter, which no author means.
      if (marker !== '')
        return {
          kind: 'paragraph',
          line,
          indent,
          marker,
          quoted,
          text: [{ kind: 'text', text: node.value.trim() }],
        };
      return {
        kind: 'code',
        line,
        endLine: node.position?.end.line ?? line,
        language: '',
        lines: node.value.split('\n').map((text, index) => ({ line: line + index, text })),
      };
    case 'table':
      return { kind: 'table', line, align: node.align ?? [], rows: rowsOf(node) };
    case 'thematicBreak':
      // A line of dashes is also what is left of the marker of a code block.
      return /^\s*$/.test(lines[line - 1] ?? '') ? undefined : { kind: 'rule', line };
    default:
      return undefined;
  }
}

function inside(place: Place, lines: readonly string[]): readonly Place[] {
  const { node, indent, quoted } = place;
  if (!('children' in node)) return [];
  const children = (node as Parents).children as readonly Nodes[];
  switch (node.type) {
    case 'list':
      return children.map((child) => ({ node: child, indent: indent + 1, marker: '', quoted }));
    case 'listItem': {
      const start = node.position?.start;
      const source = lines[(start?.line ?? 1) - 1]?.slice((start?.column ?? 1) - 1) ?? '';
      const marker = /^(\d{1,9})[.)]/.exec(source)?.[1];
      const shown = marker === undefined ? '•' : `${marker}.`;
      // An item that begins with code has no text of its own.
      return children.map((child, index) => ({
        node: child,
        indent,
        marker: index === 0 ? shown : '',
        quoted,
      }));
    }
    case 'blockquote':
      return children.map((child) => ({ node: child, indent, marker: '', quoted: true }));
    default:
      return children.map((child) => ({ ...place, node: child, marker: '' }));
  }
}

const rowsOf = ({ children }: Table) =>
  children.map((row) => row.children.map((cell) => inlines(cell.children)));

function inlines(children: readonly PhrasingContent[]): readonly Inline[] {
  return children.flatMap((node): readonly Inline[] => {
    switch (node.type) {
      case 'text':
        return [{ kind: 'text', text: node.value }];
      case 'inlineCode':
        return [{ kind: 'code', text: node.value }];
      case 'strong':
      case 'emphasis':
        return [{ kind: node.type, text: inlines(node.children) }];
      case 'link':
        return [{ kind: 'link', address: node.url, text: inlines(node.children) }];
      case 'image':
        return [{ kind: 'image', address: node.url, description: node.alt ?? '' }];
      case 'break':
        return [{ kind: 'break' }];
      // Raw HTML is never shown, only what stands between its tags.
      default:
        return 'children' in node ? inlines(node.children) : [];
    }
  });
}
