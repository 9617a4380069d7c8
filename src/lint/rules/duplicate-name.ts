import type { ObjectKind } from '../../profile/verb.ts';
import type { Rule } from '../finding.ts';
import { isAutoRemoved } from '../lives.ts';
import { placeInCommand } from '../source.ts';

export const duplicateName = {
  level: 'warning',
  summary: 'a name given to a second object while the first has it',
  check: ({ story, plan, source }) =>
    story.severalMachines
      ? []
      : KINDS.flatMap((kind) =>
          story.lives.ofKind(kind).flatMap((life) => {
            if (!life.certain) return [];
            const other = life.before;
            if (!other?.certain || isAutoRemoved(other) || other.to <= life.from) return [];
            const { span } = plan.commands[life.from]!.command;
            const { line, column } = placeInCommand(source, span, life.name);
            return [
              {
                line,
                column,
                message: `${kind} ${life.name} is there already: line ${other.line} makes it and no command removes it`,
                hint: `remove it first, or choose another name`,
              },
            ];
          }),
        ),
} satisfies Rule;

/** A volume of that name is used again, and an image loses it. */
const KINDS: readonly ObjectKind[] = ['container', 'network'];
