import type { Journal } from './journal.ts';
import type { IdentitySpace } from './values/value-class.ts';

/** A document value and the live value it stands for, or as yet none. */
export interface Entry {
  document: string;
  live: string | undefined;
  readonly space: IdentitySpace;
  /** The document's line on which it was first met. */
  readonly line: number;
  /** What it is the value of, such as `network macvlan-mynet`; '' when unknown. */
  readonly what: string;
}

/** Finds entries by one side's value. IDs are found by any form that is at least 12 digits long. */
export class IdentityIndex {
  readonly #spaces = new Map<IdentitySpace, Map<string, Entry>>();
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get(space: IdentitySpace, value: string): Entry | undefined {
    const entries = this.#spaces.get(space);
    return entries?.get(longKeyOf(space, value)) ?? entries?.get(identityKey(space, value));
  }

  set(value: string, entry: Entry): void {
    const { space } = entry;
    const entries = this.#spaces.get(space) ?? new Map<string, Entry>();
    this.#spaces.set(space, entries);
    const key = identityKey(space, value);
    this.#journal.set(entries, entries.has(key) ? longKeyOf(space, value) : key, entry);
  }

  delete(value: string, entry: Entry): void {
    const entries = this.#spaces.get(entry.space);
    for (const key of [identityKey(entry.space, value), longKeyOf(entry.space, value)]) {
      if (entries?.get(key) === entry) this.#journal.delete(entries, key);
    }
  }

  of(space: IdentitySpace): Iterable<Entry> {
    return this.#spaces.get(space)?.values() ?? [];
  }
}

/** The value as it is compared: without algorithm, and without case where case means nothing. */
export function canonical(space: IdentitySpace, value: string): string {
  if (space === 'id') return value.startsWith('sha256:') ? value.slice(7) : value;
  if (space === 'MAC address') return value.toLowerCase().replaceAll('-', ':');
  if (space === 'UUID' || space === 'address' || space === 'network') return value.toLowerCase();
  return value;
}

/** Whether two forms name one thing: equal, or for IDs one the beginning of the other. */
export function sameValue(space: IdentitySpace, left: string, right: string): boolean {
  const a = canonical(space, left);
  const b = canonical(space, right);
  if (a === b) return true;
  return (
    isPrefixed(space) &&
    Math.min(a.length, b.length) >= shortest(space) &&
    (a.startsWith(b) || b.startsWith(a))
  );
}

const isPrefixed = (space: IdentitySpace): boolean =>
  space === 'id' || space === 'swarm ID' || space === 'git hash';

/** The digits that a program shows at least. */
const shortest = (space: IdentitySpace): number => (space === 'git hash' ? 7 : 12);

/** The form under which values that may be one are found. */
export function identityKey(space: IdentitySpace, value: string): string {
  const text = canonical(space, value);
  return `${space} ${isPrefixed(space) ? text.slice(0, shortest(space)) : text}`;
}

/** For the second of two IDs that differ only after the twelfth digit, as a slip of the pen makes them. */
function longKeyOf(space: IdentitySpace, value: string): string {
  return `${space} ${canonical(space, value)}`;
}
