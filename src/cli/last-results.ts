import { createHash } from 'node:crypto';
import { mkdirSync, watch } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { parseLab } from '../lab/parse.ts';
import type { LastRun } from '../lsp/last-run.ts';
import type { LabResult } from '../model/event.ts';
import type { Lab } from '../model/lab.ts';
import { grouped } from '../text/grouped.ts';
import { acrossEngines } from './across-engines.ts';
import { readIncluded } from './included-files.ts';
import { writeStateFile } from './state-file.ts';

/** Labs whose results are kept; those that were not run for longest are forgotten. */
const MOST = 500;

/** Letters of a live output that are kept. */
const LONGEST_OUTPUT = 4_000;

/** How long a series of runs is waited for before its results are told of, in ms. */
const PAUSE = 100;

const Lines = v.array(v.looseObject({ line: v.number() }));
const Command = v.looseObject({
  id: v.number(),
  line: v.number(),
  verdict: v.picklist(['passed', 'drifted', 'failed', 'skipped']),
  reason: v.string(),
  durationMs: v.number(),
  output: v.string(),
  differences: Lines,
  acceptances: Lines,
  checks: Lines,
});
const File = v.object({
  version: v.literal(1),
  at: v.number(),
  text: v.string(),
  result: v.looseObject({ commands: v.array(Command) }),
});

/** What a lab came to when it was run last, as far as is known. */
export async function readLastRun(directory: string, file: string): Promise<LastRun | undefined> {
  try {
    const { at, text, result } = v.parse(File, JSON.parse(await readFile(recordOf(directory, file), 'utf8')));
    const lab = parseLab(file, text, { included: readIncluded() });
    return { lab, result: result as unknown as LabResult, at };
  } catch {
    return undefined;
  }
}

export interface ShownRun {
  readonly labs: readonly Lab[];
  readonly results: readonly LabResult[];
  /** Only some steps of each lab were reported: of the others the results before still count. */
  readonly partial: boolean;
}

/** Keeps what labs came to, for who looks at their documents. Where that can't be written, nothing is kept. */
export async function keepResults(directory: string, { labs, results, partial }: ShownRun): Promise<void> {
  const folder = folderOf(directory);
  const texts = new Map(labs.map(({ file, text }) => [file, text]));
  try {
    for (const same of grouped(results, ({ file }) => file).values()) {
      const result = acrossEngines(same as [LabResult, ...LabResult[]]);
      const text = texts.get(result.file)!;
      const before = partial ? await readLastRun(directory, result.file) : undefined;
      const commands = before?.lab.text === text ? merged(before.result, result) : result.commands;
      const shown = commands.map((one) => ({ ...one, output: one.output.slice(0, LONGEST_OUTPUT) }));
      const at = result.cached === undefined ? Date.now() : Date.parse(result.cached);
      const record = { version: 1, at, text, result: { ...result, commands: shown } };
      await writeStateFile(folder, nameOf(result.file), JSON.stringify(record));
    }
    await forgetOldest(folder);
  } catch {}
}

/** Calls back whenever results have been kept, until the signal. */
export function watchResults(directory: string, changed: () => void, signal: AbortSignal): void {
  const folder = folderOf(directory);
  let pause: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', () => clearTimeout(pause), { once: true });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const watcher = watch(folder, { signal }, () => {
      clearTimeout(pause);
      pause = setTimeout(changed, PAUSE);
    });
    watcher.on('error', () => {});
  } catch {}
}

function merged(before: LabResult, now: LabResult): LabResult['commands'] {
  const ids = new Set(now.commands.map(({ id }) => id));
  const others = before.commands.filter(({ id }) => !ids.has(id));
  return [...others, ...now.commands].sort((a, b) => a.id - b.id);
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  if (names.length <= MOST) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  dated.sort((a, b) => b.at - a.at);
  await Promise.all(dated.slice(MOST).map(({ name }) => rm(join(folder, name), { force: true })));
}

const folderOf = (directory: string): string => join(directory, 'results');

const recordOf = (directory: string, file: string): string => join(folderOf(directory), nameOf(file));

const nameOf = (file: string): string => `${createHash('sha256').update(resolve(file)).digest('hex')}.json`;
