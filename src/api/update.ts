import { readDocuments } from '../cli/documents.ts';
import { engineProblem } from '../cli/engines.ts';
import { rewriteDocument } from '../cli/replace-file.ts';
import { readRunSettings } from '../cli/run-options.ts';
import { usage } from '../cli/run-status.ts';
import { updateRun } from '../cli/update-run.ts';
import type { Problem } from '../model/problem.ts';
import { type DocumentUpdate, updateDocument } from '../update/update-document.ts';
import { argumentsOf } from './arguments.ts';
import type { UpdateOptions, UpdateSummary } from './interface.ts';

/** What a run would change in documents, and with `write` changes it. */
export async function updateOf(
  files: string | readonly string[] | undefined,
  options: UpdateOptions = {},
): Promise<UpdateSummary> {
  const args = await argumentsOf('update', files, options);
  if ('severity' in args) return { documents: [], problems: [args] };
  const settings = readRunSettings(args);
  if ('error' in settings) return { documents: [], problems: [usage(settings.error)] };
  if (settings.engines.length > 1)
    return { documents: [], problems: [usage('it runs on one engine; give engine once')] };
  const noEngine = await engineProblem(settings.engines, process.env);
  if (noEngine) return { documents: [], problems: [noEngine] };
  const read = await readDocuments(args.operands, settings);
  if (read.problems.length > 0) return { documents: [], problems: read.problems };
  const documents: DocumentUpdate[] = [];
  const problems: Problem[] = [];
  const { signal = new AbortController().signal } = options;
  for (const document of read.documents) {
    const updated = await updateDocument(document, {
      run: updateRun(settings, signal),
      variables: settings.variables,
      signal,
      fill: args.flags.fill === true,
    });
    if (updated === undefined) break;
    if (!('file' in updated)) return { documents, problems: [...problems, ...updated] };
    documents.push(updated);
    if (args.flags.write !== true || updated.after === updated.before) continue;
    const trouble = await rewriteDocument(document, updated.after);
    if (trouble !== undefined) problems.push(usage(`${updated.file}: it can't be written (${trouble})`));
  }
  return { documents, problems };
}
