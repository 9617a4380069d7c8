import { dockerCommand } from '../../command/docker.ts';
import { parseScript } from '../../command/words.ts';
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
        const needed = docker && NEEDED.get(docker.verb);
        if (!docker || needed === undefined || docker.options.has('help') || docker.arguments.length > 0)
          return [];
        // An option that is not known may have taken the argument for its value.
        if (docker.verb !== 'network create' && docker.options.size > 0) return [];
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

const NEEDED: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    'network create': 'a name',
    'network rm': 'a network',
    'network inspect': 'a network',
    'volume rm': 'a volume',
    'volume inspect': 'a volume',
    run: 'an image',
    create: 'an image',
    start: 'a container',
    stop: 'a container',
    restart: 'a container',
    rm: 'a container',
    kill: 'a container',
    logs: 'a container',
    attach: 'a container',
    exec: 'a container',
    rmi: 'an image',
    pull: 'an image',
    inspect: 'a name or ID',
  }),
);
