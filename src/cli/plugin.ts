import type { CheckKind } from '../check/check.ts';
import type { Layout } from '../match/layouts/layout.ts';
import type { ValueClass } from '../match/values/value-class.ts';
import type { ReporterKind } from '../report/reporter.ts';

/** What a module adds to labproof, on the interfaces of labproof's own. */
export interface Plugin {
  /** By the name that `--reporter` takes. */
  readonly reporters?: Readonly<Record<string, ReporterKind>>;
  /** By a name of their own; sentences are tried after those of labproof. */
  readonly checks?: Readonly<Record<string, CheckKind>>;
  /** Classes of values and layouts of outputs, which are tried before those of labproof. */
  readonly matchers?: readonly (ValueClass | Layout)[];
}
