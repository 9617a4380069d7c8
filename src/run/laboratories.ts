import { workTime } from '../docker/work-time.ts';
import type { Machine } from '../machine/machine.ts';
import { Correspondence } from '../match/correspondence.ts';
import type { Command, FileAction } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CleanupResult, CommandResult } from '../model/verdict.ts';
import type { Plan } from '../plan/plan.ts';
import type { LabContext, Several } from './context.ts';
import { Laboratory, type LaboratoryOptions, newRunId, type Shared } from './laboratory.ts';
import { serveRemoteShells } from './remote-shells.ts';

/** What a lab runs in, be it one machine or several. */
export type AnyLaboratory = Pick<
  Laboratory,
  'context' | 'contextOf' | 'write' | 'finished' | 'engineLost' | 'notices' | 'cleanUp'
>;

/** A laboratory at each machine of a lab, with one correspondence and one record of what ran. */
export class Laboratories implements AnyLaboratory, AsyncDisposable {
  readonly #all: readonly Laboratory[];
  readonly #several: Several;

  private constructor(all: readonly Laboratory[], several: Several) {
    this.#all = all;
    this.#several = several;
  }

  /** `optionsAt` tells the machine that images are provided on. */
  static async open(
    plan: Plan,
    machines: readonly Machine[],
    optionsAt: (machine: Machine) => LaboratoryOptions,
  ): Promise<Laboratories> {
    const contexts = new Map<string, LabContext>();
    const addresses = new Map(machines.map(({ name, address }) => [name, address ?? name]));
    const several: Several = { contexts, addresses, notices: [] };
    const correspondence = new Correspondence();
    bindAddresses(plan, correspondence, addresses);
    const shared: Omit<Shared, 'machine'> = {
      runId: newRunId(),
      several,
      correspondence,
      results: new Map<number, CommandResult>(),
      latestChange: { at: workTime.now() },
    };
    const opened = await Promise.allSettled(
      machines.map((machine) =>
        Laboratory.open(plan, machine, {
          ...optionsAt(machine),
          shared: { ...shared, machine: machine.name },
        }),
      ),
    );
    const all = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failed = opened.find((one) => one.status === 'rejected');
    if (failed) {
      await Promise.allSettled(all.map((one) => one[Symbol.asyncDispose]()));
      throw failed.reason;
    }
    for (const { context } of all) contexts.set(context.machine, context);
    await serveRemoteShells(plan, [...contexts.values()]);
    return new Laboratories(all, several);
  }

  get context(): LabContext {
    return this.#all[0]!.context;
  }

  contextOf({ machine }: Pick<Command, 'machine'>): LabContext {
    return (machine === undefined ? undefined : this.#several.contexts.get(machine)) ?? this.context;
  }

  /** On every machine: which of them a reader has it on, the document seldom says. */
  async write(action: FileAction): Promise<Problem | undefined> {
    const problems = await Promise.all(this.#all.map((one) => one.write(action)));
    return problems.find((problem) => problem !== undefined);
  }

  finished(result: CommandResult): void {
    this.#all[0]!.finished(result);
  }

  get engineLost(): boolean {
    return this.#all.some(({ engineLost }) => engineLost);
  }

  notices(): readonly Problem[] {
    const own = this.#all.flatMap((one) => one.notices());
    const told = new Map([...this.#several.notices, ...own].map((problem) => [problem.message, problem]));
    return [...told.values()];
  }

  /** Side by side, as each machine has its own. */
  async cleanUp(how: { readonly keep: boolean }): Promise<CleanupResult> {
    const results = await Promise.all(this.#all.map((one) => one.cleanUp(how)));
    return {
      made: results.flatMap(({ made }) => made),
      removed: results.flatMap(({ removed }) => removed),
      left: results.flatMap(({ left }) => left),
      durationMs: Math.max(...results.map(({ durationMs }) => durationMs)),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#all.map((one) => one[Symbol.asyncDispose]()));
  }
}

/** The addresses that the document has its machines at stand for those that they have here. */
function bindAddresses(
  { lab }: Plan,
  correspondence: Correspondence,
  addresses: ReadonlyMap<string, string>,
): void {
  for (const { name, addresses: documented } of lab.machines) {
    const live = addresses.get(name);
    if (live === undefined) continue;
    for (const document of documented) {
      correspondence.bind({ document, live, space: 'address', line: 1, what: `address of ${name}` });
    }
  }
}
