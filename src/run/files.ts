import { mkdir, readFile, realpath, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { FileAction } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';

/** The files that a document shows, as they are written for its lab. */
export interface Files {
  /** Writes one file; its path starts at the lab's folder, and one that leads out of it is refused. */
  write(action: FileAction): Promise<Problem | undefined>;
  /** Removes from a folder that is not the lab's own what was written there, and nothing else. */
  removeWritten(): Promise<void>;
}

/**
 * Writes the files that a document shows into the lab's working directory. In one that is not its
 * own it changes no file that was there, and can take back all that it wrote.
 */
export class LabFiles implements Files {
  readonly #root: string;
  readonly #own: boolean;
  /** What was last written, so that a file which a command changed since is not taken for ours. */
  readonly #written = new Map<string, string>();
  /** The topmost folders made for files. */
  readonly #folders: string[] = [];

  /** `own`: the folder is the lab's own and goes with it. */
  constructor(root: string, { own }: { readonly own: boolean }) {
    this.#root = root;
    this.#own = own;
  }

  async write(action: FileAction): Promise<Problem | undefined> {
    const path = resolve(this.#root, action.path);
    if (!this.#isInside(path) || path === this.#root) return outside(action);
    const present = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? undefined : error,
    );
    if (!this.#own && !this.#isInside(await existingPart(dirname(path)))) return outside(action);
    const isOurs = present === this.#written.get(path);
    if (action.write === 'unless-made' && typeof present === 'string' && !isOurs) return undefined;
    if (!this.#own && present !== undefined && !this.#written.has(path))
      return present === action.content ? undefined : taken(action);
    // Containers that mount the folder run as other users.
    const folder = await mkdir(dirname(path), { recursive: true, mode: 0o755 });
    if (folder !== undefined) this.#folders.push(folder);
    // A link that leads nowhere is something that is there, too.
    const flag = this.#own || this.#written.has(path) ? 'w' : 'wx';
    const mode = action.content.startsWith('#!') ? 0o755 : 0o644;
    try {
      await writeFile(path, action.content, { mode, flag });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return taken(action);
      throw error;
    }
    this.#written.set(path, action.content);
    return undefined;
  }

  async removeWritten(): Promise<void> {
    if (this.#own) return;
    for (const path of this.#written.keys()) await rm(path, { force: true });
    const parents = [...this.#written.keys()].map((path) => dirname(path));
    for (const top of this.#folders) {
      const below = [top, ...parents.filter((path) => path.startsWith(top + sep))];
      // A folder in which a command has put something stays.
      for (const path of below.sort((a, b) => b.length - a.length)) await rmdir(path).catch(() => {});
    }
  }

  #isInside(path: string): boolean {
    return path === this.#root || path.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep);
  }
}

/** Where the part of a path that is there really is. */
async function existingPart(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  return real ?? existingPart(dirname(path));
}

export const outside = ({ path, span }: FileAction): Problem => ({
  severity: 'error',
  code: 'path-outside',
  span,
  message: `the file ${path} would lie outside the lab's working directory`,
  hint: 'name it by a relative path without ..',
});

const taken = ({ path, span }: FileAction): Problem => ({
  severity: 'error',
  code: 'file-taken',
  span,
  message: `the working directory has another ${path} than the document shows, and labproof does not overwrite it`,
  hint: 'remove it, or make the document show what is there',
});
