import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Results that stay from one run to the next, in a folder of their own; what is out of date is not asked for. */
export class Store<T> {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get(key: string): T | undefined {
    try {
      return JSON.parse(readFileSync(this.#path(key), 'utf8')) as T;
    } catch {
      return undefined;
    }
  }

  set(key: string, value: T): void {
    mkdirSync(dirname(this.#path(key)), { recursive: true });
    writeFileSync(this.#path(key), JSON.stringify(value));
  }

  #path = (key: string): string => join(this.#folder, `${key}.json`);
}
