import { contextMade, contextUsed, isOfDocker } from '../command/remote.ts';

/** The Docker contexts that a lab makes for its machines, and which of them is used where. */
export class MachineContexts {
  readonly hosts = new Map<string, string>();
  /** Where docker commands typed at a machine go. */
  readonly #used = new Map<string, string>();
  readonly #nameOf: (word: string) => string | undefined;

  constructor(nameOf: (word: string) => string | undefined) {
    this.#nameOf = nameOf;
  }

  /** The machine whose engine a command typed at another is for; it may make or choose a context for those after it. */
  engineFor(typed: string, machine: string): string | undefined {
    const made = contextMade(typed);
    if (made) this.hosts.set(made.name, made.host);
    const used = contextUsed(typed);
    const host = used === undefined ? undefined : this.#nameOf(this.hosts.get(used) ?? '');
    if (host !== undefined) this.#used.set(machine, host);
    else if (used !== undefined) this.#used.delete(machine);
    return isOfDocker(typed) ? this.#used.get(machine) : undefined;
  }
}
