import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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

/** Reports the runs of blobs, and of those in folders, as one; the exit status is that of such a run. */
export async function mergeReportsVerb(args: Arguments): Promise<number> {
  const settings = readReportSettings(args);
  if ('error' in settings) return complain(settings.error, EXIT.usage);
  const failOnSkip = readSkipReasons((args.flags['fail-on-skip'] as string[] | undefined) ?? []);
  if ('error' in failOnSkip) return complain(failOnSkip.error, EXIT.usage);
  const places = args.operands.join(' ');
  if (places === '')
    return complain("name the blobs, or their folder: 'labproof merge-reports DIR'", EXIT.usage);
  const found = await blobsOf(args.operands);
  if ('severity' in found) return complain(problemLine(found), EXIT.usage);
  if (found.length === 0)
    return complain(
      `${places}: no blob found; 'labproof run --reporter blob=FILE' writes one`,
      EXIT.nothingToRun,
    );
  const problems = partProblems(found);
  if (problems.length > 0) {
    for (const problem of problems) complain(problemLine(problem), EXIT.usage);
    return EXIT.usage;
  }
  const run = recorder();
  const reporters = new Reporters(settings, `labproof merge-reports ${places}`, AS_REPORTED);
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

/** The blobs that are named or are below a folder that is, each once, in the order of their paths. */
async function blobsOf(places: readonly string[]): Promise<readonly Blob[] | Problem> {
  const blobs: Blob[] = [];
  try {
    const named = await Promise.all(places.map(filesAt));
    const files = new Map(named.flat().map((file) => [resolve(file), file]));
    for (const file of [...files.values()].sort()) {
      const blob = await readBlob(file, linesOf(file));
      if ('severity' in blob) return blob;
      blobs.push(blob);
    }
  } catch (error) {
    return unreadable(error as NodeJS.ErrnoException);
  }
  return blobs;
}

/** A file, whatever it is; of a folder the files that are blobs, or are called so. */
async function filesAt(place: string): Promise<readonly string[]> {
  if (!(await stat(place)).isDirectory()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const blobs: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    if (BLOB.test(file) || (await beginsAsBlob(file))) blobs.push(file);
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

const unreadable = ({ code, message, path = '' }: NodeJS.ErrnoException): Problem => ({
  severity: 'error',
  code: 'no-file',
  message: `${path}: ${code === 'ENOENT' ? 'there is no such file or folder' : `it can't be read (${code ?? message})`}`,
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
