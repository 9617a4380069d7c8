import type { CodeBlock } from '../markdown/blocks.ts';

/** What a fence of a difference shows, without the marks of what is new and what has gone. */
export function withoutMarks(block: CodeBlock): CodeBlock {
  const marked = block.lines.every(({ text }) => /^[ +-]|^$/.test(text) || text.startsWith('$'));
  const lines = block.lines.flatMap((line) => {
    if (line.text.startsWith('-')) return [];
    if (line.text.startsWith('+')) {
      // Where only some lines have room for the mark, it took a column from the gap behind the first word.
      const text = marked
        ? line.text.slice(1)
        : line.text.replace(/^\+(\S*)(\s{2,})?/, (_all, word, gap = '') => `${word}${gap}${gap && ' '}`);
      return [{ ...line, text, offset: line.offset + 1 }];
    }
    return [
      marked && line.text.startsWith(' ')
        ? { ...line, text: line.text.slice(1), offset: line.offset + 1 }
        : line,
    ];
  });
  return { ...block, lines };
}
