import { resolve } from 'node:path';
import type { Lab } from '../model/lab.ts';
import { isAffected, isDocument } from './affected.ts';
import { readLabs } from './documents.ts';
import type { Interruption } from './interruption.ts';
import { type RunSettings, stateDirectory } from './run-options.ts';
import { Changes, type Watched } from './watch.ts';
import { type Choice, chosenBy } from './watch-choice.ts';
import { KEYS_HELP, type Keys, type WatchKey, watchKeys } from './watch-keys.ts';

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
 * Runs labs, then again those that a change affects or a key asks for, until `q` or a signal. The exit status is that
 * of the last run.
 */
export async function runAndWatch(
  operands: readonly string[],
  { settings, interruption, run }: WatchContext,
): Promise<number> {
  using keys = watchKeys(interruption);
  const signal = AbortSignal.any([interruption.signal, keys.quit]);
  let changes = new Changes(await watched(operands, settings));
  let last: Choice;
  try {
    let status = await run({ signal });
    for (;;) {
      changes.settle();
      if (signal.aborted) return status;
      process.stderr.write(`labproof: waiting for changes; ${KEYS_HELP}\n`);
      const { first, key } = await changeOrKey(changes, keys, signal);
      if (signal.aborted) return status;
      // Documents may be new, or name other files now.
      const files = await watched(operands, settings);
      const fresh = new Changes(files);
      const changed = [...first, ...changes.take()];
      changes[Symbol.dispose]();
      changes = fresh;
      const { choice, none } = key
        ? await chosenBy(key, { last, directory: stateDirectory(process.env) })
        : { choice: affectedBy(changed, settings.workdir), none: '' };
      if (choice && !files.labs.some(choice)) {
        if (none !== '') process.stderr.write(`labproof: ${none}\n`);
        continue;
      }
      last = choice;
      status = await run({ signal, ...(choice && { affected: choice }) });
    }
  } finally {
    changes[Symbol.dispose]();
  }
}

/** Waits for a change or a key, whichever comes first. */
async function changeOrKey(
  changes: Changes,
  keys: Keys,
  signal: AbortSignal,
): Promise<{ readonly first: ReadonlySet<string>; readonly key: WatchKey | undefined }> {
  const turn = new AbortController();
  const either = AbortSignal.any([signal, turn.signal]);
  const over = (): void => turn.abort();
  const [first, key] = await Promise.all([
    changes.next(either).finally(over),
    keys.next(either).finally(over),
  ]);
  return { first, key };
}

const affectedBy =
  (changed: readonly string[], workdir: string | undefined): NonNullable<Choice> =>
  (lab) =>
    changed.some((path) => isAffected(lab, path, workdir));

async function watched(
  operands: readonly string[],
  {
    workdir,
    reporters,
    ...reading
  }: Pick<RunSettings, 'workdir' | 'reporters' | 'tabs' | 'fresh' | 'exclude'>,
): Promise<Watched> {
  const { labs } = await readLabs(operands, reading);
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
