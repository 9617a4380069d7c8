import type { Act } from './acts.ts';
import type { OpenLab } from './live.ts';
import type { Notes } from './notes.ts';
import type { Presenter } from './presenter.ts';

export interface ShowOptions {
  readonly title: string;
  /** Names of the lab's machines; none where it has one. */
  readonly machines: readonly string[];
  readonly acts: readonly Act[];
  readonly openLab: OpenLab;
  /** Begin from the recording, without a lab. */
  readonly recorded: boolean;
  /** How fast keys are pressed; 2 is twice as fast. */
  readonly typing: number;
  readonly seed: string;
  readonly output: NodeJS.WriteStream;
  readonly presenter: Presenter;
  readonly notes: Notes | undefined;
  /** Ms that the rehearsal took up to the beginning of a step. */
  readonly plannedAt: ((step: number) => number) | undefined;
  readonly history: string;
  readonly signal: AbortSignal;
}
