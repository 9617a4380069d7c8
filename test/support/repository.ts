import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's top folder, from the sources and from `dist` alike. */
export function repository(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
