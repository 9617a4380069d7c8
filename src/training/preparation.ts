import type { Guide } from '../guide/guide.ts';
import { sectionAt } from '../lab/sections.ts';
import type { Plan } from '../plan/plan.ts';
import type { Workplace } from './workplace.ts';

/** Makes ready what a learner finds: hidden set-up and files of the steps, and what they have done before. */
export class Preparation {
  readonly #plan: Plan;
  readonly #workplace: Workplace;
  readonly #wrote: (path: string) => void;
  readonly #setUp = new Set<number>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(plan: Plan, workplace: Workplace, wrote: (path: string) => void) {
    this.#plan = plan;
    this.#workplace = workplace;
    this.#wrote = wrote;
  }

  /** Runs the set-up of a step, once, and writes its files. */
  step(ordinal: number): Promise<void> {
    const turn = this.#last.then(() => this.#step(ordinal));
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** The same of all steps up to one, from where its section begins. */
  async upTo(ordinal: number): Promise<void> {
    for (const step of sectionAt(this.#plan.lab, ordinal)) {
      if (step.ordinal <= ordinal) await this.step(step.ordinal);
    }
  }

  /**
   * Types what was done before on this machine, by the code that runs documents; scripts, by machine, that bring
   * another shell to where the lab's is then, none where nothing was done.
   */
  async again(guide: Guide, { begins }: { readonly begins: () => void }): Promise<ShellStates> {
    const steps = sectionAt(this.#plan.lab, guide.view().at);
    const done = guide
      .doneCommands()
      .filter(({ step }) => steps.some(({ ordinal }) => ordinal === step.ordinal));
    const [first] = done;
    if (!first) return new Map();
    begins();
    let prepared = (steps[0]?.ordinal ?? 1) - 1;
    for (const planned of done) {
      for (; prepared < planned.step.ordinal; prepared += 1) await this.step(prepared + 1);
      await this.#workplace.run(planned);
    }
    const { machines } = this.#workplace;
    const states = new Map<string | undefined, string>();
    for (const machine of machines.length > 0 ? machines : [undefined])
      states.set(machine, await this.#workplace.shellState(machine));
    return states;
  }

  async #step(ordinal: number): Promise<void> {
    const first = !this.#setUp.has(ordinal);
    this.#setUp.add(ordinal);
    for (const planned of first ? this.#plan.commands : []) {
      const { command, step } = planned;
      if (step.ordinal === ordinal && command.directives.phase === 'setup')
        await this.#workplace.run(planned);
    }
    if (first) await this.#gather(ordinal);
    for (const path of await this.#workplace.writeFiles(ordinal)) this.#wrote(path);
  }

  /** What is in the swarm when the step begins, though no command has brought it there. */
  async #gather(ordinal: number): Promise<void> {
    const commands = this.#plan.commands.filter(({ step }) => step.ordinal === ordinal);
    const [before] = commands;
    if (before) await this.#workplace.gather(before.command);
  }
}

/** Scripts that bring a shell to where the lab's is, by machine. */
export type ShellStates = ReadonlyMap<string | undefined, string>;
