import { volumesOf } from '../command/inventory.ts';
import type { CreatedObject, Effect } from '../command/meaning.ts';
import type { ObjectKind } from '../profile/verb.ts';
import { fullReference } from '../text/image-reference.ts';

/** From the command that makes an object to the one that removes it. */
export interface Life {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly object: CreatedObject;
  /** Line of the command that makes it. */
  readonly line: number;
  readonly from: number;
  /** Id of the command that removes it, infinite while none does. */
  to: number;
  /** Its maker surely succeeds as far as the document tells. */
  readonly certain: boolean;
  readonly attachments: Attachment[];
  /** The object that had the name before. */
  readonly before: Life | undefined;
}

interface Attachment {
  readonly network: string;
  readonly from: number;
  to: number;
}

/** The command whose effects are applied. */
export interface By {
  readonly command: number;
  readonly line: number;
  /** False when the document shows that it fails, or has the reader type it elsewhere. */
  readonly certain: boolean;
  /** The name of the object whose ID begins so. */
  readonly nameOf: (id: string, kind: ObjectKind) => string | undefined;
}

/** The objects that a document's commands make, and when; commands are applied in their order. */
export class Lives {
  readonly #byName = new Map<string, Life[]>();
  readonly #byKind = new Map<ObjectKind, Life[]>();
  /** Those that a reset has not ended. */
  readonly #standing = new Map<ObjectKind, Life[]>();
  /** Commands that make or remove an object of a name, and those that may do so to any of a kind. */
  readonly #events = new Map<string, number[]>();
  readonly #resets = new Map<ObjectKind, number[]>();

  apply(effects: readonly Effect[], by: By): void {
    for (const effect of effects) {
      if (effect.act === 'create') this.#create(effect.object, by, effect.certain && by.certain);
      else if (effect.act === 'change') {
        for (const name of effect.names) this.#change(effect, name, by);
      } else if (effect.act === 'rename') this.#rename(effect, by);
      else if (effect.act === 'connect') {
        const life = this.at('container', effect.container, by.command);
        life?.attachments.push({ network: effect.network, from: by.command, to: Number.POSITIVE_INFINITY });
      } else if (effect.act === 'disconnect') {
        const life = this.at('container', effect.container, by.command);
        for (const one of life?.attachments ?? []) if (one.network === effect.network) one.to = by.command;
      }
    }
  }

  /** From here on nobody can tell which objects of that kind there are. */
  reset(kind: ObjectKind, command: number): void {
    append(this.#resets, kind, command);
    for (const life of this.#standing.get(kind) ?? []) life.to = Math.min(life.to, command);
    this.#standing.set(kind, []);
  }

  /** Another one at another command means that the name may stand for another object there. */
  epoch(kind: ObjectKind, name: string, command: number): string {
    const resets = countUpTo(this.#resets.get(kind) ?? [], command, itself);
    return `${resets}.${countUpTo(this.#events.get(keyOf(kind, name)) ?? [], command, itself)}`;
  }

  /** The object of that name at a command, those it makes itself included. */
  at(kind: ObjectKind, name: string, command: number): Life | undefined {
    return this.#byName
      .get(keyOf(kind, name))
      ?.findLast((life) => life.from <= command && command <= life.to);
  }

  /** All objects of that name, in the order they are made. */
  ever(kind: ObjectKind, name: string): readonly Life[] {
    return this.#byName.get(keyOf(kind, name)) ?? [];
  }

  /** In the order they are made. */
  ofKind(kind: ObjectKind): readonly Life[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** The last objects of a kind that commands up to this one make, at most so many. */
  latest(kind: ObjectKind, { command, most }: { command: number; most: number }): readonly Life[] {
    const lives = this.ofKind(kind);
    const end = countUpTo(lives, command, ({ from }) => from);
    return lives.slice(Math.max(0, end - most), end);
  }

  #create(object: CreatedObject, by: By, certain: boolean): void {
    const { kind, name } = object;
    const { command, line } = by;
    // A volume that a container names is made where it does not exist.
    for (const volume of kind === 'container' ? volumesOf(object) : []) {
      if (!this.at('volume', volume, command))
        this.#create({ kind: 'volume', name: volume, driver: 'local' }, by, certain);
    }
    if (name === undefined || name === '' || DYNAMIC.test(name)) return;
    const networks = kind === 'container' ? object.networks : [];
    this.#add({
      kind,
      name,
      object,
      line,
      from: command,
      to: Number.POSITIVE_INFINITY,
      certain,
      attachments: (networks.length === 0 ? ['bridge'] : networks).map((network) => ({
        network,
        from: command,
        to: Number.POSITIVE_INFINITY,
      })),
    });
  }

  #add(made: Omit<Life, 'before'>): void {
    const key = keyOf(made.kind, made.name);
    const life: Life = { ...made, before: this.#byName.get(key)?.at(-1) };
    append(this.#byName, key, life);
    append(this.#byKind, life.kind, life);
    append(this.#standing, life.kind, life);
    append(this.#events, key, life.from);
  }

  #change(
    { change, kind }: Extract<Effect, { act: 'change' }>,
    typed: string,
    { command, nameOf }: By,
  ): void {
    const name = this.at(kind, typed, command) ? typed : (nameOf(typed, kind) ?? typed);
    if (change === 'remove') append(this.#events, keyOf(kind, name), command);
    const life = this.at(kind, name, command);
    if (change === 'remove' && !life && (DYNAMIC.test(typed) || HEX.test(typed))) {
      this.reset(kind, command);
      return;
    }
    if (!life) return;
    const ends = change === 'remove' || ((change === 'stop' || change === 'kill') && isAutoRemoved(life));
    if (ends) life.to = command;
  }

  #rename({ from, to }: Extract<Effect, { act: 'rename' }>, { command, line }: By): void {
    const life = this.at('container', from, command);
    if (!life) return;
    life.to = command;
    this.#add({ ...life, name: to, line, from: command, to: Number.POSITIVE_INFINITY });
  }
}

export function isAutoRemoved({ object }: Pick<Life, 'object'>): boolean {
  return object.kind === 'container' && object.autoRemove;
}

/** A word whose value the shell finds out. */
export const DYNAMIC = /[$`]/;
const HEX = /^[0-9a-f]{2,64}$/;

const keyOf = (kind: ObjectKind, name: string): string =>
  `${kind} ${kind === 'image' ? fullReference(name) : name}`;

function append<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const itself = (command: number): number => command;

/** How many of the list, which ascends by `of`, are at most `limit`. */
function countUpTo<T>(list: readonly T[], limit: number, of: (value: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(list[middle]!) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
