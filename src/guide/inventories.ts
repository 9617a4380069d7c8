import { Inventory } from '../command/inventory.ts';
import { isSwarmWide } from '../command/meaning.ts';
import type { Command } from '../model/lab.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';
import type { Goal } from './goal.ts';
import { nameAt } from './touched.ts';

/** What the commands of a lab have made so far, machine by machine where it is done at several. */
export class Inventories {
  readonly #first: string | undefined;
  readonly #all = new Map<string | undefined, Inventory>();

  constructor({ lab }: Plan, asked: { readonly several?: boolean }) {
    const several = asked.several === true && lab.machines.length > 1;
    this.#first = several ? lab.machines[0]?.name : undefined;
    const names = several ? lab.machines.map(({ name }) => name) : [undefined];
    for (const name of names) this.#all.set(name, new Inventory());
  }

  get all(): readonly Inventory[] {
    return [...this.#all.values()];
  }

  /** A machine's name as goals have it; undefined where there is a single one. */
  nameOf(machine: string | undefined): string | undefined {
    return this.#first === undefined ? undefined : this.#all.has(machine) ? machine : this.#first;
  }

  /** Those that a command is typed at. */
  machinesOf({ machine, also = [] }: Command): readonly (string | undefined)[] {
    return [...new Set([machine, ...also].map((name) => this.nameOf(name)))];
  }

  at(machine: string | undefined): Inventory {
    return this.#all.get(this.nameOf(machine))!;
  }

  apply({ command, effects }: PlannedCommand): void {
    const by = { line: command.span.line, command: command.id };
    const own = this.machinesOf(command).map((machine) => this.at(machine));
    for (const inventory of own) inventory.apply(effects, by);
    const shared = effects.filter(isSwarmWide);
    for (const other of this.#all.values()) if (!own.includes(other)) other.apply(shared, by);
  }

  /** The goal with its objects called by their machine, but for those that all machines of a swarm have. */
  placed<T extends Pick<Goal, 'machine' | 'names' | 'touches' | 'alters'>>(goal: T): T {
    const { machine, names, touches, alters } = goal;
    if (machine === undefined) return goal;
    const call = (name: string): string => (this.#isShared(name) ? name : nameAt(machine, name));
    return { ...goal, names: names.map(call), touches: touches.map(call), alters: alters.map(call) };
  }

  #isShared(name: string): boolean {
    return [...this.#all.values()].some((inventory) => {
      const object = inventory.find(name)?.object;
      return object !== undefined && isSwarmWide({ act: 'create', object, certain: true });
    });
  }
}
