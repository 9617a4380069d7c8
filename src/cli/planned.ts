import type { Lab } from '../model/lab.ts';
import { type Plan, planLab } from '../plan/plan.ts';
import { applyVariables } from '../plan/variables.ts';

/** The plan of a lab with other values for its variables; what is wrong with those is in its problems. */
export function planned(lab: Lab, variables: ReadonlyMap<string, string>): Plan {
  const applied = applyVariables(lab, variables);
  const plan = planLab(applied.lab);
  return { ...plan, problems: [...applied.problems, ...plan.problems] };
}
