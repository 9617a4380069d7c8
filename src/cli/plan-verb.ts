import type { Lab } from '../model/lab.ts';
import { type Plan, planLab } from '../plan/plan.ts';
import { applyVariables } from '../plan/variables.ts';
import { planJson, planText } from '../report/plan.ts';
import { problemLine, readLabs } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { readVariables } from './variables.ts';

/** Prints what would run; asks no engine. Errors of the document are shown in their place. */
export async function planVerb({ flags, operands }: Arguments): Promise<number> {
  if (operands.length === 0) return usage("no document is named; use 'labproof plan FILE'");
  const variables = readVariables(Array.isArray(flags.var) ? (flags.var as string[]) : []);
  if ('error' in variables) return usage(variables.error as string);
  const { labs, problems } = await readLabs(operands);
  const plans = labs.map((lab) => planned(lab, variables));
  for (const problem of problems) process.stderr.write(`labproof plan: ${problemLine(problem)}\n`);
  if (flags.json)
    process.stdout.write(`${JSON.stringify({ version: 1, labs: plans.map(planJson) }, undefined, 2)}\n`);
  else for (const plan of plans) process.stdout.write(planText(plan));
  if (problems.length > 0) return EXIT.usage;
  return plans.some((plan) => plan.commands.length > 0) ? EXIT.passed : EXIT.nothingToRun;
}

function planned(lab: Lab, variables: ReadonlyMap<string, string>): Plan {
  const applied = applyVariables(lab, variables);
  const plan = planLab(applied.lab);
  return { ...plan, problems: [...applied.problems, ...plan.problems] };
}

function usage(message: string): number {
  process.stderr.write(`labproof plan: ${message}\n`);
  return EXIT.usage;
}
