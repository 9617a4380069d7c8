import type { LintDocument } from '../document.ts';
import type { Found, Rule } from '../finding.ts';
import { placeOf } from '../source.ts';
import type { ShownAt } from '../story.ts';
import { shortId } from '../words.ts';

export const sharedId = {
  level: 'error',
  summary: 'one ID for two containers or networks',
  check: (document) => (document.story.severalMachines ? [] : shared(document)),
} satisfies Rule;

function shared({ story, strangers, plan, source }: LintDocument): readonly Found[] {
  const renamed = new Set(
    plan.commands.flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.act === 'rename' ? [effect.from, effect.to] : [])),
    ),
  );
  const owners = new Map<string, ShownAt>();
  const reported = new Set<string>();
  const found: Found[] = [];
  for (const shown of story.shown) {
    if ((shown.kind !== 'container' && shown.kind !== 'network') || shown.id === '' || shown.name === '')
      continue;
    const key = `${shown.kind} ${shown.id.slice(0, 12)}`;
    const owner = owners.get(key);
    if (!owner) owners.set(key, shown);
    const name = (one: ShownAt): string => strangers.resolve(one.kind, one.name);
    if (!owner || name(owner) === name(shown) || reported.has(`${key} ${shown.name}`)) continue;
    if (renamed.has(owner.name) || renamed.has(shown.name)) continue;
    reported.add(`${key} ${shown.name}`);
    const { line, column } = placeOf(source, { line: shown.idLine }, shown.id);
    found.push({
      line,
      column,
      message: `ID ${shortId(shown.id)} is ${shown.kind} ${shown.name} here, but ${owner.name} on line ${owner.idLine}`,
      hint: 'take both outputs from one run',
    });
  }
  return found;
}
