import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import type { Progress } from '../guide/goal.ts';

const SCHEMA = v.object({
  hash: v.string(),
  at: v.number(),
  met: v.array(v.string()),
  skipped: v.array(v.string()),
});

/** Where a learner was in a document, kept between days. */
export class ProgressStore {
  readonly #file: string;
  readonly #hash: string;
  #saving: Promise<void> = Promise.resolve();

  /** `learner` tells those apart who share a machine. */
  constructor(
    folder: string,
    document: { readonly file: string; readonly text: string; readonly learner?: string },
  ) {
    const key = `${document.learner ?? ''}\0${resolve(document.file)}`;
    this.#file = join(folder, 'training', `${digest(key).slice(0, 32)}.json`);
    this.#hash = digest(document.text);
  }

  /** `changed`: there is progress, of another text of the document. */
  async read(): Promise<Progress | 'changed' | undefined> {
    try {
      const { hash, ...progress } = v.parse(SCHEMA, JSON.parse(await readFile(this.#file, 'utf8')));
      return hash === this.#hash ? progress : 'changed';
    } catch {
      return undefined;
    }
  }

  /** Writes it by and by, one after the other. Where that can't be, work goes on without. */
  save(progress: Progress): void {
    this.#saving = this.#saving.then(() => this.#write(progress)).catch(() => {});
  }

  saved(): Promise<void> {
    return this.#saving;
  }

  async #write(progress: Progress): Promise<void> {
    await mkdir(join(this.#file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(`${this.#file}.new`, JSON.stringify({ hash: this.#hash, ...progress }), { mode: 0o600 });
    await rename(`${this.#file}.new`, this.#file);
  }

  async forget(): Promise<void> {
    await this.#saving;
    await rm(this.#file, { force: true });
  }
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
