import type { ObjectKind } from '../profile/verb.ts';
import type { Shown } from './shown-output.ts';

/** Names by the IDs that outputs show for them; an ID is found by its first digits. */
export class IdIndex {
  readonly #byStart = new Map<string, Shown | undefined>();

  add(shown: Shown): void {
    for (let length = 2; length <= 12; length += 1) {
      const start = `${shown.kind} ${shown.id.slice(0, length)}`;
      const known = this.#byStart.get(start);
      const same = !this.#byStart.has(start) || known?.name === shown.name;
      // Digits that several IDs begin with mean none of them.
      this.#byStart.set(start, same ? shown : undefined);
    }
  }

  nameOf(id: string, kind: ObjectKind): string | undefined {
    if (!/^[0-9a-f]{2,64}$/.test(id)) return undefined;
    const shown = this.#byStart.get(`${kind} ${id.slice(0, 12)}`);
    return shown?.id.startsWith(id.slice(0, shown.id.length)) ? shown.name : undefined;
  }
}
