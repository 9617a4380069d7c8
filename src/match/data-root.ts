import { tokenize, tokenizeDocument } from './tokens.ts';
import { type Site, unify } from './unify.ts';

/**
 * Whether two paths differ only in the engine's data root, which is not everywhere /var/lib/docker:
 * below it they correspond.
 */
export function sameBelowDataRoot(document: string, live: string, site: Site): boolean {
  const wanted = belowDataRoot(document.trim());
  const found = belowDataRoot(live.trim());
  if (wanted === undefined || found === undefined) return false;
  return unify(tokenizeDocument(wanted), tokenize(found), site).hunks.length === 0;
}

function belowDataRoot(path: string): string | undefined {
  return /^\/\S{0,200}?(\/(?:volumes|containers|overlay2|aufs)\/[^\s/]{1,255}(?:\/\S*)?)$/.exec(path)?.[1];
}
