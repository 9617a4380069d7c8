import { sectionAt } from '../lab/sections.ts';
import type { Plan } from '../plan/plan.ts';
import { type Goal, type GoalState, OPEN } from './goal.ts';
import { type Asked, goalsOf } from './goals.ts';

/** A goal and how far it has come. */
export interface Track {
  readonly goal: Goal;
  state: GoalState;
  /** The document makes it true by a change, and that was seen to be still to come. */
  armed: boolean;
  /** What `Goal` has under these names, as the engine knows it: an ID stands for a name. */
  names: readonly string[];
  touches: readonly string[];
  alters: readonly string[];
  /** The ordinal of the step that its section begins with: sections have machines of their own. */
  readonly section: number;
}

/** All goals of a lab, and which of them wait for which: what a later command takes away was there. */
export class Tracks {
  readonly all: readonly Track[];
  readonly #byStep = new Map<number, Track[]>();

  constructor(plan: Plan, asked: Asked) {
    this.all = goalsOf(plan, asked).map((goal) => ({
      goal,
      state: OPEN,
      armed: goal.changes === undefined,
      names: goal.names,
      touches: goal.touches,
      alters: goal.alters,
      section: sectionAt(plan.lab, goal.step.ordinal)[0]!.ordinal,
    }));
    for (const track of this.all) {
      const { ordinal } = track.goal.step;
      const same = this.#byStep.get(ordinal);
      if (same) same.push(track);
      else this.#byStep.set(ordinal, [track]);
    }
  }

  /** Takes what the engine's objects are called now. */
  rename(nameOf: (name: string, machine: string | undefined) => string): void {
    for (const track of this.all) {
      const { machine, names, touches, alters } = track.goal;
      const call = (name: string): string => nameOf(name, machine);
      track.names = names.map(call);
      track.touches = touches.map(call);
      track.alters = alters.map(call);
    }
  }

  of(step: number): readonly Track[] {
    return this.#byStep.get(step) ?? [];
  }

  ofCommand(id: number): readonly Track[] {
    return this.all.filter(({ goal }) => goal.command?.id === id);
  }

  /**
   * Whether it can be reached now. A change waits for all that is done with the object before; anything
   * else for the changes before, as the second container of a name does for the first one's removal.
   */
  isEligible(track: Track): boolean {
    const { goal } = track;
    return this.#before(track).every((other) => {
      if (other.goal.command === goal.command && goal.command) return true;
      if (goal.alters.length === 0 && other.goal.alters.length === 0) return true;
      return !concerns(other, track) || isSatisfied(other);
    });
  }

  /** Whether all that is done with its object before it was left out. */
  nothingWasBefore(track: Track): boolean {
    const before = this.#before(track).filter((other) => concerns(other, track));
    return (
      before.length > 0 && before.every(({ state }) => state.status !== 'met' && state.status !== 'open')
    );
  }

  /**
   * Whether a later change of the same object has come, or is all that is still to come of it, so that
   * nothing is left to watch. What is gone may be followed by another of its name.
   */
  isSettled(track: Track): boolean {
    const at = this.all.indexOf(track);
    const removes = track.goal.changes?.includes('destroy') ?? false;
    return this.all
      .slice(at + 1)
      .some(
        (later) =>
          later.section === track.section &&
          later.goal.command !== track.goal.command &&
          track.names.some((name) => (removes ? stated(later) : later.alters).includes(name)) &&
          (later.state.status === 'met' || this.isEligible(later)),
      );
  }

  #before(track: Track): readonly Track[] {
    return this.all.slice(0, this.all.indexOf(track)).filter(({ section }) => section === track.section);
  }
}

/** The objects of which it states what they are. */
const stated = ({ goal, names }: Track): readonly string[] => (goal.kind === 'effect' ? names : []);

/** Nothing of it is left to do. */
export function isSatisfied({ state }: Track): boolean {
  return state.status === 'met' || state.status === 'skipped' || state.status === 'unverifiable';
}

/** Whether an earlier goal needs or makes what a later one changes, or the other way round. */
function concerns(earlier: Track, later: Track): boolean {
  const needed = later.goal.alters.length === 0 ? earlier.names : earlier.touches;
  return needed.some((name) => later.names.includes(name));
}
