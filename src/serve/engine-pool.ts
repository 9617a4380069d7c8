import { type EngineChoice, machinesOn } from '../docker/engine.ts';

/** Engines that seats are spread over; a seat stays on the one it was given. Each holds no more than its machines. */
export class EnginePool {
  readonly #engines: readonly EngineChoice[];
  readonly #given = new Map<number, EngineChoice>();

  constructor(engines: readonly EngineChoice[]) {
    this.#engines = engines;
  }

  /** How many seats there can be. */
  get room(): number {
    return this.#engines.map(machinesOn).reduce((sum, machines) => sum + machines, 0);
  }

  /** The engine of a seat: of those with room, the one with the fewest seats when it is first asked for. */
  engineFor(seat: number): EngineChoice {
    const known = this.#given.get(seat);
    if (known) return known;
    const uses = [...this.#given.values()];
    const load = (engine: EngineChoice): number => uses.filter((one) => one === engine).length;
    const engine = this.#engines
      .filter((one) => load(one) < machinesOn(one))
      .sort((a, b) => load(a) - load(b))[0]!;
    this.#given.set(seat, engine);
    return engine;
  }
}
