import type { MarkdownBlock, MarkdownDocument, Trouble } from './blocks.ts';
import { takeCode } from './code-regions.ts';
import { asHtmlComment } from './comments.ts';
import { takeFrontMatter } from './front-matter.ts';
import { readProse } from './prose.ts';
import { takeQuizzes } from './quizzes.ts';

/** Reads any text as Markdown. Line numbers are those of the text, whatever its line ends. */
export function readMarkdown(text: string): MarkdownDocument {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const { frontMatter, rest } = takeFrontMatter(lines);
  const code = takeCode(rest);
  const { prose, deep } = withoutDepth(takeQuizzes(code.prose).rest.map(asHtmlComment));
  return {
    ...(frontMatter ? { frontMatter } : {}),
    blocks: merged(readProse(prose), code.blocks),
    trouble: [...code.trouble, ...deep],
    lines,
    lineCount: lines.length,
  };
}

/** More containers than this in one line are none that anybody reads, and Markdown parsers take quadratic time for them. */
const DEEPEST = 60;

function withoutDepth(lines: readonly string[]): {
  readonly prose: readonly string[];
  readonly deep: readonly Trouble[];
} {
  const deep: Trouble[] = [];
  const prose = lines.map((text, index) => {
    if (text.length <= DEEPEST || containersOf(text) <= DEEPEST) return text;
    const line = index + 1;
    const message = `the line opens more than ${DEEPEST} quotes and lists inside one another, so it is left out`;
    deep.push({ code: 'too-deep', line, endLine: line, message });
    return '';
  });
  return { prose, deep };
}

/** Marks of quotes and list items that a line begins with, counted no further than needed. */
function containersOf(text: string): number {
  const mark = /[ \t]{0,40}(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))/y;
  let count = 0;
  while (count <= DEEPEST && mark.test(text)) count += 1;
  return count;
}

/** Two lists in line order as one. A list item stands before the code that begins on its line. */
function merged(prose: readonly MarkdownBlock[], code: readonly MarkdownBlock[]): readonly MarkdownBlock[] {
  const all: MarkdownBlock[] = [];
  let next = 0;
  for (const block of prose) {
    while (next < code.length && code[next]!.line < block.line) all.push(code[next++]!);
    all.push(block);
  }
  return [...all, ...code.slice(next)];
}
