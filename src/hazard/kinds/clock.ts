import { changes } from '../changes.ts';
import type { HazardKind, Typed } from '../hazard.ts';

const sets = (typed: Typed): string | undefined =>
  changes(typed, 'clock') ? "sets the computer's clock" : undefined;

/** There is one clock for all namespaces. */
export const clock: HazardKind = { found: sets, unheld: sets };
