import type { GuideEvent } from '../guide/goal.ts';
import type { openWorkplace, WorkplaceOptions } from './workplace.ts';

/** `T` is the training itself, which faces are handed. */
export interface OptionsOf<T> extends WorkplaceOptions {
  /** The learner's own shell and home; undefined where the machine is somebody else's. */
  readonly own: { readonly shell: string; readonly home: string } | undefined;
  /** Tells learners apart whose progress is kept in one place. */
  readonly learner: string;
  readonly title: string;
  readonly term: string;
  /** What is said of a `lab` word that was typed in a terminal. */
  readonly answer: (training: T, words: readonly string[], terminal: number) => Promise<string>;
  /** What is shown above the next prompt. */
  readonly beforePrompt?: (training: T) => string;
  /** How a place to work is had; a laboratory by default. */
  readonly open?: typeof openWorkplace;
  /** The shell was left; by default another takes its place. */
  readonly left?: () => void;
}

export type TrainingEvent =
  | GuideEvent
  /** The machine is being made, is there, or is another than before. */
  | { readonly type: 'machine'; readonly state: 'making' | 'ready' | 'replaying' }
  /** What the lab has made is not what it was. */
  | { readonly type: 'engine-changed' }
  | { readonly type: 'file-written'; readonly path: string }
  /** A command was typed for the learner in another terminal than they are at. */
  | { readonly type: 'typed-at'; readonly terminal: number };
