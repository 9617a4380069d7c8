import { composedName } from '../match/layouts/composed-name.ts';
import type { Plan } from '../plan/plan.ts';
import { usesCompose } from './repair.ts';

/**
 * What the folder is called that the author had the lab in, as far as the outputs of Compose tell: it calls
 * networks, containers and volumes after it. Undefined where they do not tell, or tell of several.
 */
export function projectFolder({ commands }: Pick<Plan, 'commands'>): string | undefined {
  const shown = commands
    .filter(({ command }) => usesCompose(command.script))
    .flatMap(({ command }) => command.expected?.lines ?? []);
  const found = new Set<string>();
  for (const { text } of shown)
    for (const form of FORMS) {
      const name = form.exec(text)?.[1];
      if (name !== undefined) found.add(composedName(name).replace(CONTAINER, ''));
    }
  const [name, ...others] = found;
  return name !== undefined && others.length === 0 && NAME.test(name) ? name : undefined;
}

/** What Compose, of version 1 too, says of networks and containers, and a row of its list of these. */
const FORMS: readonly RegExp[] = [
  /\bnetwork "?([a-z0-9][\w-]*)_default\b/i,
  /\bContainer "?([a-z0-9][\w-]*-\d+)\b/,
  /^(?:Creating|Starting|Stopping|Removing|Recreating) ([a-z0-9][\w-]*_\d+)\b/,
  /^([a-z0-9][\w-]*[-_]\d+) {2,}\S/,
];

/** Behind the project: a service and the number of the container. */
const CONTAINER = /-[a-z0-9.]+-\d+$/;

/** Beside the lab's folder is one called `run`. */
const NAME = /^(?!run$)[a-z0-9][a-z0-9_-]{0,40}$/;
