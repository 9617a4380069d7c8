import type { Rule } from '../finding.ts';

export const noCommands = {
  level: 'info',
  summary: 'a document without any command',
  check: ({ plan }) =>
    plan.commands.length > 0
      ? []
      : [
          {
            line: 1,
            column: 1,
            message: 'the document has no command to run',
            hint: 'put commands in code blocks; other languages than a shell’s are not run',
          },
        ],
} satisfies Rule;
