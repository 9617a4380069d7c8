import { json } from './json.ts';
import { junit } from './junit.ts';
import { list } from './list.ts';
import type { ReporterKind } from './reporter.ts';

/** Every reporter by the name that `--reporter` takes. */
export const REPORTERS = { list, json, junit } satisfies Record<string, ReporterKind>;

export type ReporterName = keyof typeof REPORTERS;
