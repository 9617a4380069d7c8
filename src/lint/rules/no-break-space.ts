import type { Edit, Rule } from '../finding.ts';
import { problemsOf } from '../problems.ts';

export const noBreakSpace = {
  level: 'error',
  summary: 'blanks in a command that a shell takes for letters',
  check: ({ lab, source }) =>
    problemsOf(lab, 'no-break-space').map(({ span: { line, column, endLine } }) => {
      const edits = source.lines.slice(line - 1, endLine).flatMap(({ text, from }, index): readonly Edit[] =>
        [...text.matchAll(BLANKS)]
          .filter((match) => index > 0 || match.index >= column - 1)
          .map((match) => ({
            from: from + match.index,
            to: from + match.index + 1,
            text: match[0] === '\u200b' ? '' : ' ',
          })),
      );
      return {
        line,
        column,
        message: 'the command has no-break or zero-width spaces, which a shell takes for letters',
        hint: 'type plain spaces',
        ...(edits.length > 0 ? { fix: { edits } } : {}),
      };
    }),
} satisfies Rule;

const BLANKS = /[\u00a0\u2007\u202f\u200b]/g;
