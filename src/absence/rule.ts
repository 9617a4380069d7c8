import type { Skip } from '../model/lab.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import type { Absence } from './sign.ts';
import type { Happened } from './story.ts';

/** What follows from it that something is missing. */
export type Answer =
  /** It is not the document's fault. */
  | { readonly skip: Skip; readonly cause?: never }
  /** It is, for this reason. */
  | { readonly cause: string; readonly skip?: never };

/** What a rule may look at. */
export interface Asked extends Happened {
  readonly self: PlannedCommand;
  /** All that the command printed. */
  readonly output: string;
  /** The line whose output first shows a value that no live value stands for. */
  readonly shownOn: (value: string) => number | undefined;
  /** Something that the lab started in the foreground or in the background is still running. */
  readonly serving: boolean;
  /** The kernel can lead a published port to the tasks of a service (IPVS). */
  readonly balances: boolean;
}

/** Undefined where it is not known why it is missing: the lab made it, and it is not there. */
export type Rule = (absence: Absence, asked: Asked) => Answer | undefined;
