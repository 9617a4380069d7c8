import { readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';

/** In bytes: longer files are no texts of a document. */
const LARGEST = 1 << 20;

/** A text of the folder; undefined for what is none, or outside of it, also through links. */
export function textWithin(folder: string, file: string): string | undefined {
  try {
    const real = realpathSync(file);
    if (!real.startsWith(`${realpathSync(resolve(folder))}${sep}`)) return undefined;
    const found = statSync(real);
    if (!found.isFile() || found.size > LARGEST) return undefined;
    const text = readFileSync(real, 'utf8');
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
