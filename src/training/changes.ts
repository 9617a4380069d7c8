import type { EngineChange } from '../docker/changes.ts';

/** Ms to wait for the rest of what the engine tells at once, and until it has come to rest. */
const TOGETHER = 25;
const AT_REST = 900;

export interface ChangesListener {
  together(changes: readonly EngineChange[]): void;
  /** Nothing more has come for a while. */
  atRest(): void;
}

/** What an engine tells, by what comes together; without changes there is nothing to wait for. */
export class Changes {
  readonly #listener: ChangesListener;
  #changes: EngineChange[] = [];
  #together: NodeJS.Timeout | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(listener: ChangesListener) {
    this.#listener = listener;
  }

  add(change: EngineChange): void {
    this.#changes.push(change);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#listener.atRest(), AT_REST);
    this.#together ??= setTimeout(() => {
      const changes = this.#changes;
      this.#changes = [];
      this.#together = undefined;
      this.#listener.together(changes);
    }, TOGETHER);
  }

  close(): void {
    clearTimeout(this.#together);
    clearTimeout(this.#rest);
  }
}
