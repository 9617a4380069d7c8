import type { Difference } from '../../model/verdict.ts';
import { missingName } from '../causes.ts';
import type { MatchContext } from '../context.ts';
import { loneDifference } from '../differences.ts';
import { groupBy } from '../group.ts';
import { knownShape, shapeOf } from '../keys.ts';
import { nearest } from '../nearest.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { absentKey, showEntry } from './json-differences.ts';
import { meaningOf } from './json-keys.ts';
import { describe, nameIn, type Place } from './json-place.ts';
import { objectsBelow } from './json-places.ts';
import { compareText } from './json-scalars.ts';
import type { Entry, ObjectNode } from './json-tree.ts';

interface Candidates {
  readonly live: ObjectNode;
  /** Live entries whose keys the document does not show. */
  readonly free: readonly Entry[];
  /** The document leaves something out in this object. */
  readonly elided: boolean;
}

/** Documented keys that are not there by their names: IDs, names, or something in another place. */
export function compareUnmatched(
  entries: readonly Entry[],
  { live, free, elided }: Candidates,
  place: Place,
): void {
  const pool = new Pool(free, place);
  const below = elided ? entriesBelow(live) : undefined;
  // What is there by its name is not taken by what stands above it and is not.
  const named = new Set(entries.filter((entry) => pool.hasNamesake(entry)));
  for (const entry of [...named, ...entries.filter((one) => !named.has(one))]) {
    const path = [...place.path, entry.key];
    const other = pool.volatilePartner(entry);
    const deeper = below?.get(entry.key);
    if (other) {
      const couple = { document: entry.key, live: other.key, line: entry.line };
      compareText(couple, { ...place, what: describe(other.value) });
      place.descend({ document: entry.value, live: other.value }, { ...place, path });
    } else if (deeper) place.descend({ document: entry.value, live: deeper.value }, { ...place, path });
    else compareMissing(entry, pool, place);
  }
}

/** In an object with something left out, a key may be one of an object further in. */
function entriesBelow(live: ObjectNode): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const { entries } of live.entries.flatMap(({ value }) => objectsBelow(value))) {
    for (const entry of entries) if (!found.has(entry.key)) found.set(entry.key, entry);
  }
  return found;
}

function compareMissing(entry: Entry, pool: Pool, place: Place): void {
  const { context, findings } = place;
  const meaning = meaningOf(place.path, entry.key);
  if (meaning !== 'object' && !pool.isNamed(entry)) {
    findings.differences.push(absentKey(entry, meaning, context));
    return;
  }
  const other = pool.nearestPartner(entry);
  findings.differences.push(
    loneDifference({
      verdict: 'failed',
      line: entry.line,
      expected: showEntry(entry),
      found: other ? `"${other.key}"` : '',
      ...causeOf(entry, other, context),
    }),
  );
  // What is below is compared too: it may hold further mistakes.
  if (other)
    place.descend(
      { document: entry.value, live: other.value },
      { ...place, path: [...place.path, other.key] },
    );
}

function causeOf(
  entry: Entry,
  other: Entry | undefined,
  context: MatchContext,
): Pick<Difference, 'cause' | 'changes' | 'lasting' | 'topic'> {
  const maker = other && context.makers(other.key);
  return maker
    ? {
        topic: `name ${entry.key}`,
        cause: `line ${entry.line} says ${entry.key}; ${maker.what} is made on line ${maker.line}`,
      }
    : missingName(nameIn(entry.value) ?? entry.key, entry.line, context);
}

/** Live entries that are still without a documented one. */
class Pool {
  readonly #free: Set<Entry>;
  readonly #byKnown: Map<string, Entry[]>;
  readonly #byName: Map<string, Entry[]>;
  readonly #byShape: Map<string, Entry[]>;
  readonly #place: Place;

  constructor(free: readonly Entry[], place: Place) {
    this.#place = place;
    this.#free = new Set(free);
    const { correspondence } = place.context;
    const reversed = [...free].reverse();
    this.#byKnown = groupBy(reversed, ({ key }) => knownShape(tokenize(key), 'live', correspondence));
    this.#byName = groupBy(reversed, ({ value }) => nameIn(value) ?? '');
    this.#byShape = groupBy(reversed, ({ key }) => shapeOf(tokenize(key)));
  }

  /** For a key that is an ID or address: the one it stands for, of the same name, or the next like it. */
  volatilePartner({ key, value }: Entry): Entry | undefined {
    const tokens = tokenizeDocument(key);
    if (!tokens.some(({ valueClass }) => valueClass?.kind === 'identity')) return undefined;
    const known = knownShape(tokens, 'document', this.#place.context.correspondence);
    const name = nameIn(value);
    return (
      this.#take(this.#byKnown.get(known), shapeOf(tokens) !== known) ??
      (name === undefined ? undefined : this.#take(this.#byName.get(name), true)) ??
      this.#take(this.#byShape.get(shapeOf(tokens)), true)
    );
  }

  hasNamesake({ value }: Entry): boolean {
    const name = nameIn(value);
    return name !== undefined && this.#byName.has(name);
  }

  /** Whether the key is a name that the lab gives, or stands where one should. */
  isNamed({ key }: Entry): boolean {
    const { names } = this.#place.context;
    if (names.includes(key)) return true;
    return !/^[A-Z]/.test(key) && this.#first().some((entry) => names.includes(entry.key));
  }

  /** For a name: the one it was probably meant to be. */
  nearestPartner({ key }: Entry): Entry | undefined {
    const free = this.#first();
    const near =
      free.length === 1
        ? free[0]!.key
        : nearest(
            key,
            free.map((entry) => entry.key),
          );
    return this.#take(
      free.filter((entry) => entry.key === near),
      true,
    );
  }

  #first(): readonly Entry[] {
    const first: Entry[] = [];
    for (const entry of this.#free) {
      first.push(entry);
      if (first.length === MOST_NEAR) break;
    }
    return first;
  }

  #take(entries: Entry[] | undefined, wanted: boolean): Entry | undefined {
    if (!wanted) return undefined;
    while (entries && entries.length > 0) {
      const entry = entries.pop()!;
      if (this.#free.delete(entry)) return entry;
    }
    return undefined;
  }
}

/** A typing mistake is looked for among as many names as a reader could look through. */
const MOST_NEAR = 30;
