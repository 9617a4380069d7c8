import type { Problem } from '../model/problem.ts';
import type { Act } from './acts.ts';
import { LiveLab, type OpenLab } from './live.ts';

export interface BackstageOptions {
  /** All of the document, what is hidden too. */
  readonly acts: readonly Act[];
  readonly openLab: OpenLab;
  readonly recorded: boolean;
  readonly signal: AbortSignal;
  readonly changed: () => void;
  /** Something that was done unseen has not come out. */
  readonly failed: (text: string) => void;
}

/** The lab behind a show: opened, brought to where the show is, given up. */
export class Backstage {
  readonly #options: BackstageOptions;
  mode: 'live' | 'recording' | 'getting ready';
  #lab: LiveLab | undefined;
  #closing: Promise<void> = Promise.resolve();
  #opening = new AbortController();
  readonly #left: string[] = [];
  /** How many of all acts the lab has done. */
  #done = 0;

  constructor(options: BackstageOptions) {
    this.#options = options;
    this.mode = options.recorded ? 'recording' : 'getting ready';
  }

  get lab(): LiveLab | undefined {
    return this.#lab;
  }

  /** Waits until what was given up is gone; says what of it could not be removed. */
  async closed(): Promise<Problem | undefined> {
    await this.#closing;
    return this.#left.length === 0
      ? undefined
      : {
          severity: 'error',
          code: 'left',
          message: `left behind: ${this.#left.join(', ')}`,
          hint: 'labproof clean removes it',
        };
  }

  #remove(lab: LiveLab): void {
    const closed = lab.close().then(
      (left) => void this.#left.push(...left),
      (error: unknown) => void this.#left.push(String(error)),
    );
    this.#closing = Promise.all([this.#closing, closed]).then(() => {});
  }

  /** Opens a lab and does what comes before an act of the show. */
  async bring(first: Act | undefined): Promise<Problem | undefined> {
    const { openLab, acts } = this.#options;
    const signal = AbortSignal.any([this.#options.signal, this.#opening.signal]);
    this.mode = 'getting ready';
    this.#options.changed();
    await this.#closing;
    const lab = await LiveLab.open(openLab, signal).catch(
      (error: unknown): Problem => ({ severity: 'error', code: 'no-lab', message: String(error) }),
    );
    if ('severity' in lab) {
      if (signal.aborted) return undefined;
      this.mode = 'recording';
      return lab;
    }
    if (signal.aborted) {
      this.#remove(lab);
      return undefined;
    }
    this.#lab = lab;
    this.#done = first ? acts.indexOf(first) : acts.length;
    for (const act of acts.slice(0, this.#done)) {
      if (lab !== this.#lab || signal.aborted) return undefined;
      if (act.skipped) continue;
      const wrong = await lab.redo(act).catch((error: unknown) => String(error));
      if (wrong !== undefined && lab === this.#lab) this.#options.failed(`${act.typed}: ${wrong}`);
    }
    if (lab === this.#lab) this.mode = 'live';
    return undefined;
  }

  giveUp(): void {
    const lab = this.#lab;
    this.#opening.abort();
    this.#opening = new AbortController();
    this.#lab = undefined;
    this.mode = 'recording';
    if (!lab) return;
    this.#remove(lab);
  }

  /** Does what comes before an act of the show and is not shown, or was passed over. */
  async catchUp(act: Act, lab: LiveLab): Promise<void> {
    const { acts } = this.#options;
    const to = acts.indexOf(act);
    for (; this.#done < to && lab === this.#lab; this.#done += 1) {
      const other = acts[this.#done]!;
      if (other.hidden && !other.skipped) await lab.redo(other);
    }
    this.#done = to + 1;
  }
}
