import { blob } from './blob.ts';
import { github } from './github.ts';
import { githubComment } from './github-comment.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { list } from './list.ts';
import type { ReporterKind } from './reporter.ts';
import { tap } from './tap.ts';

/** Every reporter of labproof's own by the name that `--reporter` takes. */
export const REPORTERS = {
  list,
  json,
  junit,
  tap,
  github,
  'github-comment': githubComment,
  gitlab,
  html,
  blob,
} satisfies Record<string, ReporterKind>;

/** Those that plugins brought. */
const added = new Map<string, ReporterKind>();

/** Adds a plugin's reporter; false when there is one of that name. */
export function addReporter(name: string, kind: ReporterKind): boolean {
  if (reporterOf(name) !== undefined) return false;
  added.set(name, kind);
  return true;
}

export const reporterOf = (name: string): ReporterKind | undefined =>
  Object.hasOwn(REPORTERS, name) ? REPORTERS[name as keyof typeof REPORTERS] : added.get(name);

export const reporterNames = (): readonly string[] => [...Object.keys(REPORTERS), ...added.keys()];
