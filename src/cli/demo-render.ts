import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { readCast } from '../demo/cast.ts';
import { FORMATS, formatOf, type Recording } from '../demo/formats.ts';
import { type MakeOptions, recordingOf, recordingOfCast } from '../demo/make.ts';
import { optionsSeenFrom, optionsSeenFromHere } from '../demo/option-paths.ts';
import { readOrigin } from '../demo/origin.ts';
import { widestOutput } from '../demo/widest.ts';
import { parseLab } from '../lab/parse.ts';
import { count } from '../report/words.ts';
import { outputsOf, writeOutput } from './demo-files.ts';
import { isOptions, makeOptions } from './demo-options.ts';
import { perform } from './demo-perform.ts';
import { problemLine, readDocuments } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { Interruption } from './interruption.ts';
import { readRunSettings } from './run-options.ts';

export interface RenderKind {
  /** Endings of the files that are made when none is named. */
  readonly endings: readonly string[];
}

/** Makes recordings and pictures of a document, which it runs, or pictures of a cast. */
export async function renderDemo(args: Arguments, { endings }: RenderKind): Promise<number> {
  const [file, ...more] = args.operands;
  if (file === undefined || more.length > 0) return complain(['give one document or cast'], EXIT.usage);
  const outputs = (given: readonly string[]): readonly string[] => {
    const named = (args.flags.output as readonly string[] | undefined) ?? given;
    return named.length > 0 ? named : endings.map((ending) => `${withoutEnding(basename(file))}.${ending}`);
  };
  return /\.cast$/i.test(file)
    ? renderCast(file, { args, outputs })
    : renderDocument(file, { args, outputs });
}

interface RenderContext {
  readonly args: Arguments;
  readonly outputs: (given: readonly string[]) => readonly string[];
}

async function renderDocument(file: string, { args, outputs }: RenderContext): Promise<number> {
  const settings = readRunSettings(args);
  if ('error' in settings) return complain([settings.error], EXIT.usage);
  const { documents, problems } = await readDocuments([file]);
  if (problems.length > 0) return complain(problems.map(problemLine), EXIT.usage);
  if (documents.length !== 1) return complain([`${file}: name one document`], EXIT.usage);
  const [document] = documents;
  const { demo = {} } = parseLab(document!.file, document!.text).frontMatter;
  const made = outputs(outputsOf(demo).map((output) => join(dirname(file), output))).map((output) =>
    makeOptions({ output, document: demo, args, folder: dirname(file) }),
  );
  const wrong = made.flatMap((one) => (isOptions(one) ? [] : [one.error]));
  if (wrong.length > 0) return complain(wrong, EXIT.usage);
  const interruption = new Interruption();
  using _ = interruption.listen();
  const performance = await perform(document!, {
    settings: { ...settings, verbosity: 'quiet' },
    signal: interruption.signal,
    allowFailed: args.flags['allow-failed'] === true,
  });
  if ('problems' in performance) {
    complain(performance.problems.map(problemLine), 0);
    if (performance.status === EXIT.failed) complain(['nothing was recorded: the document does not hold'], 0);
    return interruption.status ?? performance.status;
  }
  for (const options of made.filter(isOptions)) {
    const recording = await recordingOf(performance, options);
    tellBroken(recording, options);
    const status = await write(recording, options);
    if (status !== EXIT.passed) return status;
  }
  return EXIT.passed;
}

async function renderCast(file: string, { args, outputs }: RenderContext): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (text instanceof Error)
    return complain(
      [`${file}: ${text.code === 'ENOENT' ? 'there is no such file' : `it can't be read (${text.code})`}`],
      EXIT.usage,
    );
  const cast = readCast(text);
  if ('error' in cast) return complain([`${file}: ${cast.error}`], EXIT.usage);
  const origin = readOrigin(cast.origin);
  const document = origin && resolve(dirname(file), origin.from);
  const source = document === undefined ? undefined : await readFile(document, 'utf8').catch(() => undefined);
  const demo =
    document !== undefined && source !== undefined ? (parseLab(document, source).frontMatter.demo ?? {}) : {};
  const own = origin && optionsSeenFromHere(dirname(file), origin.options);
  for (const output of outputs([])) {
    const options = makeOptions({
      output,
      document: demo,
      args: { ...args, flags: { ...own, ...args.flags } as Arguments['flags'] },
      folder: dirname(document ?? file),
    });
    if (!isOptions(options)) return complain([options.error], EXIT.usage);
    const made = origin && {
      ...origin,
      from: relative(dirname(resolve(output)), document!).replaceAll('\\', '/'),
      options: optionsSeenFrom(dirname(output), options.options),
    };
    const status = await write(await recordingOfCast(cast, made, options), options);
    if (status !== EXIT.passed) return status;
  }
  return EXIT.passed;
}

async function write(recording: Recording, { output }: MakeOptions): Promise<number> {
  const bytes = Buffer.from(FORMATS[formatOf(output)!](recording));
  const trouble = await writeOutput(output, bytes);
  if (trouble !== undefined) return complain([trouble], EXIT.cannotWrite);
  const { missing } = recording.raster.fonts;
  if (missing.size > 0)
    complain(
      [`${output}: no letter for ${[...missing].sort().join(' ')}; --font names a font that has them`],
      0,
    );
  const { durationMs, chapters } = recording.film;
  const size = (bytes.length / 1000).toFixed(1);
  process.stdout.write(
    `${output}: ${(durationMs / 1000).toFixed(1)} s, ${count(chapters.length, 'step')}, ${size} kB\n`,
  );
  return EXIT.passed;
}

/** Tables can't be read when their lines are broken. */
function tellBroken({ script }: Recording, { output, settings: { cols } }: MakeOptions): void {
  const widest = widestOutput(script);
  if (widest > cols && formatOf(output) !== 'txt')
    complain(
      [
        `${output}: lines of up to ${widest} columns are broken at ${cols}; 'cols: ${widest}' keeps them whole`,
      ],
      0,
    );
}

const withoutEnding = (name: string): string => name.replace(/\.\w+$/, '');

function complain(messages: readonly string[], status: number): number {
  for (const message of messages) process.stderr.write(`labproof demo: ${message}\n`);
  return status;
}
