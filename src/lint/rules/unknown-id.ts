import type { Rule } from '../finding.ts';
import { isHexWord, readShownIds } from '../shown-ids.ts';
import { placeInCommand } from '../source.ts';
import { showsError } from '../story.ts';

export const unknownId = {
  level: 'warning',
  summary: 'an ID in a command that no output shows',
  check({ story, plan, source }) {
    const shown = readShownIds(plan, source);
    const seen = new Set<string>();
    return story.uses.flatMap(({ kind, name, command }) => {
      const planned = plan.commands[command]!;
      if (!isHexWord(name) || seen.has(name) || shown(name) || showsError(planned)) return [];
      if (story.lives.ever(kind, name).length > 0 || story.given.has(name)) return [];
      seen.add(name);
      const { line, column } = placeInCommand(source, planned.command.span, name);
      return [
        {
          line,
          column,
          message: `no output shows a ${kind} ID that begins with ${name}, so a reader has nothing to put in its place`,
          hint: `show the output that the ID comes from, or give the ${kind} a name and use that`,
        },
      ];
    });
  },
} satisfies Rule;
