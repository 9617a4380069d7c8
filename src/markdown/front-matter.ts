import type { FrontMatterText } from './blocks.ts';

/** Takes YAML front matter out of the lines of a document; its lines stay, emptied. */
export function takeFrontMatter(lines: readonly string[]): {
  readonly frontMatter?: FrontMatterText;
  readonly rest: readonly string[];
} {
  if (lines[0]?.trimEnd() !== '---') return { rest: lines };
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0) return { rest: lines };
  const rest = [...lines].fill('', 0, end + 1);
  return { frontMatter: { line: 2, text: lines.slice(1, end).join('\n') }, rest };
}
