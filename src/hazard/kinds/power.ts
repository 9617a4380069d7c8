import { changes } from '../changes.ts';
import type { HazardKind, Typed } from '../hazard.ts';

const stops = (typed: Typed): string | undefined =>
  changes(typed, 'power') ? 'stops the computer' : undefined;

/** A machine can't be started again with what was done in it: it ends with its first process. */
export const power: HazardKind = { found: stops, unheld: stops };
