import type { MarkdownBlock, MarkdownDocument } from './blocks.ts';
import { takeCode } from './code-regions.ts';
import { takeFrontMatter } from './front-matter.ts';
import { readProse } from './prose.ts';

/** Reads any text as Markdown. Line numbers are those of the text, whatever its line ends. */
export function readMarkdown(text: string): MarkdownDocument {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const { frontMatter, rest } = takeFrontMatter(lines);
  const code = takeCode(rest);
  return {
    ...(frontMatter ? { frontMatter } : {}),
    blocks: merged(readProse(code.prose), code.blocks),
    trouble: code.trouble,
    lineCount: lines.length,
  };
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
