import type { PlannedCommand } from '../plan/plan.ts';
import { differencesOf, doneBy, fillsIn, sameKind, sameMeaning } from './compare.ts';
import type { LearnerRun } from './goal.ts';
import { lookAt } from './look.ts';
import { isSatisfied, type Track } from './tracks.ts';
import type { Way } from './way.ts';

/** Lines typed of late that a command of several parts may have been typed in. */
const RECENT = 20;

/** What a learner has typed, held against what the document has. */
export class Typed {
  readonly #way: Way;
  readonly #recent: Pick<LearnerRun, 'script' | 'machine'>[] = [];

  constructor(way: Way) {
    this.#way = way;
  }

  /** A command that goes on was typed; its goal, where it has no other, is that. */
  began(script: string, machine: string | undefined): void {
    const { context, tracks, tried } = this.#way;
    const planned = context.plan.commands.find(
      ({ command: { id, terminal, script: wanted } }) =>
        (terminal === 'session' || terminal === 'endless') &&
        tracks.ofCommand(id).every(({ section }) => section === this.#way.section) &&
        sameMeaning(this.#way.live(wanted), script),
    );
    if (!planned) return;
    tried.add(planned.command.id);
    for (const track of tracks.ofCommand(planned.command.id))
      if (track.goal.kind === 'do' && track.goal.machine === machine) this.#way.meet(track);
  }

  /** What such a command has printed so far. */
  saw(script: string, output: string, machine: string | undefined): void {
    const run = {
      script,
      output,
      exitCode: undefined,
      inside: false,
      ...(machine !== undefined && { machine }),
    };
    for (const planned of this.#way.context.plan.commands) {
      if (planned.command.terminal === 'endless') this.#compare(planned, run, { blame: false });
    }
  }

  ran(run: LearnerRun): void {
    const well = run.exitCode === 0 || run.exitCode === undefined;
    if (well) this.#recent.push(run);
    if (this.#recent.length > RECENT) this.#recent.shift();
    if (!well) this.#tellOfAuthorsValues(run);
    for (const planned of this.#inOrder()) this.#compare(planned, run, { blame: true });
  }

  /** A command that reached nothing: what should have come before it, or what it has other than the document's. */
  tellOfDifferences({ script, exitCode, machine }: LearnerRun): void {
    if (this.#tellOfMachine(script, machine)) return;
    if (exitCode && this.#tellOfOrder(script)) return;
    for (const { goal } of this.#way.open()) {
      const wanted = goal.command && this.#way.live(goal.command.script);
      const differences = wanted === undefined ? [] : (differencesOf(wanted, script) ?? []);
      if (differences.length === 0) continue;
      const failed = exitCode ? 'that did not work. ' : '';
      this.#way.emit({
        type: 'note',
        text: `${failed}Compared with the lab’s command: ${differences.join('; ')}`,
      });
      return;
    }
  }

  /** Whether it is what is to be typed now, at another machine. */
  #tellOfMachine(script: string, machine: string | undefined): boolean {
    if (machine === undefined) return false;
    const meant = this.#way
      .open()
      .filter(({ goal }) => goal.command && sameMeaning(this.#way.live(goal.command.script), script));
    const [other] = meant;
    if (!other || meant.some(({ goal }) => goal.machine === machine)) return false;
    this.#way.emit({
      type: 'note',
      text: `that is to be typed at ${other.goal.machine}; this is ${machine}`,
    });
    return true;
  }

  /** Whether it is the document's, and too early: what it needs is still to be made. */
  #tellOfOrder(script: string): boolean {
    const { context, tracks, emit } = this.#way;
    const { commands } = context.plan;
    const planned = commands.find(({ command }) => sameMeaning(this.#way.live(command.script), script));
    const need = planned?.needs.find(({ command }) =>
      tracks.ofCommand(command).some((track) => !isSatisfied(track)),
    );
    if (!need) return false;
    const { command, step } = commands[need.command]!;
    const text = `that did not work yet: it needs ${need.what}, which step ${step.ordinal} makes (${this.#way.live(command.script)})`;
    emit({ type: 'note', text });
    return true;
  }

  /** Those of the current step first: what is typed is most likely meant for it. */
  #inOrder(): readonly PlannedCommand[] {
    const { at, context } = this.#way;
    const { commands } = context.plan;
    const here = commands.filter(({ step }) => step.ordinal === at);
    return [...here, ...commands.filter(({ step }) => step.ordinal !== at)];
  }

  #compare(planned: PlannedCommand, run: LearnerRun, { blame }: { readonly blame: boolean }): void {
    const { command } = planned;
    if ((command.where.kind === 'inside') !== run.inside) return;
    const way = this.#way;
    const tracks = way.tracks.ofCommand(command.id).filter(({ goal }) => goal.machine === run.machine);
    const isLeftOut = tracks.some(({ goal }) => goal.skip && goal.skip.reason !== 'placeholder');
    if (isLeftOut || tracks.some(({ goal, section }) => goal.kind === 'script' || section !== way.section))
      return;
    const wanted = way.live(command.script);
    const same = sameMeaning(wanted, run.script);
    if (same) way.tried.add(command.id);
    if (command.skip?.reason === 'placeholder' && run.exitCode === 0 && fillsIn(wanted, run.script))
      for (const track of tracks) way.meet(track);
    for (const track of tracks.filter((one) => !isSatisfied(one) || isUnverifiable(one))) {
      if (track.goal.kind === 'do') this.#compareDeed(track, { wanted, run });
      else if (track.goal.kind === 'look') {
        const { seen, found } = lookAt(planned, run, way.lookContext(run.machine));
        if (seen) way.meet(track);
        else if (blame && same && track.state.fault === '' && !isUnverifiable(track)) way.blame(track, found);
      }
      if (same && track.state.fault !== '' && !isSatisfied(track)) way.meet(track);
    }
    const binds = tracks.some(({ goal }) => goal.kind === 'effect') && (same || sameKind(wanted, run.script));
    if (!binds || run.exitCode !== 0) return;
    way.pin(planned);
    if (same) lookAt(planned, run, way.lookContext(run.machine));
  }

  #compareDeed(track: Track, { wanted, run }: { readonly wanted: string; readonly run: LearnerRun }): void {
    const { command } = track.goal;
    const goesOn = command?.terminal === 'endless' || command?.terminal === 'session';
    const well =
      run.exitCode === 0 || run.exitCode === undefined || goesOn || run.exitCode === command?.exitShown;
    const status = command?.directives.exit;
    if (sameMeaning(wanted, run.script)) {
      if (status === undefined ? well : run.exitCode === status) this.#way.meet(track);
      else if (!isUnverifiable(track))
        this.#way.blame(track, `‘${run.script}’ ended with exit status ${run.exitCode}`);
    } else if (well && doneBy(wanted, this.#recentAt(run.machine))) this.#way.meet(track);
  }

  #recentAt(machine: string | undefined): readonly string[] {
    return this.#recent.filter((run) => run.machine === machine).map(({ script }) => script);
  }

  #tellOfAuthorsValues({ script }: LearnerRun): void {
    const { replaced } = this.#way.context.correspondence.rewrite(script);
    for (const { from, to } of replaced)
      this.#way.emit({ type: 'note', text: `${from} is from the author's machine; here it is ${to}` });
  }
}

/** Nothing is known of it before it is done; it may be done all the same. */
const isUnverifiable = ({ state }: Track): boolean => state.status === 'unverifiable';
