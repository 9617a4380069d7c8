import { effectsOf } from '../command/meaning.ts';
import type { EngineChange } from '../docker/changes.ts';
import type { Command } from '../model/lab.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { fillPlaceholders } from '../run/placeholders.ts';
import { Elsewhere } from './elsewhere.ts';
import type { GuideEvent, GuideView, LearnerRun, Progress } from './goal.ts';
import { withoutValues } from './hints.ts';
import { takeLack } from './lacks.ts';
import { lookAtFiles } from './made-files.ts';
import { takeRehearsal } from './rehearsed.ts';
import { runScripts } from './scripts.ts';
import { isSatisfied, type Track } from './tracks.ts';
import { Typed } from './typed.ts';
import { verifyTracks } from './verify-tracks.ts';
import { type GuideContext, type GuidePlace, Way } from './way.ts';

/**
 * A learner's way through a lab. What they type and what the engine tells go in, one after the other;
 * what has become of the goals comes out. It knows of no terminal and no page.
 */
export class Guide {
  readonly #way: Way;
  readonly #typed: Typed;
  readonly #elsewhere: Elsewhere;
  /** How strong the last hint was, by what it was for. */
  readonly #hints = new Map<string, number>();
  #values:
    | {
        readonly state: number;
        readonly text: string;
        readonly found: readonly { readonly from: string; readonly to: string }[];
      }
    | undefined;
  /** Where the learner's shells are, by machine. */
  readonly #folders = new Map<string | undefined, string>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(context: GuideContext, emit: (event: GuideEvent) => void, place?: GuidePlace) {
    this.#way = new Way(context, emit, place);
    this.#typed = new Typed(this.#way);
    this.#elsewhere = new Elsewhere(context.several?.addresses ?? new Map());
  }

  /** The engine tells that something has become of an object. */
  engineChanged(changes: readonly EngineChange[]): Promise<void> {
    return this.#turn(async () => {
      await this.#verify({ changes, blame: false });
      this.#way.advance();
    });
  }

  /** Nothing has happened for a moment: what is wrong now is not about to become right. */
  settled(): Promise<void> {
    return this.#turn(() => this.#verify({ changes: [], blame: true }));
  }

  /** A command that goes on, such as a shell in a container, was typed. */
  learnerBegan(script: string, machine?: string): Promise<void> {
    return this.#turn(async () => {
      this.#typed.began(script, machine);
      this.#way.advance();
    });
  }

  /** What a command has printed so far that does not end by itself. */
  learnerSaw(script: string, output: string, machine?: string): Promise<void> {
    return this.#turn(async () => {
      this.#typed.saw(script, output, machine);
      this.#way.advance();
    });
  }

  learnerRan(typed: LearnerRun): Promise<void> {
    return this.#turn(async () => {
      const before = this.#way.satisfied();
      const run = this.#elsewhere.placed(typed);
      await takeLack(this.#way, run);
      this.#typed.ran(run);
      if (typed.folder !== undefined) this.#folders.set(typed.machine, typed.folder);
      const well = run.exitCode === 0 && !run.inside;
      if (well) this.#way.learn(effectsOf(run.script), run.machine);
      await this.#verify({ changes: [], blame: true });
      if (!run.inside) await this.#look({ all: false });
      const wrong = this.#way.open().some(({ state }) => state.status === 'wrong');
      if (this.#way.satisfied() === before && !wrong) this.#typed.tellOfDifferences(run);
      this.#way.advance();
    });
  }

  /** Looks at everything again. */
  check(): Promise<void> {
    return this.#turn(async () => {
      await this.#verify({ changes: undefined, blame: true });
      await this.#look({ all: true });
      this.#way.advance();
      this.#way.emit({ type: 'changed' });
    });
  }

  /** What a run of the document has found, so that it, not the learner, is blamed. */
  rehearsed(results: readonly CommandResult[]): Promise<void> {
    return this.#turn(async () => {
      takeRehearsal(this.#way, results);
      this.#way.advance();
      this.#way.emit({ type: 'changed' });
    });
  }

  /** The next of three hints for the first goal that is open: what, how, and the command itself. */
  hint(): Promise<void> {
    return this.#turn(async () => {
      const track = this.#way.open()[0];
      if (!track) {
        this.#way.emit({
          type: 'hint',
          level: 0,
          text: 'nothing is left to do in this step; go on with ‘next’',
        });
        return;
      }
      const key = String(track.goal.command?.id ?? track.goal.id);
      const level = Math.min((this.#hints.get(key) ?? 0) + 1, 3);
      this.#hints.set(key, level);
      this.#way.emit({ type: 'hint', level, text: this.#hintText(track, level) });
    });
  }

  /** The command that comes next, or the one that is named, and the machine that it is to be typed at. */
  toType(id?: number): { readonly command: Command; readonly machine: string | undefined } | undefined {
    const tracks = id === undefined ? this.#way.open() : this.#way.tracks.ofCommand(id);
    const typed = tracks.filter(({ goal }) => goal.command && goal.kind !== 'script');
    const { goal } = typed.find((track) => !isSatisfied(track)) ?? typed[0] ?? {};
    return goal?.command && { command: goal.command, machine: goal.machine };
  }

  /**
   * A command of the document in the values of this machine, and with what the reader is to fill in where
   * only one thing of theirs can be meant.
   */
  scriptOf(id: number): string | undefined {
    const { plan } = this.#way.context;
    const command = plan.commands[id]?.command;
    if (command?.skip?.reason === 'placeholder') {
      const { several } = this.#way.context;
      const { machine } = command;
      return fillPlaceholders(command, {
        ...this.#way.machine(machine),
        several,
        ...(machine !== undefined && { machine }),
      });
    }
    return command && this.live(command.script);
  }

  /** How often a command may be typed again while its goals are not reached, as its author says. */
  retriesOf(id: number): number {
    return this.#way.context.plan.commands[id]?.command.directives.retries ?? 0;
  }

  /** Nothing of a command is left to reach. */
  isReached(id: number): boolean {
    return this.#way.tracks.ofCommand(id).every(isSatisfied);
  }

  /** A script or a text with the author's values replaced by those of this machine. */
  live(script: string): string {
    return this.#way.live(script);
  }

  /** The values of the author's machine in a text, and what stands for them here. */
  valuesIn(text: string): readonly { readonly from: string; readonly to: string }[] {
    const { correspondence } = this.#way.context;
    const { state } = correspondence;
    if (this.#values?.state === state && this.#values.text === text) return this.#values.found;
    const seen = new Set<string>();
    const found = correspondence
      .rewrite(text)
      .replaced.filter(({ from }) => !seen.has(from) && seen.add(from));
    this.#values = { state, text, found };
    return found;
  }

  next(): Promise<void> {
    return this.#go(1);
  }

  back(): Promise<void> {
    return this.#go(-1);
  }

  /** Takes the learner to a step. */
  goTo(step: number): Promise<void> {
    return this.#turn(async () => {
      if (this.#way.context.plan.lab.steps.some(({ ordinal }) => ordinal === step)) this.#way.enter(step);
    });
  }

  /** Leaves out what is open of the step. */
  skip(): Promise<void> {
    return this.#turn(async () => {
      for (const track of this.#way.open()) track.state = { ...track.state, status: 'skipped' };
      this.#way.advance();
      this.#way.emit({ type: 'changed' });
    });
  }

  progress(): Progress {
    const ids = (status: string) =>
      this.#way.tracks.all.filter(({ state }) => state.status === status).map(({ goal }) => goal.id);
    return { at: this.#way.at, met: ids('met'), skipped: ids('skipped') };
  }

  /** Takes up what was done another day; to be followed by `check` when the machine is as it was then. */
  restore({ at, met, skipped }: Progress): Promise<void> {
    return this.#turn(async () => {
      for (const track of this.#way.tracks.all) {
        const { id } = track.goal;
        const status = met.includes(id) ? 'met' : skipped.includes(id) ? 'skipped' : undefined;
        if (!status) continue;
        track.state = { ...track.state, status };
        track.armed = true;
      }
      this.#way.resume(at);
    });
  }

  /** The commands that bring a machine to where the learner is, in document order. */
  doneCommands(): readonly PlannedCommand[] {
    return this.#way.context.plan.commands.filter(({ command }) => {
      const tracks = this.#way.tracks.ofCommand(command.id);
      return (
        tracks.length > 0 &&
        tracks.every(({ goal, state }) => state.status === 'met' && goal.kind !== 'script')
      );
    });
  }

  /** Forgets what was reached from a step on. */
  forget(from: number): Promise<void> {
    return this.#turn(async () => this.#way.forget(from));
  }

  /** The ordinal of the step with which the section begins that this machine is for. */
  get section(): number {
    return this.#way.section;
  }

  view(): GuideView {
    return this.#way.view();
  }

  #turn(action: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(action);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #look({ all }: { readonly all: boolean }): Promise<void> {
    await lookAtFiles(this.#way, this.#folders);
    await runScripts(this.#way, { all });
  }

  #verify(how: {
    readonly changes: readonly EngineChange[] | undefined;
    readonly blame: boolean;
  }): Promise<void> {
    return verifyTracks(this.#way.tracks, {
      ...how,
      context: this.#way.context,
      section: this.#way.section,
      apply: (track, state) => this.#way.verified(track, state),
    });
  }

  #go(by: number): Promise<void> {
    return this.#turn(async () => {
      this.#way.go(by);
      this.#way.emit({ type: 'changed' });
    });
  }

  #hintText(track: Track, level: number): string {
    const { goal, state } = track;
    const wanted = goal.command && goal.kind !== 'script' ? this.live(goal.command.script) : undefined;
    const found = state.found === '' ? '' : ` (${state.found})`;
    const { sentence } = this.#way.viewOf(track);
    if (level === 1 && state.fault !== '')
      return `${sentence}; the document is at fault there (${state.fault}), so trying it is enough`;
    if (level === 1 || wanted === undefined) return `${sentence}${found}`;
    return level === 2 ? withoutValues(wanted) : wanted;
  }
}
