import { sameMeaning } from '../guide/compare.ts';
import type { LearnerRun } from '../guide/goal.ts';
import type { Guide } from '../guide/guide.ts';
import type { Problem } from '../model/problem.ts';
import type { Terminal } from './terminal.ts';

/** Ms until a command that did not reach its goal is typed again. */
const PAUSE = 1_000;

interface Deed {
  readonly command: number;
  readonly script: string;
  readonly terminal: Terminal;
  /** How often it may still be typed. */
  left: number;
}

/** Types commands of the document for a learner; one that its author says to repeat again while it fails. */
export class TypedForLearner {
  #deed: Deed | undefined;
  #again: NodeJS.Timeout | undefined;

  /** A command of the document by its script here; undefined where a part of it is the learner's to fill in. */
  type(
    guide: Guide,
    terminal: Terminal,
    { id, script }: { readonly id: number; readonly script: string | undefined },
  ): Problem | undefined {
    this.cancel();
    if (script === undefined) return TO_FILL_IN;
    const trouble = terminal.type(script);
    const left = guide.retriesOf(id);
    if (!trouble && left > 0) this.#deed = { command: id, script, terminal, left };
    return trouble;
  }

  /** Something was typed there, and the guide has looked at it; what is to be said of it, '' for nothing. */
  ran(guide: Guide, terminal: Terminal, run: LearnerRun): string {
    const deed = this.#deed;
    if (!deed || deed.terminal !== terminal) return '';
    if (!sameMeaning(deed.script, run.script) || deed.left === 0 || guide.isReached(deed.command)) {
      this.cancel();
      return '';
    }
    const { left } = deed;
    deed.left -= 1;
    this.#again = setTimeout(() => this.#typeAgain(guide, deed), PAUSE);
    this.#again.unref();
    return `that did not do it yet; it is typed again, up to ${left === 1 ? 'once' : `${left} times`} more`;
  }

  /** The learner does something else. */
  cancel(): void {
    clearTimeout(this.#again);
    this.#deed = undefined;
  }

  #typeAgain(guide: Guide, deed: Deed): void {
    const done = this.#deed !== deed || guide.isReached(deed.command);
    // Who has begun to type is not interrupted.
    if (done || !deed.terminal.waits) this.cancel();
    else deed.terminal.type(deed.script);
  }
}

const TO_FILL_IN: Problem = {
  severity: 'warning',
  code: 'to-fill-in',
  message: 'a part of the command is for you to fill in, and here more than one thing or none fits',
  hint: 'type it yourself',
};

/** Nothing of the step is there to be typed. */
export const NOTHING_LEFT: Problem = {
  severity: 'warning',
  code: 'nothing-left',
  message: 'nothing is left to do in this step',
  hint: 'go on with ‘next’',
};
