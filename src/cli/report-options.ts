import { statSync } from 'node:fs';
import { join } from 'node:path';
import { reporterNames, reporterOf } from '../report/reporters.ts';
import type { PastRun } from '../report/trend.ts';
import { nearest } from '../text/nearest.ts';
import type { Arguments } from './flags.ts';
import { readPastRuns } from './past-runs.ts';

/** What is reported, where and how; the same for every verb that takes `--reporter`. */
export interface ReportSettings {
  readonly reporters: readonly { readonly name: string; readonly file: string | undefined }[];
  readonly explain: boolean;
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
  readonly color: boolean | undefined;
  /** What earlier runs came to, where their course is to be shown. */
  readonly earlier: readonly PastRun[] | undefined;
}

/** The settings that the flags stand for, or what is wrong with them. */
export function readReportSettings({ flags }: Arguments): ReportSettings | { readonly error: string } {
  const named = Array.isArray(flags.reporter) ? (flags.reporter as string[]) : [];
  const read = (named.length > 0 ? named : ['list']).map(readReporter);
  const wrong = read.find((reporter) => 'error' in reporter);
  if (wrong && 'error' in wrong) return wrong;
  const reporters = read.flatMap((reporter) => ('error' in reporter ? [] : [reporter]));
  const onStdout = reporters.filter(({ file }) => file === undefined).map(({ name }) => name);
  if (
    onStdout.length > 1 &&
    !(onStdout.length === 2 && onStdout.includes('github') && onStdout.includes('list'))
  )
    return { error: 'only one reporter can write to standard output; give the others a file: NAME=FILE' };
  const twice = reporters.find(
    ({ file }, at) => file && reporters.findIndex((one) => one.file === file) < at,
  );
  if (twice) return { error: `two reporters can not write to one file: ${twice.file}` };
  const earlier = flags.trend === undefined ? undefined : readPastRuns(flags.trend as string);
  if (earlier && 'error' in earlier) return earlier;
  return {
    // Annotations come before the list's summary, whose last line is to be the last.
    reporters: reporters.sort((a, b) => Number(b.name === 'github') - Number(a.name === 'github')),
    explain: flags.explain === true,
    verbosity: flags.quiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal',
    color: flags.color ? true : flags['no-color'] ? false : undefined,
    earlier,
  };
}

function readReporter(text: string): { name: string; file: string | undefined } | { error: string } {
  const cut = text.indexOf('=');
  const name = cut < 0 ? text : text.slice(0, cut);
  if (reporterOf(name) === undefined) {
    const names = reporterNames();
    const near = nearest(name, names);
    return {
      error: `unknown reporter '${name}'; ${near ? `did you mean ${near}?` : `there are ${names.join(', ')}`}`,
    };
  }
  if (cut < 0) return { name, file: undefined };
  const file = text.slice(cut + 1);
  if (file === '') return { error: `--reporter ${text}: name a file behind the =` };
  if (!isFolder(file)) return { name, file };
  if (name === 'html') return { name, file: join(file, 'index.html') };
  return { error: `--reporter ${text}: that is a folder; name a file in it` };
}

/** One that is there, or that is written as one. */
function isFolder(path: string): boolean {
  if (/[/\\]$/.test(path)) return true;
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
