import { readDocuments, readExcluded, readLabs, readReading } from '../cli/documents.ts';
import { lintDocument } from '../cli/lint-document.ts';
import { readLintSettings } from '../cli/lint-options.ts';
import { planned } from '../cli/planned.ts';
import { usage } from '../cli/run-status.ts';
import { readVariables } from '../cli/variables.ts';
import type { Finding } from '../lint/finding.ts';
import type { Problem } from '../model/problem.ts';
import { planJson } from '../report/plan.ts';
import { argumentsOf } from './arguments.ts';
import type { LintOptions, LintSummary, PlanOptions, PlanSummary } from './interface.ts';

/** What would run of documents. */
export async function planOf(
  files: string | readonly string[] | undefined,
  options?: PlanOptions,
): Promise<PlanSummary> {
  const args = await argumentsOf('plan', files, options);
  if ('severity' in args) return { labs: [], problems: [args] };
  const variables = readVariables((args.flags.var as readonly string[] | undefined) ?? []);
  if ('error' in variables) return { labs: [], problems: [usage(variables.error as string)] };
  const reading = readReading(args);
  if ('error' in reading) return { labs: [], problems: [usage(reading.error)] };
  const { labs, problems } = await readLabs(args.operands, reading);
  const plans = labs.map((lab) => planJson(planned(lab, variables)));
  return { labs: plans as unknown as PlanSummary['labs'], problems };
}

/** What is wrong in documents; with `fix` what is safe to is put right in them. */
export async function lintOf(
  files: string | readonly string[] | undefined,
  options?: LintOptions,
): Promise<LintSummary> {
  const args = await argumentsOf('lint', files, options);
  if ('severity' in args) return { findings: [], fixed: 0, problems: [args] };
  const settings = readLintSettings(args);
  if ('error' in settings) return { findings: [], fixed: 0, problems: [usage(settings.error)] };
  const read = await readDocuments(args.operands, { exclude: readExcluded(args) });
  const problems: Problem[] = [...read.problems];
  const findings: Finding[] = [];
  let fixed = 0;
  for (const document of read.documents) {
    const result = await lintDocument(document, settings);
    findings.push(...result.findings);
    fixed += result.fixed;
    if (result.trouble !== undefined) problems.push(usage(result.trouble));
  }
  return { findings, fixed, problems };
}
