import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { FileAction } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';

/** Writes the files that a document shows into the lab's working directory. */
export class LabFiles {
  readonly #root: string;
  /** What was last written, so that a file which a command changed since is not taken for ours. */
  readonly #written = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Writes one file below the working directory `cwd` of the session; a path outside the root is refused. */
  async write(action: FileAction, cwd: string): Promise<Problem | undefined> {
    const inRoot = cwd === this.#root || cwd.startsWith(this.#root + sep);
    const path = resolve(inRoot ? cwd : this.#root, action.path);
    if (!path.startsWith(this.#root + sep)) {
      return {
        severity: 'error',
        code: 'path-outside',
        span: action.span,
        message: `the file ${action.path} would lie outside the lab's working directory`,
        hint: 'name it by a relative path without ..',
      };
    }
    if (action.write === 'unless-made') {
      const present = await readFile(path, 'utf8').catch(() => undefined);
      if (present !== undefined && present !== this.#written.get(path)) return undefined;
    }
    // Containers that mount the folder run as other users.
    await mkdir(dirname(path), { recursive: true, mode: 0o755 });
    await writeFile(path, action.content, { mode: action.content.startsWith('#!') ? 0o755 : 0o644 });
    this.#written.set(path, action.content);
    return undefined;
  }
}
