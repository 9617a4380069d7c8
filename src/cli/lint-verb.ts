import { writeFile } from 'node:fs/promises';
import type { Finding } from '../lint/finding.ts';
import { RULES } from '../lint/rules.ts';
import { sarifOf } from '../lint/sarif.ts';
import { consoleText } from '../text/console-text.ts';
import { DEFAULT_LABS, findDocuments, problemLine, readDocument, readExcluded } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { lintDocument } from './lint-document.ts';
import { type LintSettings, readLintSettings } from './lint-options.ts';
import { type LintResult, lintJson, lintText as listing, ruleList, tally } from './lint-report.ts';
import { fromRepository, standardOutput } from './outputs.ts';
import { labproofVersion } from './version.ts';

/** Reports what is wrong with documents by themselves, and with `--fix` puts right what is safe. */
export async function lintVerb(args: Arguments): Promise<number> {
  const settings = readLintSettings(args);
  if ('error' in settings) return complain([settings.error], EXIT.usage);
  const output = standardOutput(settings.color);
  if (settings.listRules) {
    output.write(ruleList());
    return EXIT.passed;
  }
  const operands = args.operands.length > 0 ? args.operands : [DEFAULT_LABS];
  const { files, problems: found } = await findDocuments(operands, { exclude: readExcluded(args) });
  const problems = [...found];
  const unwritten: string[] = [];
  const results: LintResult[] = [];
  // Of a large tree only the document at hand is kept in memory.
  for (const file of files) {
    const document = readDocument(file);
    if ('message' in document) problems.push(document);
    else {
      const { trouble, ...result } = await lintDocument(document, settings);
      results.push(result);
      if (trouble !== undefined) unwritten.push(trouble);
    }
  }
  const { color } = output;
  output.write(
    settings.json
      ? lintJson(results)
      : consoleText(listing(results, { ...settings, color }), { color, env: process.env }),
  );
  if (settings.sarif !== undefined) {
    const trouble = await writeSarif(settings.sarif, results);
    if (trouble !== undefined) unwritten.push(trouble);
  }
  const wrong = problems.map(problemLine);
  if (results.length === 0 && wrong.length === 0)
    wrong.push(`${operands.join(', ')}: there is no Markdown file`);
  if (wrong.length > 0) return complain(wrong, EXIT.usage);
  if (unwritten.length > 0) return complain(unwritten, EXIT.cannotWrite);
  return isClean(
    results.flatMap(({ findings }) => findings),
    settings,
  )
    ? EXIT.passed
    : EXIT.failed;
}

async function writeSarif(file: string, results: readonly LintResult[]): Promise<string | undefined> {
  const findings = results.flatMap((result) => result.findings);
  const text = sarifOf(findings, { rules: RULES, version: labproofVersion(), uriOf: fromRepository });
  return writeFile(file, text).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => `${file}: it can't be written (${error.code})`,
  );
}

function isClean(findings: readonly Finding[], { maxWarnings }: LintSettings): boolean {
  const { errors, warnings } = tally(findings);
  return errors === 0 && warnings <= maxWarnings;
}

function complain(messages: readonly string[], status: number): number {
  for (const message of messages) process.stderr.write(`labproof lint: ${message}\n`);
  return status;
}
