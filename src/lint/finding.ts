import type { Found, Level } from '../model/finding.ts';
import type { LintDocument } from './document.ts';

export type { Edit, Finding, Found, Level } from '../model/finding.ts';

export const LEVELS = ['error', 'warning', 'info'] as const satisfies readonly Level[];

/** A kind of mistake that a document shows by itself. */
export interface Rule {
  readonly level: Level;
  /** What it reports, in a line for the list of rules. */
  readonly summary: string;
  readonly check: (document: LintDocument) => readonly Found[];
}
