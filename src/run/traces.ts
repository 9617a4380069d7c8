import { basename, isAbsolute, join, resolve, sep } from 'node:path';
import { foresee } from '../docker/host-files.ts';
import type { Ledger } from '../docker/ledger.ts';
import { type Written, writtenBy } from '../hazard/written.ts';

/**
 * Puts on record what a lab on a computer that is not its own is about to write outside of its folder,
 * as far as its commands and calls of the engine tell, so that it goes with the rest.
 */
export class Traces {
  readonly #own: readonly string[];
  readonly #ledger: Ledger;
  /** Where shells have gone, by their numbers; those that are not in it are in the lab's folder, or nobody knows. */
  readonly #folders = new Map<number, string>();

  /** `own`: folders whose content is not looked after here. */
  constructor(own: readonly string[], ledger: Ledger) {
    this.#own = own;
    this.#ledger = ledger;
  }

  /** To be awaited before a shell is given the script. */
  async typed(shell: number, script: string): Promise<void> {
    for (const act of writtenBy(script)) {
      if (act.kind === 'goes') this.#go(shell, act.to);
      else for (const path of this.#pathsOf(shell, act)) await this.madeAt(path);
    }
  }

  /** To be awaited before something may be made at the path. */
  readonly madeAt = async (path: string): Promise<void> => {
    const whole = resolve(path);
    if (this.#own.some((own) => whole === own || whole.startsWith(own + sep))) return;
    const foreseen = await foresee(whole);
    if (foreseen) await this.#ledger.foresee(foreseen);
  };

  #go(shell: number, to: string | undefined): void {
    const from = this.#folders.get(shell);
    const folder = to === undefined ? undefined : isAbsolute(to) ? to : from && join(from, to);
    if (folder === undefined) this.#folders.delete(shell);
    else this.#folders.set(shell, folder);
  }

  /** Into a folder that is there, files come by their own names. */
  #pathsOf(shell: number, { path, sources }: Extract<Written, { kind: 'writes' }>): readonly string[] {
    const folder = this.#folders.get(shell);
    const whole = isAbsolute(path) ? path : folder && join(folder, path);
    return whole === undefined ? [] : [whole, ...sources.map((source) => join(whole, basename(source)))];
  }
}
