import { choosesEngine } from '../docker/endpoint.ts';
import type { EngineChoice } from '../docker/engine.ts';
import { engineRoots } from '../docker/engine-roots.ts';
import { obstacleToPrivateEngine } from '../docker/private-needs.ts';
import { sectionsOf } from '../lab/sections.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import { type DocumentSource, planOf } from './document.ts';
import { openWorkplace, type WorkplaceOptions } from './workplace.ts';

/** Runs a document on a machine of its own, to know what of it can't be reached before a learner tries. */
export async function rehearse(
  document: DocumentSource,
  options: WorkplaceOptions,
): Promise<readonly CommandResult[] | Problem> {
  const plan = planOf(document);
  const results: CommandResult[] = [];
  for (const steps of sectionsOf(plan.lab)) {
    const workplace = await openWorkplace(plan, options);
    if ('severity' in workplace) return workplace;
    await using place = workplace;
    results.push(...(await place.rehearse(steps)));
  }
  return results;
}

/**
 * What `auto` comes to here. On a machine of its own a learner and a rehearsal don't get in each
 * other's way; on the host's engine they would claim the same subnets and ports, so one comes after
 * the other.
 */
export async function settledEngine(choice: EngineChoice, env: NodeJS.ProcessEnv): Promise<EngineChoice> {
  if (choice !== 'auto') return choice;
  if (await choosesEngine(env)) return 'auto';
  const [root] = engineRoots(env);
  return obstacleToPrivateEngine({ env, ...(root && { root }) }) ? 'host' : 'private';
}
