import type { Bound } from './meeting.ts';
import { tokenize, tokenizeDocument } from './tokens.ts';
import { type Site, unify } from './unify.ts';

/**
 * Whether two paths differ only in the engine's data root, which is not everywhere /var/lib/docker:
 * below it they correspond, and one engine has one root.
 */
export function sameBelowDataRoot(document: string, live: string, site: Site): boolean {
  const wanted = split(document);
  const found = split(live);
  if (!wanted || !found || !/docker/i.test(wanted.root)) return false;
  if (unify(tokenizeDocument(wanted.below), tokenize(found.below), site).hunks.length > 0) return false;
  return typeof bindRoots(wanted, found, site) !== 'object';
}

/** Learns the data root from two paths that are the same. */
export function learnDataRoot(path: string, site: Site): void {
  const paths = path.includes('/docker/') ? split(path) : undefined;
  if (paths) bindRoots(paths, paths, site);
}

interface DataPath {
  readonly root: string;
  readonly below: string;
}

function bindRoots(document: DataPath, live: DataPath, { correspondence, line }: Site): Bound {
  return correspondence.bind({
    document: document.root,
    live: live.root,
    space: 'data root',
    line,
    what: 'the engine',
  });
}

function split(path: string): DataPath | undefined {
  const [, root, below] =
    /^(\/\S{0,200}?)(\/(?:volumes|containers|overlay2|aufs)\/[^\s/]{1,255}(?:\/\S*)?)$/.exec(path.trim()) ??
    [];
  return root === undefined || below === undefined ? undefined : { root, below };
}
