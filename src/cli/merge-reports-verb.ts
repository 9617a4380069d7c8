import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SkipReason } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { partProblems } from '../report/blob-parts.ts';
import { type Blob, isBlob, readBlob } from '../report/blob-read.ts';
import { mergeRuns } from '../report/merge.ts';
import { type RunRecord, recorder } from '../report/record.ts';
import { problemLine } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { Reporters } from './outputs.ts';
import { readReportSettings } from './report-options.ts';
import { refusedSkips } from './run-status.ts';
import { readSkipReasons } from './skip-reasons.ts';

/** Reports the runs whose blobs are in a folder as one; the exit status is that of such a run. */
export async function mergeReportsVerb(args: Arguments): Promise<number> {
  const settings = readReportSettings(args);
  if ('error' in settings) return complain(settings.error, EXIT.usage);
  const failOnSkip = readSkipReasons((args.flags['fail-on-skip'] as string[] | undefined) ?? []);
  if ('error' in failOnSkip) return complain(failOnSkip.error, EXIT.usage);
  const [folder, ...more] = args.operands;
  if (folder === undefined || more.length > 0)
    return complain("one folder is expected; use 'labproof merge-reports DIR'", EXIT.usage);
  const found = await blobsIn(folder);
  if ('severity' in found) return complain(problemLine(found), EXIT.usage);
  if (found.length === 0)
    return complain(
      `${folder}: no blob found; 'labproof run --reporter blob=FILE' writes one`,
      EXIT.nothingToRun,
    );
  const problems = partProblems(found);
  if (problems.length > 0) {
    for (const problem of problems) complain(problemLine(problem), EXIT.usage);
    return EXIT.usage;
  }
  const run = recorder();
  const reporters = new Reporters(settings, `labproof merge-reports ${folder}`, AS_REPORTED);
  for (const event of mergeRuns(found)) {
    run.event(event);
    reporters.event(event);
  }
  reporters.finish();
  for (const name of reporters.broken) complain(`report not written: ${name}`, EXIT.cannotWrite);
  return reporters.broken.length > 0 ? EXIT.cannotWrite : status(run.record(), { ...args, failOnSkip });
}

/** Blobs name documents as they are to be reported, whatever this folder is. */
const AS_REPORTED = { forPeople: (file: string) => file, forReports: (file: string) => file };

/** Endings of files that `--reporter blob=FILE` is given for; what else is no blob is left alone. */
const BLOB = /\.(?:blob|jsonl)$/;

/** The blobs below a folder in the order of their paths. */
async function blobsIn(folder: string): Promise<readonly Blob[] | Problem> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => error,
  );
  if (entries instanceof Error) return unreadable(folder, entries);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const blobs: Blob[] = [];
  for (const file of files) {
    try {
      if (!(await beginsAsBlob(file)) && !BLOB.test(file)) continue;
      const blob = await readBlob(file, linesOf(file));
      if ('severity' in blob) return blob;
      blobs.push(blob);
    } catch (error) {
      return unreadable(file, error as NodeJS.ErrnoException);
    }
  }
  return blobs;
}

/** A head is short; no more of a file that may be anything is read. */
async function beginsAsBlob(file: string): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: 65_535 })) chunks.push(chunk as Buffer);
  return isBlob(Buffer.concat(chunks).toString('utf8').split('\n', 1)[0] ?? '');
}

/** Split at LF alone: JSON leaves other line separators, which `readline` splits at, as they are. */
async function* linesOf(file: string): AsyncGenerator<string, void> {
  let parts: string[] = [];
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
    const lines = (chunk as string).split('\n');
    for (const line of lines.slice(0, -1)) {
      yield parts.join('') + line;
      parts = [];
    }
    parts.push(lines.at(-1)!);
  }
  const rest = parts.join('');
  if (rest !== '') yield rest;
}

const unreadable = (path: string, error: NodeJS.ErrnoException): Problem => ({
  severity: 'error',
  code: 'no-file',
  message: `${path}: ${error.code === 'ENOENT' ? 'there is no such folder' : `it can't be read (${error.code ?? error.message})`}`,
  hint: 'check the path',
});

function status(
  { labs, interrupted }: RunRecord,
  { flags, failOnSkip }: Arguments & { readonly failOnSkip: ReadonlySet<SkipReason> },
): number {
  const verdicts = labs.flatMap(({ result: { commands, steps } }) => [
    ...commands.map(({ verdict }) => verdict),
    ...steps.flatMap(({ checks }) => checks.map(({ verdict }) => verdict)),
  ]);
  if (interrupted) return complain('a run did not finish, so it is not known to pass', EXIT.failed);
  if (verdicts.includes('failed') || labs.some(({ result }) => result.verdict === 'failed'))
    return EXIT.failed;
  if (verdicts.every((verdict) => verdict === 'skipped'))
    return complain('every command was skipped, so nothing was run', EXIT.nothingToRun);
  if (flags.strict && verdicts.includes('drifted')) return EXIT.failed;
  if (flags['require-all'] && verdicts.includes('skipped')) return EXIT.failed;
  const refused = refusedSkips(
    labs.map(({ result }) => result),
    failOnSkip,
  );
  if (refused) return complain(problemLine(refused), EXIT.failed);
  return labs.some(({ result }) => result.cleanup.left.length > 0) ? EXIT.failed : EXIT.passed;
}

function complain(message: string, code: number): number {
  process.stderr.write(`labproof merge-reports: ${message}\n`);
  return code;
}
