import { dockerCommand } from '../../command/docker.ts';
import { parseScript } from '../../command/words.ts';
import { verbOf } from '../../profile/verbs.ts';
import type { Rule } from '../finding.ts';
import { isElsewhere, showsError } from '../story.ts';

export const missingArgument = {
  level: 'error',
  summary: 'a docker command without the argument it needs',
  check: ({ plan }) =>
    plan.commands.flatMap((planned) => {
      const { span, script, where, skip } = planned.command;
      if (where.kind !== 'host' || skip || isElsewhere(planned) || showsError(planned)) return [];
      return parseScript(script).commands.flatMap(({ words }) => {
        const docker = dockerCommand(words);
        const needed = docker && neededBy(docker.verb);
        if (!docker || needed === undefined || docker.options.has('help') || docker.arguments.length > 0)
          return [];
        // An option that is not known may have taken the argument for its value.
        if (needed !== 'a name' && docker.options.size > 0) return [];
        return [
          {
            line: span.line,
            column: span.column,
            message: `docker ${docker.verb} needs ${needed}, but there is none`,
            hint: `add ${needed}`,
          },
        ];
      });
    }),
} satisfies Rule;

/** What a verb can't be typed without, in words. */
function neededBy(verb: string): string | undefined {
  const { subject, optional, makes, gives } = verbOf(verb);
  if (optional || subject === 'none') return undefined;
  if (subject === 'any') return 'a name or ID';
  if (subject !== undefined) return `${/^[aeiou]/.test(subject) ? 'an' : 'a'} ${subject}`;
  return makes !== undefined && gives === 0 ? 'a name' : undefined;
}
