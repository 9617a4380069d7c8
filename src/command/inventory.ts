import type { ObjectKind } from '../profile/verb.ts';
import { fullReference } from '../text/image-reference.ts';
import type { CreatedObject, Effect } from './meaning.ts';
import type { CreatedContainer } from './objects.ts';

/** An object that a command of the lab makes. */
export interface Made {
  readonly kind: ObjectKind;
  readonly name: string;
  /** First line of the command that makes it. */
  readonly line: number;
  readonly command: number;
  readonly object: CreatedObject;
  /** A command removed it since. */
  gone: boolean;
}

/** What a lab's commands make and remove, in the order they are applied. */
export class Inventory {
  readonly #made: Made[] = [];
  /** Every name given so far, also of objects that are gone. */
  readonly #byName = new Map<string, Made[]>();

  apply(effects: readonly Effect[], by: { readonly line: number; readonly command: number }): void {
    for (const effect of effects) {
      if (effect.act === 'create') this.#create(effect.object, by);
      else if (effect.act === 'change') this.#change(effect);
      else if (effect.act === 'rename') {
        const made = this.find(effect.from, 'container');
        if (made) this.#add({ ...made, name: effect.to, line: by.line, command: by.command });
        if (made) made.gone = true;
      }
    }
  }

  /** The latest object of that name, present ones before those that are gone. */
  find(name: string, kind?: ObjectKind): Made | undefined {
    const key = kind === 'image' || kind === undefined ? [name, fullReference(name)] : [name];
    const found = key
      .flatMap((k) => this.#byName.get(k) ?? [])
      .filter((made) => kind === undefined || made.kind === kind);
    return found.findLast((made) => !made.gone) ?? found.at(-1);
  }

  present(kind: ObjectKind): readonly Made[] {
    return this.#made.filter((made) => made.kind === kind && !made.gone);
  }

  /** Every name that the commands give, in the order they give them. */
  names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  #create(object: CreatedObject, by: { readonly line: number; readonly command: number }): void {
    if (object.kind === 'container') for (const volume of volumesOf(object)) this.#implicitVolume(volume, by);
    const { name } = object;
    if (name === undefined || name === '') return;
    this.#add({ kind: object.kind, name, object, gone: false, ...by });
  }

  /** `docker run -v NAME:/path` makes a volume that does not exist yet. */
  #implicitVolume(name: string, by: { readonly line: number; readonly command: number }): void {
    const known = this.find(name, 'volume');
    if (known && !known.gone) return;
    this.#add({
      kind: 'volume',
      name,
      object: { kind: 'volume', name, driver: 'local' },
      gone: false,
      ...by,
    });
  }

  #add(made: Made): void {
    this.#made.push(made);
    const key = made.kind === 'image' ? fullReference(made.name) : made.name;
    const same = this.#byName.get(key);
    if (same) same.push(made);
    else this.#byName.set(key, [made]);
  }

  #change(effect: Extract<Effect, { act: 'change' }>): void {
    for (const name of effect.names) {
      const made = this.find(name, effect.kind);
      if (!made) continue;
      if (effect.change === 'remove') made.gone = true;
      const stops = effect.change === 'stop' || effect.change === 'kill';
      if (stops && made.object.kind === 'container' && made.object.autoRemove) made.gone = true;
    }
  }
}

/** The named volumes (not host paths) that a container mounts. */
export function volumesOf(container: CreatedContainer): readonly string[] {
  return container.volumes
    .map(({ source }) => source)
    .filter((source) => /^[a-zA-Z0-9][\w.-]*$/.test(source));
}
