import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import type { Script } from '../demo/script.ts';
import { digest } from '../training/progress-store.ts';

/** Of a step in a rehearsal, in ms. */
export interface StepTime {
  readonly step: number;
  /** Its commands. */
  readonly runs: number;
  /** To type them and to read what they print. */
  readonly plays: number;
}

export interface Rehearsal {
  /** What is shown where the live run breaks. */
  readonly script: Script;
  /** Ms up to the beginning of a step. */
  readonly plannedAt: (step: number) => number;
}

interface Source {
  readonly file: string;
  readonly text: string;
}

const SHOT = v.object({
  command: v.number(),
  prompt: v.string(),
  typed: v.string(),
  output: v.string(),
  lineMs: v.number(),
});
const SCHEMA = v.object({
  text: v.string(),
  script: v.object({
    title: v.string(),
    chapters: v.array(
      v.object({ ordinal: v.number(), title: v.string(), line: v.number(), shots: v.array(SHOT) }),
    ),
  }),
  steps: v.array(v.object({ step: v.number(), runs: v.number(), plays: v.number() })),
});

export async function saveRehearsal(
  folder: string,
  source: Source,
  { script, steps }: { readonly script: Script; readonly steps: readonly StepTime[] },
): Promise<void> {
  const file = fileOf(folder, source);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, JSON.stringify({ text: digest(source.text), script, steps }), {
    mode: 0o600,
  });
  await rename(`${file}.new`, file);
}

/** Of this very text of the document; undefined where there was none. */
export async function readRehearsal(folder: string, source: Source): Promise<Rehearsal | undefined> {
  try {
    const { text, script, steps } = v.parse(
      SCHEMA,
      JSON.parse(await readFile(fileOf(folder, source), 'utf8')),
    );
    if (text !== digest(source.text)) return undefined;
    const plannedAt = (at: number): number =>
      steps.filter(({ step }) => step < at).reduce((sum, { runs, plays }) => sum + runs + plays, 0);
    return { script, plannedAt };
  } catch {
    return undefined;
  }
}

const fileOf = (folder: string, { file }: Source): string =>
  join(folder, `${digest(resolve(file)).slice(0, 32)}.json`);
