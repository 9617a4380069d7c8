import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { runCommand } from '../run/command-run.ts';
import type { AnyLaboratory } from '../run/laboratories.ts';
import { shellStateForPerson } from '../run/shell-state.ts';
import type { Act } from './acts.ts';
import type { ShellPlace } from './free-shell.ts';

/** A laboratory that is open, and how it is left with all that was made in it. */
export interface OpenLaboratory extends AsyncDisposable {
  readonly laboratory: AnyLaboratory;
}

export interface OpeningOptions {
  readonly signal: AbortSignal;
  /** Told what the command that runs writes, from the beginning each time it is looked at again. */
  readonly terminal: () => (chunk: string) => void;
}

export type OpenLab = (options: OpeningOptions) => Promise<OpenLaboratory | Problem>;

/** The lab behind a show: what is typed on stage is done here, as `run` does it. */
export class LiveLab {
  readonly #open: OpenLaboratory;
  readonly #stop: AbortController;
  readonly #hear: { now: ((chunk: string, again: boolean) => void) | undefined };
  #closed: Promise<readonly string[]> | undefined;

  private constructor(
    open: OpenLaboratory,
    stop: AbortController,
    hear: { now: ((chunk: string, again: boolean) => void) | undefined },
  ) {
    this.#open = open;
    this.#stop = stop;
    this.#hear = hear;
  }

  static async open(openLab: OpenLab, signal: AbortSignal): Promise<LiveLab | Problem> {
    const stop = new AbortController();
    const hear: { now: ((chunk: string, again: boolean) => void) | undefined } = { now: undefined };
    let looks = 0;
    let told: unknown;
    const open = await openLab({
      signal: AbortSignal.any([signal, stop.signal]),
      terminal: () => {
        const own = hear.now;
        looks = told === own ? looks + 1 : 0;
        told = own;
        const again = looks > 0;
        return (chunk) => own?.(chunk, again);
      },
    });
    return 'severity' in open ? open : new LiveLab(open, stop, hear);
  }

  /** Does it unseen; why it did not come out, where it did not. */
  async redo({ deed }: Act): Promise<string | undefined> {
    if (deed.kind === 'file') return (await this.#open.laboratory.write(deed.file))?.message;
    const { verdict, reason } = await this.run(deed.planned);
    return verdict === 'failed' ? reason : undefined;
  }

  async run(planned: PlannedCommand, hear?: (chunk: string, again: boolean) => void): Promise<CommandResult> {
    const { laboratory } = this.#open;
    this.#hear.now = hear;
    try {
      const result = await runCommand(planned, laboratory.contextOf(planned.command));
      laboratory.finished(result);
      return result;
    } finally {
      this.#hear.now = undefined;
    }
  }

  /** In the values of this run. */
  inLiveValues(text: string): string {
    return this.#open.laboratory.context.correspondence.rewrite(text).script;
  }

  get engineLost(): boolean {
    return this.#open.laboratory.engineLost;
  }

  /** Where a shell by hand can be had: at a machine of several, or at the only one. */
  placeAt(machine: string | undefined): ShellPlace {
    const { desk, shells } = this.#open.laboratory.contextOf(machine === undefined ? {} : { machine });
    return { desk, shellState: async () => shellStateForPerson(await shells.host(0)) };
  }

  /** Gives up what runs, and removes what was made; what could not be removed. */
  close(): Promise<readonly string[]> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<readonly string[]> {
    this.#stop.abort();
    try {
      const { left } = await this.#open.laboratory.cleanUp({ keep: false });
      return left.map(({ kind, name }) => `${kind} ${name}`);
    } finally {
      await this.#open[Symbol.asyncDispose]();
    }
  }
}
