/**
 * What is learnt until it is decided whether it is to be kept. Ends by `commit` or `drop`, and with it
 * every transaction that was begun in it and is still open.
 */
export interface Transaction {
  /** Keeps what was learnt, unless a transaction around this one is dropped. */
  commit(): void;
  /** Forgets what was learnt: all is as it was when the transaction began. */
  drop(): Learnt;
  /** The same, and the transaction goes on. */
  restart(): Learnt;
}

/** What a transaction had learnt that was dropped. */
export interface Learnt {
  readonly changes: readonly Change[];
  /** The state that it was learnt in. */
  readonly state: number;
}

interface Change {
  readonly apply: () => void;
  readonly revert: () => void;
  /** The state it leads to. */
  readonly state: number;
}

/**
 * Takes back changes and makes them again, in time in proportion to the changes and not to what is
 * known. Changes outside of any transaction are not remembered.
 */
export class Journal {
  readonly #changes: Change[] = [];
  /** Those that are open, inner ones behind outer ones. */
  readonly #open: object[] = [];
  #state = 0;
  #newest = 0;

  /** A number that no other content has had: equal as long as, and once again when, the content is. */
  get state(): number {
    return this.#state;
  }

  begin(): Transaction {
    const from = this.#changes.length;
    const state = this.#state;
    const transaction = {
      commit: (): void => {
        this.#end(transaction);
        // Nothing goes back to before where no transaction is open.
        if (this.#open.length === 0) this.#changes.length = 0;
      },
      drop: (): Learnt => {
        this.#end(transaction);
        return this.#revert(from, state);
      },
      restart: (): Learnt => {
        this.#endWithin(transaction);
        return this.#revert(from, state);
      },
    };
    this.#open.push(transaction);
    return transaction;
  }

  /** Makes a change that can be taken back. */
  change(apply: () => void, revert: () => void): void {
    this.#newest += 1;
    this.#make({ apply, revert, state: this.#newest });
  }

  set<K, V>(map: Map<K, V>, key: K, value: V): void {
    const old = map.get(key);
    const revert = old === undefined && !map.has(key) ? () => map.delete(key) : () => map.set(key, old as V);
    this.change(() => map.set(key, value), revert);
  }

  delete<K, V>(map: Map<K, V>, key: K): void {
    if (!map.has(key)) return;
    const old = map.get(key) as V;
    this.change(
      () => map.delete(key),
      () => map.set(key, old),
    );
  }

  /** Makes the changes of a dropped transaction again; nothing else may have been learnt since it began. */
  learn({ changes, state }: Learnt): void {
    if (state !== this.#state) throw new Error('what a dropped transaction learnt does not fit here');
    for (const change of changes) this.#make(change);
  }

  #make(change: Change): void {
    change.apply();
    this.#state = change.state;
    if (this.#open.length > 0) this.#changes.push(change);
  }

  #revert(from: number, state: number): Learnt {
    const changes = this.#changes.splice(from);
    for (const { revert } of [...changes].reverse()) revert();
    this.#state = state;
    return { changes, state };
  }

  #end(transaction: object): void {
    this.#endWithin(transaction);
    this.#open.pop();
  }

  #endWithin(transaction: object): void {
    const at = this.#open.lastIndexOf(transaction);
    if (at < 0) throw new Error('the transaction has ended');
    this.#open.length = at + 1;
  }
}
