import type { Skip } from '../model/lab.ts';
import type { Difference } from '../model/verdict.ts';
import { namesUsed, type Plan, type PlannedCommand } from '../plan/plan.ts';
import { BUILT_IN_NETWORKS, SWARM_NETWORKS } from '../profile/networks.ts';
import { parseReference } from '../text/image-reference.ts';
import { nearMiss } from './near-miss.ts';
import { nearObject, toBring } from './objects.ts';
import { before, type Happened, originOf, verbsOf } from './story.ts';

/**
 * Why a row is not there that names what commands of the document use and none of them makes: who reads
 * the document has it from elsewhere, such as the page before.
 */
export function rowOfNobody(ran: Happened): (row: Difference) => Skip | undefined {
  let names: ReadonlyMap<string, string> | undefined;
  return ({ expected, found }) => {
    if (found !== '') return undefined;
    names ??= namesOfNobody(ran);
    for (const [word] of expected.matchAll(/[\w.-]+/g)) {
      const kind = names.get(word);
      if (kind !== undefined) return toBring(kind, word);
    }
    return undefined;
  };
}

/** The names of objects that commands use and none makes, with the kind of each. Linear in the commands. */
function namesOfNobody({ plan, results }: Happened): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const self of plan.commands)
    for (const { kind, name } of namesUsed(self.effects)) {
      if (kind === undefined || kind === 'image' || names.has(name) || !/^[A-Za-z][\w.-]*$/.test(name))
        continue;
      if (/^[0-9a-f]{12,}$/.test(name) || BUILT_IN_NETWORKS.has(name) || SWARM_NETWORKS.has(name)) continue;
      if (originOf({ kind, name }, self, { plan, results }).origin !== 'none') continue;
      if (nearObject(kind, name, { self, plan, results }) === undefined) names.set(name, kind);
    }
  return names;
}

/** Whether a row is of an image that no command speaks of, nor of one like it: it was there before. */
export function imagesOfNobody({ commands }: Plan): (row: Difference) => boolean {
  const known = commands.flatMap(({ effects }) =>
    effects.flatMap((effect) => {
      if (effect.act !== 'create') return [];
      const { object } = effect;
      return object.kind === 'image' ? [object.name] : object.kind === 'container' ? [object.image] : [];
    }),
  );
  return ({ expected, found }) => {
    const name = /^\s*([\w./-]+)/.exec(expected)?.[1];
    if (name === undefined || found !== '') return false;
    if (commands.some(({ command }) => command.script.includes(name))) return false;
    return (
      nearMiss(
        name,
        known.map((image) => parseReference(image).name),
      ) === undefined
    );
  };
}

/** Why a list of what a `prune` removed is empty: nothing that the document makes is of that kind. */
export function prunedOfNobody(
  self: PlannedCommand,
  wrong: readonly Difference[],
  happened: Happened,
): Skip | undefined {
  const kind = verbsOf(self)
    .map((verb) => /^(\w+) prune$/.exec(verb)?.[1])
    .find((noun) => noun !== undefined);
  if (kind === undefined || wrong.some(({ found }) => found !== '')) return undefined;
  const mayBe = ({ effects, command }: PlannedCommand): boolean =>
    kind === 'system' || kind === 'builder' || command.script.includes('compose')
      ? effects.some(({ act }) => act === 'create') || command.script.includes('compose')
      : effects.some(
          (effect) =>
            effect.act === 'create' &&
            (effect.object.kind === kind || (kind === 'volume' && effect.object.kind === 'container')),
        );
  if (before(happened, self).some(mayBe)) return undefined;
  return {
    reason: 'precondition',
    message: `no command of the document makes what ${verbsOf(self)[0]} would remove`,
    hint: 'make it in a command marked <!-- labproof: setup -->',
  };
}
