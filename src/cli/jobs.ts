import type { Plan } from '../plan/plan.ts';
import { usesEngine } from '../plan/uses-engine.ts';

/** One lab on one of the engines that it is to be run on. */
export interface Job {
  readonly plan: Plan;
  /** The engine's version as it was asked for; undefined for any. */
  readonly version: string | undefined;
}

/** Each lab on each version, one after the other; once, where there is one or the lab uses no engine. */
export function jobsOf(plans: readonly Plan[], versions: readonly string[]): readonly Job[] {
  const [only] = versions;
  return plans.flatMap((plan) =>
    versions.length > 1 && usesEngine(plan)
      ? versions.map((version) => ({ plan, version }))
      : [{ plan, version: versions.length > 1 ? undefined : only }],
  );
}
