import type { Command, Skip, Step } from '../model/lab.ts';

/**
 * What a step has the learner reach. `effect`: the engine is in a state, whoever brought it there;
 * `look`: the learner has seen what the document shows; `do`: a command without either is done;
 * `script`: a check that the author wrote as a script ends well.
 */
export type GoalKind = 'effect' | 'look' | 'do' | 'script';

export interface Goal {
  /** Stable in a document: `7.0` is the first goal of command 7, `c41` the check on line 41. */
  readonly id: string;
  readonly kind: GoalKind;
  readonly step: Step;
  /** Undefined for a check that the author wrote down. */
  readonly command: Command | undefined;
  readonly line: number;
  /** The machine that it is about, where the lab is done at several. */
  readonly machine: string | undefined;
  /** In document values; see `GoalView.sentence` for the live ones. */
  readonly sentence: string;
  /** Objects, by name, of which it says something. */
  readonly names: readonly string[];
  /** The same, and those that it needs: none of them may be gone before it is reached. */
  readonly touches: readonly string[];
  /** Objects that it is verified with only while this container runs. */
  readonly whileRunning: string | undefined;
  /** It takes something away or changes what others have made: then the engine's word for it. */
  readonly changes: readonly string[] | undefined;
  /** A file that commands are to have made: it, not what is typed, is looked at. */
  readonly made: string | undefined;
  /** Why it is not asked for here, where the document alone tells. */
  readonly skip: Skip | undefined;
  /** Objects, by name, that its command changes, also where nothing tells that it has. */
  readonly alters: readonly string[];
}

/**
 * `open`: not yet; `wrong`: something is there, and it is another thing than it should be;
 * `unverifiable`: nothing here can tell, so the learner says when they go on.
 */
export type GoalStatus = 'open' | 'wrong' | 'met' | 'skipped' | 'unverifiable';

export interface GoalState {
  readonly status: GoalStatus;
  /** What was looked at and found, '' when it is as it should be. */
  readonly found: string;
  /** What to do about what was found. */
  readonly mend: string;
  /** The document states here what is not so; why. */
  readonly fault: string;
}

export const OPEN: GoalState = { status: 'open', found: '', mend: '', fault: '' };

export interface GoalView extends GoalState {
  readonly id: string;
  readonly kind: GoalKind;
  /** In the values of this machine. */
  readonly sentence: string;
  readonly line: number;
  /** `Command.id`. */
  readonly command: number | undefined;
}

export interface StepView {
  readonly ordinal: number;
  readonly number: string;
  readonly title: string;
  readonly line: number;
  readonly done: boolean;
  readonly current: boolean;
  readonly goals: readonly GoalView[];
}

/** All that a face shows of a learner's way through a lab. */
export interface GuideView {
  readonly title: string;
  readonly file: string;
  readonly steps: readonly StepView[];
  /** `StepView.ordinal` of the current step. */
  readonly at: number;
  readonly finished: boolean;
}

/** What happens while a learner works, in order. */
export type GuideEvent =
  | { readonly type: 'goal-met'; readonly goal: GoalView; readonly step: number; readonly ahead: boolean }
  | { readonly type: 'goal-wrong'; readonly goal: GoalView; readonly step: number }
  | { readonly type: 'goal-reopened'; readonly goal: GoalView; readonly step: number }
  | { readonly type: 'goal-fault'; readonly goal: GoalView; readonly step: number }
  | { readonly type: 'step-done'; readonly step: number }
  | { readonly type: 'step-entered'; readonly step: number }
  | { readonly type: 'hint'; readonly text: string; readonly level: number }
  /** Of what was typed or found, and of no one goal. */
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'lab-done' }
  /** Something that a view shows is another. */
  | { readonly type: 'changed' };

/** What a learner typed and what came of it. */
export interface LearnerRun {
  readonly script: string;
  /** As their terminal was given it, colours and all. */
  readonly output: string;
  /** Undefined where nothing can tell, as inside a container. */
  readonly exitCode: number | undefined;
  /** It was typed to a program in the foreground, such as a container's shell. */
  readonly inside: boolean;
  /** Where the shell is after it; undefined where nothing can tell. */
  readonly folder?: string;
  /** The machine that it was typed at, where the lab has several here. */
  readonly machine?: string;
}

/** What is kept of a learner's way, to go on another day. */
export interface Progress {
  readonly at: number;
  readonly met: readonly string[];
  readonly skipped: readonly string[];
}
