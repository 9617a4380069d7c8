import type { Acceptance, Difference } from '../../model/verdict.ts';
import type { Hunk } from '../unify.ts';

export interface CellResult {
  /** Ranges count from the beginning of the row's text. */
  readonly hunks: readonly Hunk[];
  readonly verdict: Difference['verdict'];
  readonly cause: string;
  readonly acceptances: readonly Acceptance[];
}
