import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { type Compared, compareFile } from '../demo/compare.ts';
import { originIn } from '../demo/contents.ts';
import { FORMATS, formatOf } from '../demo/formats.ts';
import { recordingOf } from '../demo/make.ts';
import { optionsSeenFromHere } from '../demo/option-paths.ts';
import type { DemoValues } from '../demo/settings.ts';
import { parseLab } from '../lab/parse.ts';
import { legibleLine } from '../report/legible.ts';
import { palette } from '../report/paint.ts';
import { outputsOf, writeOutput } from './demo-files.ts';
import { isOptions, makeOptions } from './demo-options.ts';
import { perform } from './demo-perform.ts';
import { sinceWhen } from './demo-since.ts';
import { type DocumentText, problemLine, readDocuments } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { Interruption } from './interruption.ts';
import { standardOutput } from './outputs.ts';
import { type RunSettings, readRunSettings } from './run-options.ts';

/** A file that a document's recording is in, and what the command line said when it was made. */
interface Job {
  readonly output: string;
  readonly options: DemoValues;
}

/**
 * Makes the recordings of documents again and compares: 0 when they are what the files hold, 1 when
 * not. With `--write` the files are written that differ.
 */
export async function checkDemos(args: Arguments): Promise<number> {
  const settings = readRunSettings(args);
  if ('error' in settings) return complain([settings.error], EXIT.usage);
  if (args.operands.length === 0)
    return complain(['give documents, their folder, or files that demo has made'], EXIT.usage);
  const jobs = new Map<string, Job[]>();
  for (const operand of args.operands) {
    const found = await jobsAt(operand);
    if ('error' in found) return complain([found.error], EXIT.usage);
    const some = found.filter((one) => one.jobs.length > 0);
    if (some.length === 0 && args.flags['pass-with-no-demos'] !== true)
      return complain([`${operand}: ${found[0]?.document === operand ? NO_FILES : NO_DEMOS}`], EXIT.usage);
    for (const one of some) jobs.set(one.document, [...(jobs.get(one.document) ?? []), ...one.jobs]);
  }
  const interruption = new Interruption();
  using _ = interruption.listen();
  let status: number = EXIT.passed;
  for (const [document, files] of jobs) {
    const own = await checkDocument(document, files, { args, settings, signal: interruption.signal });
    if (interruption.status !== undefined) return interruption.status;
    if (own !== EXIT.passed && (status === EXIT.passed || own > status)) status = own;
  }
  return status;
}

interface DocumentJobs {
  readonly document: string;
  readonly jobs: readonly Job[];
}

/** Of a document, of each document of a folder, or of a file that was made of one. */
async function jobsAt(operand: string): Promise<readonly DocumentJobs[] | { readonly error: string }> {
  const format = formatOf(operand);
  if (format === undefined) {
    const { documents, problems } = await readDocuments([operand]);
    const [problem] = problems;
    return problem ? { error: problemLine(problem) } : documents.map(jobsOfDocument);
  }
  const bytes = await readFile(operand).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return { error: `${operand}: it can't be read (${bytes.code})` };
  const origin = originIn(bytes, format);
  if (!origin)
    return { error: `${operand}: it does not say which document it was made of; name the document instead` };
  const document = relative(process.cwd(), resolve(dirname(operand), origin.from));
  return [
    { document, jobs: [{ output: operand, options: optionsSeenFromHere(dirname(operand), origin.options) }] },
  ];
}

function jobsOfDocument({ file, text }: DocumentText): DocumentJobs {
  const outputs = outputsOf(parseLab(file, text).frontMatter.demo);
  return {
    document: file,
    jobs: outputs.map((output) => ({ output: join(dirname(file), output), options: {} })),
  };
}

const NO_FILES = "its front matter names no files under 'demo: output:'; name the files";
const NO_DEMOS = "no document in it names files under 'demo: output:'";

interface CheckContext {
  readonly args: Arguments;
  readonly settings: RunSettings;
  readonly signal: AbortSignal;
}

async function checkDocument(
  file: string,
  jobs: readonly Job[],
  { args, settings, signal }: CheckContext,
): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (text instanceof Error)
    return complain(
      [`${jobs[0]!.output}: it was made of ${file}, which can't be read (${text.code})`],
      EXIT.usage,
    );
  const { demo = {} } = parseLab(file, text).frontMatter;
  const makes = jobs.map(({ output, options }) => {
    const flags = { ...args.flags, ...options } as Arguments['flags'];
    return makeOptions({ output, document: demo, args: { ...args, flags }, folder: dirname(file) });
  });
  const wrong = makes.flatMap((one) => (isOptions(one) ? [] : [one.error]));
  if (wrong.length > 0) return complain(wrong, EXIT.usage);
  const performance = await perform(
    { file, text },
    {
      settings: { ...settings, verbosity: 'quiet' },
      signal,
      allowFailed: args.flags['allow-failed'] === true,
    },
  );
  if ('problems' in performance) {
    complain(performance.problems.map(problemLine), 0);
    if (performance.status === EXIT.failed)
      complain(
        jobs.map(({ output }) => `${output}: no longer true: the document does not hold`),
        0,
      );
    return performance.status;
  }
  let status: number = EXIT.passed;
  for (const options of makes.filter(isOptions)) {
    const { output, version } = options;
    const recording = await recordingOf(performance, options);
    const bytes = Buffer.from(FORMATS[formatOf(output)!](recording));
    const before = await readFile(output).catch(() => undefined);
    const compared = compareFile(before, { bytes, recording, version }, formatOf(output)!);
    // What another version draws otherwise has not changed in what it says.
    const due = compared.kind === 'redrawn' ? settings.strict : compared.kind !== 'same';
    const write = args.flags.write === true && due;
    const since = compared.kind === 'changed' && !compared.looks ? await sinceWhen(output, file) : undefined;
    tell(output, compared, { file, write, since, color: settings.color });
    if (write) {
      const trouble = await writeOutput(output, bytes);
      if (trouble !== undefined) return complain([trouble], EXIT.cannotWrite);
    } else if (
      compared.kind === 'changed' ||
      compared.kind === 'missing' ||
      (compared.kind === 'redrawn' && settings.strict)
    )
      status = EXIT.failed;
  }
  return status;
}

function tell(
  output: string,
  compared: Compared,
  {
    file,
    write,
    since,
    color,
  }: {
    readonly file: string;
    readonly write: boolean;
    readonly since: string | undefined;
    readonly color: boolean | undefined;
  },
): void {
  const { write: print, color: colored } = standardOutput(color);
  const paint = palette(colored);
  const done = write ? '; written' : '; --write writes it';
  if (compared.kind === 'same') print(`${output}: still true\n`);
  else if (compared.kind === 'missing') print(`${output}: there is no such file${done}\n`);
  else if (compared.kind === 'redrawn')
    print(`${output}: still true; ${compared.why}${write ? done : '; --write --strict writes it'}\n`);
  else {
    const { reasons, diff } = compared;
    print(`${output}: ${paint.red('changed')}${done}\n`);
    for (const reason of reasons) print(`  ${file}: ${legibleLine(reason)}\n`);
    if (since !== undefined) print(`  ${legibleLine(since)}\n`);
    for (const { kind, text } of diff) {
      if (kind === 'old') print(paint.red(`    - ${legibleLine(text)}\n`));
      else if (kind === 'new') print(paint.green(`    + ${legibleLine(text)}\n`));
    }
  }
}

function complain(messages: readonly string[], status: number): number {
  for (const message of messages) process.stderr.write(`labproof demo check: ${message}\n`);
  return status;
}
