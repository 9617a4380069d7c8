import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Lab } from '../model/lab.ts';
import { isDocument } from './affected.ts';

/** How long changes are gathered, in ms: an editor writes a file in several steps. */
const GATHER = 100;

export interface Watched {
  readonly labs: readonly Pick<Lab, 'file' | 'frontMatter'>[];
  /** Folders that were named, in which new documents may appear. */
  readonly folders: readonly string[];
  readonly workdir: string | undefined;
  /** Reports and other files that runs write. */
  readonly ignored: ReadonlySet<string>;
}

/**
 * Watches documents and the files that labs use beside them. A change counts when a file is not as
 * it was: documents as they were read, other files as the last run left them, so that what a lab
 * does to its own folder starts nothing.
 */
export class Changes implements Disposable {
  readonly #watchers: FSWatcher[] = [];
  readonly #states = new Map<string, string>();
  readonly #changed = new Set<string>();
  readonly #watched: Watched;
  #gathering: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  /** To be made before the documents are read. */
  constructor(watched: Watched) {
    this.#watched = watched;
    for (const folder of foldersOf(watched)) {
      for (const path of filesIn(folder)) this.#states.set(path, stateOf(path));
      try {
        const watcher = watch(folder, (_, name) => name !== null && this.#seen(join(folder, name)));
        watcher.on('error', () => watcher.close());
        this.#watchers.push(watcher);
      } catch {
        // A folder that is gone has nothing to watch; its labs say so when they are run.
      }
    }
  }

  /** Takes all files that are no documents for what they are now. */
  settle(): void {
    for (const folder of foldersOf(this.#watched))
      for (const path of filesIn(folder)) if (!isDocument(path)) this.#states.set(path, stateOf(path));
    for (const path of this.#changed) if (!isDocument(path)) this.#changed.delete(path);
  }

  /** The files that have changed since they were asked for last; waits for one. */
  async next(signal: AbortSignal): Promise<ReadonlySet<string>> {
    while (this.#changed.size === 0 && !signal.aborted) {
      await new Promise<void>((done) => {
        this.#wake = done;
        signal.addEventListener('abort', () => done(), { once: true });
      });
    }
    return this.take();
  }

  /** The files that have changed by now, those included of which no event has come yet. */
  take(): ReadonlySet<string> {
    for (const path of this.#states.keys()) this.#seen(path);
    clearTimeout(this.#gathering);
    const changed = new Set(this.#changed);
    this.#changed.clear();
    return changed;
  }

  #seen(path: string): void {
    if (this.#watched.ignored.has(path)) return;
    const state = stateOf(path);
    if (state === (this.#states.get(path) ?? GONE)) return;
    this.#states.set(path, state);
    this.#changed.add(path);
    clearTimeout(this.#gathering);
    this.#gathering = setTimeout(() => this.#wake?.(), GATHER);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#gathering);
    for (const watcher of this.#watchers) watcher.close();
  }
}

const GONE = 'gone';

function stateOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat?.isFile() ? `${stat.mtimeNs} ${stat.size} ${stat.ino}` : GONE;
}

/** Folders of the documents, of their build contexts, and those that were named. */
function foldersOf({ labs, folders, workdir }: Watched): ReadonlySet<string> {
  const flat = labs.map(({ file }) => dirname(resolve(file)));
  const deep = labs.flatMap(({ file, frontMatter }) =>
    Object.values(frontMatter.images).map((context) => resolve(dirname(resolve(file)), context)),
  );
  if (workdir !== undefined) deep.push(workdir);
  deep.push(...folders.map((folder) => resolve(folder)));
  return new Set([...flat, ...new Set(deep.flatMap(foldersBelow))]);
}

const isLeftOut = (name: string): boolean => name === 'node_modules' || name === '.git';

function foldersBelow(top: string): readonly string[] {
  return [
    top,
    ...entriesOf(top)
      .filter((entry) => entry.isDirectory() && !isLeftOut(entry.name))
      .flatMap((entry) => foldersBelow(join(top, entry.name))),
  ];
}

const filesIn = (folder: string): readonly string[] =>
  entriesOf(folder)
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(folder, entry.name));

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
