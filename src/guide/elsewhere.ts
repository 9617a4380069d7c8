import { remoteCommand } from '../command/remote.ts';
import { MachineContexts } from '../lab/machine-contexts.ts';
import type { LearnerRun } from './goal.ts';

/** Where what a learner types at one of several machines is done: there, or by ssh or docker at another. */
export class Elsewhere {
  readonly #contexts: MachineContexts;
  readonly #nameOf: (word: string) => string | undefined;

  /** `addresses` of the machines by their names. */
  constructor(addresses: ReadonlyMap<string, string>) {
    this.#nameOf = (word) =>
      addresses.has(word) ? word : [...addresses].find(([, address]) => address === word)?.[0];
    this.#contexts = new MachineContexts(this.#nameOf);
  }

  /** The command with the machine that it was done at and what was done there; to be told of every one, in order. */
  placed(run: LearnerRun): LearnerRun {
    const { script, machine } = run;
    if (machine === undefined || run.inside) return run;
    const engine = this.#contexts.engineFor(script, machine);
    const remote = remoteCommand(script, this.#contexts.hosts);
    const host = remote && this.#nameOf(remote.host);
    if (remote?.script !== undefined && host !== undefined)
      return { ...run, machine: host, script: remote.script };
    return engine === undefined ? run : { ...run, machine: engine };
  }
}
