import type { Rule } from '../finding.ts';

export const blankAfterBackslash = {
  level: 'error',
  summary: 'blanks behind a backslash that is to continue a command',
  check: ({ plan, source }) =>
    plan.commands.flatMap(({ command: { span, typed } }) => {
      if (!typed.includes('\\')) return [];
      return source.lines.slice(span.line - 1, span.endLine - 1).flatMap(({ text, from }, index) => {
        const blanks = /(?<=(?:^|[^\\])\\)[ \t]+$/.exec(text);
        if (!blanks) return [];
        return [
          {
            line: span.line + index,
            column: blanks.index + 1,
            message: 'there are blanks behind the backslash, so a shell ends the command here',
            hint: 'end the line with the backslash',
            fix: { edits: [{ from: from + blanks.index, to: from + text.length, text: '' }] },
          },
        ];
      });
    }),
} satisfies Rule;
