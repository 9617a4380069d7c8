import { blob } from './blob.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { list } from './list.ts';
import type { ReporterKind } from './reporter.ts';
import { tap } from './tap.ts';

/** Every reporter by the name that `--reporter` takes. */
export const REPORTERS = { list, json, junit, tap, github, gitlab, html, blob } satisfies Record<
  string,
  ReporterKind
>;

export type ReporterName = keyof typeof REPORTERS;
