import { readDocuments, readExcluded, readLabs, readReading } from '../cli/documents.ts';
import { readLintSettings } from '../cli/lint-options.ts';
import { replaceFile } from '../cli/replace-file.ts';
import { readVariables } from '../cli/variables.ts';
import type { Finding } from '../lint/finding.ts';
import { fixText } from '../lint/fix.ts';
import { lintText } from '../lint/lint.ts';
import type { Problem } from '../model/problem.ts';
import { planLab } from '../plan/plan.ts';
import { applyVariables } from '../plan/variables.ts';
import { planJson } from '../report/plan.ts';
import { argumentsOf, usage } from './arguments.ts';
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
  const plans = labs.map((lab) => {
    const applied = applyVariables(lab, variables);
    const plan = planLab(applied.lab);
    return planJson({ ...plan, problems: [...applied.problems, ...plan.problems] });
  });
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
  for (const { file, text, exact } of read.documents) {
    const mended = settings.fix ? fixText(file, text, settings.levels) : undefined;
    if (mended === undefined || mended.text === text) {
      findings.push(...lintText(file, text, settings.levels));
      continue;
    }
    const trouble = exact ? await replaceFile(file, mended.text) : 'it is not in UTF-8';
    if (trouble === undefined) {
      findings.push(...mended.findings);
      fixed += mended.fixed;
    } else {
      findings.push(...lintText(file, text, settings.levels));
      problems.push(usage(`${file}: it can't be fixed (${trouble})`));
    }
  }
  return { findings, fixed, problems };
}
