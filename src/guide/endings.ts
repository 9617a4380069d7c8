import { dockerCommand } from '../command/docker.ts';
import type { Inventory } from '../command/inventory.ts';
import { isSwarmWide } from '../command/meaning.ts';
import { parseScript } from '../command/words.ts';
import { DYNAMIC } from '../lint/lives.ts';
import type { Command } from '../model/lab.ts';
import type { VerbProfile } from '../profile/verb.ts';
import { verbOf } from '../profile/verbs.ts';
import type { Goal } from './goal.ts';

/**
 * Goals of which those of commands that end a project, a stack or a swarm know what goes with it: objects that
 * other goals are about and no command makes by their name, and what only a swarm has. `made` is all that the
 * commands make by name.
 */
export function withEndings(goals: readonly Goal[], made: readonly Inventory[]): readonly Goal[] {
  if (!goals.some(({ command }) => command && profilesOf(command).some(({ ends }) => ends))) return goals;
  const nameless = [...new Set(goals.flatMap(({ names }) => names))].filter(
    (name) => !DYNAMIC.test(name) && !made.some((inventory) => inventory.find(plain(name))),
  );
  const ofSwarm = made.flatMap((inventory) =>
    inventory.names().filter((name) => {
      const object = inventory.find(name)?.object;
      return object !== undefined && isSwarmWide({ act: 'create', object, certain: true });
    }),
  );
  return goals.map((goal) => {
    const profiles = goal.command ? profilesOf(goal.command) : [];
    const ends = profiles.flatMap((profile) => profile.ends ?? []);
    const uses = profiles.some(({ claims }) => claims !== undefined);
    const own = nameless.filter((name) => isAt(name, goal.machine));
    if (ends.length === 0) return uses ? { ...goal, touches: [...goal.touches, ...own] } : goal;
    const ended = [...own, ...(ends.includes('swarm') ? ofSwarm : [])];
    return { ...goal, names: [...goal.names, ...ended], alters: [...goal.alters, ...ended] };
  });
}

function profilesOf({ script, where }: Command): readonly VerbProfile[] {
  if (where.kind !== 'host') return [];
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    return docker ? [verbOf(docker.verb)] : [];
  });
}

/** A name without its machine; see `nameAt`. */
const plain = (name: string): string => name.slice(name.indexOf('/') + 1);

const isAt = (name: string, machine: string | undefined): boolean =>
  machine === undefined || name.startsWith(`${machine}/`);
