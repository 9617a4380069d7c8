import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { ReadIncluded } from '../markdown/includes.ts';
import { textWithin } from './text-within.ts';

/** Folders that site generators look for includes in, below the one that their paths begin at. */
const BELOW = [
  '',
  'docs',
  'includes',
  '_includes',
  'snippets',
  'content',
  'content/includes',
  'layouts/partials',
  'layouts/shortcodes',
  'src',
] as const;

/**
 * Finds what a document includes: beside it, then in the folders above, up to the repository's (that
 * with `.git`; without one, up to the working directory if it is below that, else its own folder).
 * Nothing outside of that is read, also through links.
 */
export function readIncluded(): ReadIncluded {
  const roots = new Map<string, string>();
  return (path, from) => {
    const folder = dirname(resolve(from));
    const root = roots.get(folder) ?? rootOf(folder);
    roots.set(folder, root);
    const plain = path.replace(/^@site\//, '').replace(/^\/+/, '');
    for (const place of placesAbove(folder, root)) {
      for (const below of BELOW) {
        const file = resolve(place, below, plain);
        const text = textWithin(root, file);
        if (text !== undefined) return { file: relative('', file), text };
      }
    }
    return undefined;
  };
}

function rootOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) break;
  }
  const here = resolve('.');
  return folder === here || folder.startsWith(`${here}${sep}`) ? here : folder;
}

function placesAbove(folder: string, root: string): readonly string[] {
  const places: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    places.push(at);
    if (at === root || dirname(at) === at) return places;
  }
}
