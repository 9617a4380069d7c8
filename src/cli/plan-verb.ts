import { planJson, planText } from '../report/plan.ts';
import { consoleText } from '../text/console-text.ts';
import { safeJson } from '../text/log-safe.ts';
import { labOf, problemLine, readDocuments, readReading } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { readIncluded } from './included-files.ts';
import { planned } from './planned.ts';
import { readVariables } from './variables.ts';

/** Prints what would run; asks no engine. Errors of the document are shown in their place. */
export async function planVerb({ flags, operands }: Arguments): Promise<number> {
  if (operands.length === 0) return usage("no document is named; use 'labproof plan FILE'");
  const variables = readVariables(Array.isArray(flags.var) ? (flags.var as string[]) : []);
  if ('error' in variables) return usage(variables.error as string);
  const reading = readReading({ flags });
  if ('error' in reading) return usage(reading.error);
  const included = readIncluded();
  const { documents, problems } = await readDocuments(operands, { ...reading, scenarios: true });
  for (const problem of problems) process.stderr.write(`labproof plan: ${problemLine(problem)}\n`);
  const labs: ReturnType<typeof planJson>[] = [];
  let commands = 0;
  // One after the other: of a large tree only the document at hand is kept in memory.
  for (const document of documents) {
    const plan = planned(
      labOf(document, { tabs: reading.tabs, ...(reading.fresh && { fresh: reading.fresh }), included }),
      variables,
    );
    commands += plan.commands.length;
    if (flags.json) labs.push(planJson(plan));
    else process.stdout.write(consoleText(planText(plan), { color: false, env: process.env }));
  }
  if (flags.json) process.stdout.write(`${safeJson(JSON.stringify({ version: 1, labs }, undefined, 2))}\n`);
  if (problems.length > 0) return EXIT.usage;
  return commands > 0 ? EXIT.passed : EXIT.nothingToRun;
}

function usage(message: string): number {
  process.stderr.write(`labproof plan: ${message}\n`);
  return EXIT.usage;
}
