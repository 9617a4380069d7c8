import { legible, legibleLine } from '../report/legible.ts';
import { palette } from '../report/paint.ts';
import { count } from '../report/words.ts';
import { consoleText } from '../text/console-text.ts';
import { type DiffLine, unifiedDiff } from '../text/unified.ts';
import { type DocumentUpdate, updateDocument } from '../update/update-document.ts';
import { DEFAULT_LABS, problemLine, readDocuments } from './documents.ts';
import { engineProblem } from './engines.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { Interruption } from './interruption.ts';
import { standardOutput } from './outputs.ts';
import { rewriteDocument } from './replace-file.ts';
import { readRunSettings } from './run-options.ts';
import { updateRun } from './update-run.ts';

/**
 * Shows what a run would change in the outputs of documents, and with `--write` changes it. 0 when
 * everything holds, or does after writing; 1 when something is to be written, or can't be.
 */
export async function updateVerb(args: Arguments): Promise<number> {
  const settings = readRunSettings(args);
  if ('error' in settings) return complain([settings.error], EXIT.usage);
  if (settings.engines.length > 1) return complain(['it runs on one engine; give --engine once'], EXIT.usage);
  const problem = await engineProblem(settings.engines, process.env);
  if (problem) return complain([problemLine(problem)], EXIT.usage);
  const write = args.flags.write === true;
  const output = standardOutput(settings.color);
  const operands = args.operands.length > 0 ? args.operands : [DEFAULT_LABS];
  const { documents, problems } = await readDocuments(operands, settings);
  if (problems.length > 0) return complain(problems.map(problemLine), EXIT.usage);
  if (documents.length === 0)
    return complain([`${operands.join(', ')}: there is no Markdown file`], EXIT.usage);
  const interruption = new Interruption();
  using _ = interruption.listen();
  const updates: DocumentUpdate[] = [];
  const unwritten: string[] = [];
  for (const document of documents) {
    if (process.stderr.isTTY) process.stderr.write(`labproof update: running ${document.file}\n`);
    const update = await updateDocument(document, {
      run: updateRun(settings, interruption.signal),
      variables: settings.variables,
      signal: interruption.signal,
      fill: args.flags.fill === true,
    });
    if (update === undefined) return interruption.status ?? EXIT.interrupted;
    if (!('file' in update)) {
      const status = update[0]?.span ? EXIT.usage : EXIT.noEnvironment;
      return complain(update.map(problemLine), status);
    }
    updates.push(update);
    const text = shown(update, { quiet: settings.verbosity === 'quiet', color: output.color });
    output.write(consoleText(text, { color: output.color, env: process.env }));
    if (!write || update.after === update.before) continue;
    const trouble = await rewriteDocument(document, update.after);
    if (trouble !== undefined) unwritten.push(`${update.file}: it can't be written (${trouble})`);
  }
  const changed = updates.filter(({ before, after }) => before !== after);
  const left = updates.reduce((sum, update) => sum + update.left.length, 0);
  output.write(`${summary(updates, { write })}\n`);
  if (unwritten.length > 0) return complain(unwritten, EXIT.cannotWrite);
  return left > 0 || (changed.length > 0 && !write) ? EXIT.failed : EXIT.passed;
}

function shown(
  { file, before, after, left }: DocumentUpdate,
  { quiet, color }: { readonly quiet: boolean; readonly color: boolean },
): string {
  const paint = palette(color);
  const painted = ({ kind, text }: DiffLine): string => {
    const line = legible(text);
    if (kind === 'place') return paint.dim(line);
    if (kind === 'old') return paint.red(`-${line}`);
    return kind === 'new' ? paint.green(`+${line}`) : ` ${line}`;
  };
  const diff =
    before === after || quiet
      ? []
      : [paint.bold(`--- ${file}`), paint.bold(`+++ ${file}`), ...unifiedDiff(before, after).map(painted)];
  const notes = left.flatMap(({ line, command, reason }) => [
    `${file}:${line}  ${legibleLine(command.split('\n', 1)[0]!)}`,
    `    ${paint.yellow(`not updated: ${legibleLine(reason)}`)}`,
  ]);
  return [...diff, ...notes].map((line) => `${line}\n`).join('');
}

function summary(updates: readonly DocumentUpdate[], { write }: { readonly write: boolean }): string {
  const sum = (n: (update: DocumentUpdate) => number) => updates.reduce((all, update) => all + n(update), 0);
  const changed = updates.filter(({ before, after }) => before !== after);
  const [left, drifted, skipped] = [
    sum((one) => one.left.length),
    sum((one) => one.drifted),
    sum((one) => one.skipped),
  ];
  const rest = [
    left > 0 ? `, ${left} left to you` : '',
    drifted > 0 ? `, ${drifted} drifted and left` : '',
    skipped > 0 ? `, ${skipped} skipped` : '',
  ].join('');
  if (changed.length === 0) return `nothing to update in ${count(updates.length, 'document')}${rest}`;
  const outputs = count(
    sum((one) => one.updated),
    'output',
  );
  const what = `${outputs} in ${count(changed.length, 'document')}`;
  return write ? `${what} updated${rest}` : `${what} to update${rest}; --write writes`;
}

function complain(messages: readonly string[], status: number): number {
  for (const message of messages) process.stderr.write(`labproof update: ${message}\n`);
  return status;
}
