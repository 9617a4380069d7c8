import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file of this package, such as `package.json`, wherever the code that asks was built
 * to: it starts at the nearest folder above that has a manifest.
 */
export function packageFile(name: string): string {
  root ??= rootAbove(dirname(fileURLToPath(import.meta.url)));
  return join(root, name);
}

let root: string | undefined;

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
