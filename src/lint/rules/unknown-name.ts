import type { Rule } from '../finding.ts';
import { alsoOn } from '../words.ts';

export const unknownName = {
  level: 'warning',
  summary: 'a name that no command of the document gives to anything',
  check: ({ strangers, story }) =>
    strangers.all
      .filter(({ meant }) => !meant)
      .map(({ kind, name, places }) => ({
        line: places[0]!.line,
        column: places[0]!.column,
        message: `no command of the document makes ${kind} ${name}${alsoOn(places)}`,
        hint: `show the command that makes it, or show the output of a run where there is no ${name}`,
        // A page that makes nothing takes up where another one ended.
        ...(story.makes ? {} : { level: 'info' as const }),
      })),
} satisfies Rule;
