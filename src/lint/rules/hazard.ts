import type { Rule } from '../finding.ts';

export const hazard = {
  level: 'info',
  summary:
    'a command that would change the reader’s computer itself: its processes, services, files, users …',
  check: ({ plan }) =>
    plan.commands.flatMap(({ command: { span, skip }, hazards }) =>
      skip?.reason === 'synopsis'
        ? []
        : hazards.map(({ kind, message }) => ({
            line: span.line,
            column: span.column,
            message,
            hint: `it runs on a machine of the lab's own (--engine private) or with --allow hazard=${kind}; else it is skipped`,
          })),
    ),
} satisfies Rule;
