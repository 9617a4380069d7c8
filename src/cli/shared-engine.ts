import type { EngineChoice } from '../docker/engine.ts';
import { opensMachines } from '../docker/engine.ts';
import { openHostEngine } from '../docker/host.ts';
import { openReader } from '../docker/reader.ts';
import type { Plan } from '../plan/plan.ts';
import { claimsOf, conflict } from '../run/claims.ts';
import { nameOf } from './engines.ts';

/**
 * Which labs can't run on an engine at the same time: none where each has one of its own, those that
 * claim the same things where they share it.
 */
export async function conflictsOn(
  engine: EngineChoice,
  plans: readonly Plan[],
): Promise<(a: Plan, b: Plan) => boolean> {
  const shared = opensMachines(engine) ? undefined : await openHostEngine(process.env, nameOf(engine));
  if (!shared || 'severity' in shared) return () => false;
  await using host = shared;
  const references = new Set(plans.flatMap(imagesOf));
  const absent = new Set<string>();
  const reader = openReader(host.endpoint);
  for (const reference of references) {
    if (!(await reader.image(reference))) absent.add(reference);
  }
  await reader.close();
  const claims = new Map(
    plans.map((plan) => {
      const own = claimsOf(plan);
      // What is provided for a lab goes with it.
      const provided = imagesOf(plan).filter((reference) => absent.has(reference));
      const names = new Set([...own.names, ...provided.map((reference) => `image ${reference}`)]);
      return [plan, { ...own, names }];
    }),
  );
  return (a, b) => conflict(claims.get(a)!, claims.get(b)!) !== undefined;
}

const imagesOf = ({ commands }: Plan): readonly string[] =>
  commands.flatMap(({ requirements }) =>
    requirements.filter(({ kind }) => kind === 'image').map(({ name }) => name),
  );
