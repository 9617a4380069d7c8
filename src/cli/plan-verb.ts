import { findDocuments, problemLine, readDocument, readExcluded } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { type PlannedDocument, planning } from './plan-document.ts';

/** Prints what would run; asks no engine. Errors of the document are shown in their place. */
export async function planVerb(args: Arguments): Promise<number> {
  const { flags, operands } = args;
  if (operands.length === 0) return usage("no document is named; use 'labproof plan FILE'");
  const settings = planning(args);
  if ('error' in settings) return usage(settings.error);
  const { of } = settings;
  const found = await findDocuments(operands, { exclude: readExcluded(args), scenarios: true });
  let hasProblems = found.problems.length > 0;
  for (const problem of found.problems) process.stderr.write(`labproof plan: ${problemLine(problem)}\n`);
  let commands = 0;
  let labs = 0;
  const show = (plan: PlannedDocument): void => {
    commands += plan.commands;
    process.stdout.write(flags.json ? `${labs > 0 ? ',' : ''}\n${indented(plan.shown)}` : plan.shown);
    labs += 1;
  };
  // Of a large tree only the documents at hand are kept in memory, and what is said of them is printed at once.
  if (flags.json) process.stdout.write('{\n  "version": 1,\n  "labs": [');
  for (const document of found.scenarios) show(of(document));
  for (const file of found.files) {
    const document = readDocument(file);
    if ('text' in document) show(of(document));
    else {
      hasProblems = true;
      process.stderr.write(`labproof plan: ${problemLine(document)}\n`);
    }
  }
  if (flags.json) process.stdout.write(labs > 0 ? '\n  ]\n}\n' : ']\n}\n');
  if (hasProblems) return EXIT.usage;
  return commands > 0 ? EXIT.passed : EXIT.nothingToRun;
}

/** As a member of the list that it is printed in; no string of JSON goes over lines. */
const indented = (json: string): string => json.replace(/^/gm, '    ');

function usage(message: string): number {
  process.stderr.write(`labproof plan: ${message}\n`);
  return EXIT.usage;
}
