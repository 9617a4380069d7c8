import { openHostEngine } from '../docker/host.ts';
import { openReader } from '../docker/reader.ts';
import type { Plan } from '../plan/plan.ts';
import { claimsOf, conflict } from '../run/claims.ts';
import type { RunSettings } from './run-options.ts';

/**
 * Which labs can't run at the same time: none where each has an engine of its own, those that claim
 * the same things where all use the host's. Labs in one working directory never can.
 */
export async function conflictsOf(
  plans: readonly Plan[],
  { engine, workers, workdir }: Pick<RunSettings, 'engine' | 'workers' | 'workdir'>,
): Promise<(a: Plan, b: Plan) => boolean> {
  if (workdir !== undefined) return () => true;
  const shared = workers > 1 && engine !== 'private' ? await openHostEngine(process.env) : undefined;
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
