import type { Found, Rule } from '../finding.ts';
import type { Source } from '../source.ts';

export const indentedClosingFence = {
  level: 'error',
  summary: 'a closing fence that is indented deeper than its opening one',
  check: ({ lab, source }) =>
    lab.blocks.flatMap(({ span: { line, endLine } }) => indented(source, { line, endLine })),
} satisfies Rule;

/** Columns of indentation that still leave a line a closing fence. Source: CommonMark 0.31, 4.5. */
const ALLOWED = 3;

function indented(
  { lines }: Source,
  { line, endLine }: { readonly line: number; readonly endLine: number },
): readonly Found[] {
  const opening = /^([ \t]*)(`{3,}|~{3,})/.exec(lines[line - 1]?.text ?? '');
  const closing = /^([ \t]*)(`{3,}|~{3,})\s*$/.exec(lines[endLine - 1]?.text ?? '');
  if (!opening || !closing || endLine === line || opening[2]![0] !== closing[2]![0]) return [];
  const deeper = width(closing[1]!) - width(opening[1]!);
  if (deeper <= 0) return [];
  const { from } = lines[endLine - 1]!;
  return [
    {
      line: endLine,
      column: closing[1]!.length + 1,
      message:
        deeper > ALLOWED
          ? `the closing fence is indented ${deeper} columns deeper than its opening one, so Markdown does not take it for one`
          : 'the closing fence is indented deeper than its opening one',
      hint: 'indent both alike',
      ...(deeper > ALLOWED ? {} : { level: 'info' as const }),
      fix: { edits: [{ from, to: from + closing[1]!.length, text: opening[1]! }] },
    },
  ];
}

const width = (blanks: string): number =>
  [...blanks].reduce((columns, char) => columns + (char === '\t' ? 4 - (columns % 4) : 1), 0);
