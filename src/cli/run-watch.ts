import { resolve } from 'node:path';
import type { Lab } from '../model/lab.ts';
import { isAffected, isDocument } from './affected.ts';
import { readLabs } from './documents.ts';
import type { Interruption } from './interruption.ts';
import type { RunSettings } from './run-options.ts';
import { Changes, type Watched } from './watch.ts';
import { watchKeys } from './watch-keys.ts';

export interface RunOptions {
  readonly signal: AbortSignal;
  /** The labs to run; by default those that the command line chooses. */
  readonly affected?: (lab: Lab) => boolean;
}

export interface WatchContext {
  readonly settings: RunSettings;
  readonly interruption: Interruption;
  readonly run: (options: RunOptions) => Promise<number>;
}

/**
 * Runs labs, then again those that a change affects, until `q` or a signal. The exit status is that
 * of the last run.
 */
export async function runAndWatch(
  operands: readonly string[],
  { settings, interruption, run }: WatchContext,
): Promise<number> {
  using keys = watchKeys(interruption);
  const signal = AbortSignal.any([interruption.signal, keys.quit]);
  let changes = new Changes(await watched(operands, settings));
  try {
    let status = await run({ signal });
    for (;;) {
      changes.settle();
      if (signal.aborted) return status;
      process.stderr.write('labproof: waiting for changes; q quits\n');
      const first = await changes.next(signal);
      if (signal.aborted) return status;
      // Documents may be new, or name other files now.
      const files = await watched(operands, settings);
      const fresh = new Changes(files);
      const changed = [...first, ...changes.take()];
      changes[Symbol.dispose]();
      changes = fresh;
      const affected = (lab: Pick<Lab, 'file' | 'frontMatter'>): boolean =>
        changed.some((path) => isAffected(lab, path, settings.workdir));
      if (files.labs.some(affected)) status = await run({ signal, affected });
    }
  } finally {
    changes[Symbol.dispose]();
  }
}

async function watched(
  operands: readonly string[],
  { workdir, reporters, tabs, exclude }: Pick<RunSettings, 'workdir' | 'reporters' | 'tabs' | 'exclude'>,
): Promise<Watched> {
  const { labs } = await readLabs(operands, { tabs, exclude });
  return {
    labs: [...labs, ...absent(operands)],
    folders: operands.filter((operand) => !isDocument(operand)),
    workdir,
    ignored: new Set(reporters.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]))),
  };
}

/** Documents that are named stay watched while an editor has them away. */
const absent = (operands: readonly string[]): Watched['labs'] =>
  operands.filter(isDocument).map((file) => ({ file, frontMatter: { variables: {}, images: {} } }));
