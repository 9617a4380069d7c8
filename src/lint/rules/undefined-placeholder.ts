import type { Rule } from '../finding.ts';

export const undefinedPlaceholder = {
  level: 'info',
  summary: 'a part of a command that the reader is to fill in, so that it can’t be run as written',
  check: ({ plan }) =>
    plan.commands.flatMap(({ command: { span, skip } }) =>
      skip?.reason === 'placeholder'
        ? [
            {
              line: span.line,
              column: span.column,
              message: skip.message,
              hint: skip.hint ?? 'write a name that the document gives',
            },
          ]
        : [],
    ),
} satisfies Rule;
