import { type Effect, isSwarmWide } from '../command/meaning.ts';
import { sectionAt } from '../lab/sections.ts';
import type { Skip } from '../model/lab.ts';
import { withMachine } from '../plan/check-place.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import type { LabContext, Several } from '../run/context.ts';
import { knownToFail } from '../run/marked.ts';
import type { GoalState, GoalView, GuideEvent, GuideView, LearnerRun, StepView } from './goal.ts';
import type { Asked } from './goals.ts';
import type { LookContext } from './look.ts';
import { isSatisfied, type Track, Tracks } from './tracks.ts';

/** What is known of a machine of the lab's. */
export type GuideMachine = Pick<LabContext, 'engine' | 'inventory' | 'made'>;

export type GuideContext = Pick<LabContext, 'plan' | 'correspondence'> &
  GuideMachine & {
    readonly options: Asked;
    /** All machines by name, where there are several; the lab begins at the first. */
    readonly several?:
      | (Pick<Several, 'addresses'> & { readonly contexts: ReadonlyMap<string, GuideMachine> })
      | undefined;
  };

export interface Whereabouts {
  readonly folder: string | undefined;
  readonly machine: string | undefined;
}

/** What a guide looks at beside the engine. */
export interface GuidePlace {
  /** The text of a file of the learner's, as seen from a folder of a machine; undefined where there is none. */
  readFile(path: string, from: Whereabouts): Promise<string | undefined>;
  /** Runs a check of the author's; what it found wrong, '' for nothing. */
  verify(planned: PlannedCommand): Promise<string>;
  /** What this computer has not, as a command that failed says; undefined where that is not why. */
  lacks(planned: PlannedCommand, run: LearnerRun): Promise<Skip | undefined>;
}

export const machineOf = (context: GuideContext, name: string | undefined): GuideMachine =>
  (name === undefined ? undefined : context.several?.contexts.get(name)) ?? context;

const NOWHERE: GuidePlace = {
  readFile: async () => undefined,
  verify: async () => 'nothing can be run here',
  lacks: async () => undefined,
};

/** How far a learner has come: the goals, the step they are at, and the telling of what changes. */
export class Way {
  readonly context: GuideContext;
  readonly place: GuidePlace;
  readonly tracks: Tracks;
  readonly emit: (event: GuideEvent) => void;
  /** Commands that were typed as the document has them. */
  readonly tried = new Set<number>();
  readonly #doneSteps = new Set<number>();
  #at: number;
  #section: number;
  #finished = false;
  /** The last step of which something was reached since `advance`. */
  #reached = 0;

  constructor(context: GuideContext, emit: (event: GuideEvent) => void, place: GuidePlace = NOWHERE) {
    this.context = context;
    this.place = place;
    this.emit = emit;
    this.tracks = new Tracks(context.plan, { ...context.options, several: context.several !== undefined });
    this.#at = context.plan.lab.steps[0]?.ordinal ?? 1;
    this.#section = this.#at;
    for (const track of this.tracks.all) {
      const { skip } = track.goal;
      if (skip)
        track.state = { ...track.state, status: 'unverifiable', found: skip.message, mend: skip.hint ?? '' };
      const known = track.goal.command && knownToFail(track.goal.command);
      if (known) track.state = { ...track.state, fault: known };
    }
  }

  /** `Step.ordinal` of the step that the learner is at. */
  get at(): number {
    return this.#at;
  }

  /** `Track.section` of what is done on this machine. */
  get section(): number {
    return this.#section;
  }

  /** What is known of a machine, of the first one where none is named. */
  machine(name: string | undefined): GuideMachine {
    return machineOf(this.context, name);
  }

  /** What was typed at a machine has these effects. */
  learn(effects: readonly Effect[], machine: string | undefined): void {
    const by = { line: 0, command: -1 };
    const own = this.machine(machine).inventory;
    own.apply(effects, by);
    for (const { inventory } of this.context.several?.contexts.values() ?? [])
      if (inventory !== own) inventory.apply(effects.filter(isSwarmWide), by);
  }

  /** What an output of a machine is compared in the light of. */
  lookContext(machine: string | undefined): LookContext {
    const { plan, correspondence } = this.context;
    return { plan, correspondence, ...this.machine(machine) };
  }

  /** A script or a text with the author's values replaced by those of this machine. */
  live(script: string): string {
    return this.context.correspondence.rewrite(script).script;
  }

  /** The goals of the step at hand that are still to be reached. */
  open(): readonly Track[] {
    return this.tracks.of(this.#at).filter((track) => !isSatisfied(track));
  }

  satisfied(): number {
    return this.tracks.all.filter(isSatisfied).length;
  }

  meet(track: Track): void {
    if (track.state.status === 'met') return;
    track.state = { ...track.state, status: 'met', found: '', mend: '' };
    this.#tellMet(track);
  }

  /** Says what is wrong with a goal of the step at hand. */
  blame(track: Track, found: string): void {
    if (track.goal.step.ordinal !== this.#at) return;
    track.state = { ...track.state, status: 'wrong', found, mend: '' };
    this.#tell('goal-wrong', track);
  }

  /** The document, not the learner, is to blame; who has tried has done enough. */
  fault(track: Track, fault: string): void {
    track.state = { ...track.state, fault };
    this.#tell('goal-fault', track);
    if (track.goal.command && this.tried.has(track.goal.command.id)) this.meet(track);
  }

  /** Takes over what the engine was seen to be in. */
  verified(track: Track, state: GoalState): void {
    const before = track.state;
    track.state = state;
    if (state.status === 'met' && before.status !== 'met') this.#tellMet(track);
    else if (before.status === 'met' && state.status !== 'met') this.#tell('goal-reopened', track);
    else if (state.status === 'wrong' && state.found !== before.found && !this.#isSaid(track)) {
      // What is to come is no matter of the learner's yet.
      if (track.goal.step.ordinal <= this.#at) this.#tell('goal-wrong', track);
    }
  }

  /** What the lab fixes is the same in both worlds from here on. */
  pin({ pins, command }: PlannedCommand): void {
    const { correspondence } = this.context;
    for (const { value, what, kind } of pins) {
      const origin = { line: command.span.line, what, kind };
      if (kind === 'subnet') correspondence.pinNetwork(value, origin);
      correspondence.pin(value, origin);
    }
  }

  /** All that can be verified of it is reached; a step of which nothing can be needs a `leave`. */
  isDone(step: number): boolean {
    const tracks = this.tracks.of(step);
    if (tracks.length === 0) return this.#doneSteps.has(step) || step < this.#at;
    const verifiable = tracks.filter(({ state }) => state.status !== 'unverifiable');
    return verifiable.length > 0 ? verifiable.every(isSatisfied) : this.#doneSteps.has(step);
  }

  /** Tells of steps that are done now, and goes on where the one at hand is. */
  advance(): void {
    const { steps } = this.context.plan.lab;
    for (const { ordinal } of steps) {
      const done = this.isDone(ordinal);
      if (done && !this.#doneSteps.has(ordinal)) {
        this.#doneSteps.add(ordinal);
        this.emit({ type: 'step-done', step: ordinal });
      } else if (!done) this.#doneSteps.delete(ordinal);
    }
    for (;;) {
      // Who has done something of a later step has read those before it that ask for nothing.
      if (this.#at < this.#reached && this.#asksNothing(this.#at)) this.#pass(this.#at);
      const next = this.isDone(this.#at)
        ? steps.find(({ ordinal }) => ordinal > this.#at && !this.isDone(ordinal))
        : undefined;
      if (!next) break;
      this.enter(next.ordinal);
    }
    this.#reached = 0;
    this.#finishWhenDone();
  }

  enter(step: number): void {
    this.#at = step;
    this.emit({ type: 'step-entered', step });
  }

  /** Nothing of it can be verified, so that only who goes on has done it. */
  #asksNothing(step: number): boolean {
    return this.tracks.of(step).every(({ state }) => state.status === 'unverifiable');
  }

  #pass(step: number): void {
    if (this.#doneSteps.has(step)) return;
    this.#doneSteps.add(step);
    this.emit({ type: 'step-done', step });
  }

  /** Goes so many steps on, or back. Who goes on from a step that nothing can tell of has done it. */
  go(by: number): void {
    const { steps } = this.context.plan.lab;
    if (by > 0 && this.#asksNothing(this.#at)) this.#doneSteps.add(this.#at);
    const step = steps[steps.findIndex(({ ordinal }) => ordinal === this.#at) + by];
    if (step) this.enter(step.ordinal);
    this.#finishWhenDone();
  }

  /** As it was when the learner was at that step, without a word of it. */
  resume(step: number): void {
    if (this.context.plan.lab.steps.some(({ ordinal }) => ordinal === step)) this.#at = step;
    this.#section = sectionAt(this.context.plan.lab, this.#at)[0]?.ordinal ?? this.#at;
    for (const { ordinal } of this.context.plan.lab.steps)
      if (this.isDone(ordinal)) this.#doneSteps.add(ordinal);
  }

  /** Forgets what was reached from a step on. */
  forget(from: number): void {
    for (const track of this.tracks.all) {
      if (track.goal.step.ordinal < from || track.state.status === 'unverifiable') continue;
      track.state = { status: 'open', found: '', mend: '', fault: track.state.fault };
      track.armed = track.goal.changes === undefined;
      if (track.goal.command) this.tried.delete(track.goal.command.id);
    }
    for (const step of [...this.#doneSteps]) if (step >= from) this.#doneSteps.delete(step);
    this.#finished = false;
    this.enter(from);
  }

  view(): GuideView {
    const { lab } = this.context.plan;
    const steps = lab.steps.map(
      ({ ordinal, number, title, span }): StepView => ({
        ordinal,
        number,
        title,
        line: span.line,
        done: this.isDone(ordinal),
        current: ordinal === this.#at,
        goals: this.tracks.of(ordinal).map((track) => this.viewOf(track)),
      }),
    );
    return { title: lab.title, file: lab.file, steps, at: this.#at, finished: this.#finished };
  }

  viewOf({ goal, state }: Track): GoalView {
    const { id, kind, line, command, machine = '' } = goal;
    const said = this.live(goal.sentence);
    const sentence =
      kind === 'effect' ? withMachine(said, machine) : machine === '' ? said : `${said} on ${machine}`;
    return { ...state, id, kind, line, sentence, command: command?.id };
  }

  #tellMet(track: Track): void {
    const { ordinal } = track.goal.step;
    this.#reached = Math.max(this.#reached, ordinal);
    const planned = track.goal.command && this.context.plan.commands[track.goal.command.id];
    if (planned) this.pin(planned);
    this.emit({ type: 'goal-met', goal: this.viewOf(track), step: ordinal, ahead: ordinal > this.#at });
  }

  #tell(type: 'goal-wrong' | 'goal-fault' | 'goal-reopened', track: Track): void {
    this.emit({ type, goal: this.viewOf(track), step: track.goal.step.ordinal });
  }

  /** One thing that is wrong shows in many goals: it is told of once. */
  #isSaid({ goal, state }: Track): boolean {
    return this.tracks.all.some(
      (other) => other.goal !== goal && other.state.status === 'wrong' && other.state.found === state.found,
    );
  }

  #finishWhenDone(): void {
    const finished = this.context.plan.lab.steps.every(({ ordinal }) => this.isDone(ordinal));
    if (finished && !this.#finished) this.emit({ type: 'lab-done' });
    this.#finished = finished;
  }
}
