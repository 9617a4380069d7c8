import type { LabResult } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';

/** What a run came to, with all that the command line would say of it. */
export interface RunSummary {
  /** As the exit status of `labproof run`; 0 when all passed. */
  readonly status: number;
  readonly labs: readonly LabResult[];
  /** What kept documents from being read or run, and why the status is what it is where no lab tells. */
  readonly problems: readonly Problem[];
}
