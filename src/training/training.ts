import type { LearnerRun, Progress } from '../guide/goal.ts';
import { Guide } from '../guide/guide.ts';
import { sectionAt } from '../lab/sections.ts';
import { quizzesIn } from '../markdown/rich.ts';
import type { Command } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { Plan } from '../plan/plan.ts';
import { Changes } from './changes.ts';
import { type DocumentSource, planOf } from './document.ts';
import type { Size } from './learner-shell.ts';
import { Preparation, type ShellStates } from './preparation.ts';
import { ProgressStore } from './progress-store.ts';
import { Quiz } from './quiz.ts';
import { shellParts } from './shell-parts.ts';
import type { Terminal } from './terminal.ts';
import { Terminals } from './terminals.ts';
import type { OptionsOf, TrainingEvent } from './training-options.ts';
import { NOTHING_LEFT, TypedForLearner } from './type-command.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

export type TrainingOptions = OptionsOf<Training>;

/** Of a terminal that nobody looks at yet. */
const USUAL: Size = { cols: 80, rows: 24 };

/** Ms that a prompt waits for what is to be said above it. */
const PATIENCE = 2_500;

/** A learner, a document, and the machine that they work on. */
export class Training implements AsyncDisposable {
  readonly plan: Plan;
  readonly document: DocumentSource;
  readonly quiz: Quiz;
  readonly #options: TrainingOptions;
  readonly #store: ProgressStore;
  readonly #listeners = new Set<(event: TrainingEvent) => void>();
  readonly #terminals = new Terminals({
    parts: (number) => this.#shellParts(number),
    listener: (number, terminal) => ({
      began: (script) => void this.#guide.learnerBegan(script, this.machineOf(number)),
      ran: (run) => this.#ran(terminal(), this.#placed(run, number)),
      saw: (script, output) => void this.#guide.learnerSaw(script, output, this.machineOf(number)),
      said: (words) => this.#options.answer(this, words, number),
      exited: () => void this.#left(number),
    }),
  });
  #workplace: Workplace;
  #guide: Guide;
  #rehearsal: readonly CommandResult[] = [];
  readonly #changes = new Changes({
    together: (changes) =>
      void this.#guide.engineChanged(changes).then(() => this.#tell({ type: 'engine-changed' })),
    atRest: () => void this.#guide.settled(),
  });
  readonly #typed = new TypedForLearner();
  #states: ShellStates = new Map();
  #busy: Promise<unknown> = Promise.resolve();
  #closed = false;
  #remaking = false;
  #preparation: Preparation | undefined;
  /** There was progress of another text of the document. */
  documentChanged = false;

  private constructor(
    document: DocumentSource,
    plan: Plan,
    parts: { options: TrainingOptions; workplace: Workplace },
  ) {
    this.document = document;
    this.quiz = new Quiz(() => this.topology(), quizzesIn(document.text));
    this.plan = plan;
    this.#options = parts.options;
    this.#workplace = parts.workplace;
    this.#store = new ProgressStore(parts.options.stateDirectory, {
      ...document,
      learner: parts.options.learner,
    });
    this.#guide = this.#newGuide();
  }

  /** Makes a machine for the document and brings it to where the learner was. */
  static async open(
    document: DocumentSource,
    options: TrainingOptions,
    listener?: (event: TrainingEvent) => void,
  ): Promise<Training | readonly Problem[]> {
    const plan = planOf(document);
    const fatal = plan.problems.filter(({ severity }) => severity === 'error');
    if (fatal.length > 0) return fatal;
    listener?.({ type: 'machine', state: 'making' });
    const { open = openWorkplace } = options;
    const workplace = await open(plan, options);
    if ('severity' in workplace) return [workplace];
    const training = new Training(document, plan, { options, workplace });
    if (listener) training.subscribe(listener);
    try {
      const progress = await training.#store.read();
      training.documentChanged = progress === 'changed';
      await training.#begin(typeof progress === 'object' ? progress : undefined);
      training.#tell({ type: 'machine', state: 'ready' });
    } catch (error) {
      await training[Symbol.asyncDispose]();
      throw error;
    }
    return training;
  }

  get guide(): Guide {
    return this.#guide;
  }

  get engine(): Workplace['engine'] {
    const { kind, version } = this.#workplace.engine;
    return { kind, version };
  }

  subscribe(listener: (event: TrainingEvent) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  topology(): ReturnType<Workplace['topology']> {
    return this.#workplace.topology();
  }

  /** What a rehearsal of the document came to. */
  async rehearsed(results: readonly CommandResult[]): Promise<void> {
    this.#rehearsal = results;
    await this.#guide.rehearsed(results);
  }

  /** The terminal of that number, opened when it is first asked for. */
  terminal(number: number, size: Size): Promise<Terminal | Problem> {
    return this.#terminals.open(number, size);
  }

  openTerminal(number: number): Terminal | undefined {
    return this.#terminals.get(number);
  }

  async closeTerminal(number: number): Promise<void> {
    await this.#terminals.close(number);
  }

  /** Names of the machines, the one that the lab begins at first; none where there is a single one. */
  get machines(): readonly string[] {
    return this.#workplace.machines;
  }

  /** The machine that a terminal is at: the first ones are at one each. Undefined where there is a single one. */
  machineOf(terminal: number): string | undefined {
    const { machines } = this;
    return machines[terminal % Math.max(1, machines.length)];
  }

  /** A command of the document as it is typed here; undefined where a part of it is the learner's to fill in. */
  async scriptOf(command: Command): Promise<string | undefined> {
    return (await this.#workplace.joining(command)) ?? this.#guide.scriptOf(command.id);
  }

  /**
   * Types the next command of the step, or the one that is named, for the learner: in that terminal where it is
   * at the command's machine, else in the first that is.
   */
  async do(terminal: number, id?: number): Promise<Problem | undefined> {
    const next = this.#guide.toType(id);
    if (!next) return NOTHING_LEFT;
    const { command, machine } = next;
    const number = this.machineOf(terminal) === machine ? terminal : this.machines.indexOf(machine ?? '');
    const there = await this.terminal(number, this.#terminals.get(terminal)?.size ?? USUAL);
    if ('severity' in there) return there;
    const script = await this.scriptOf(command);
    if (number !== terminal) this.#tell({ type: 'typed-at', terminal: number });
    return this.#typed.type(this.#guide, there, { id: command.id, script });
  }

  /** Makes the machine anew and brings it to where a step begins. */
  reset(step: number): Promise<void> {
    this.#remaking = true;
    const turn = this.#busy.then(() => this.#reset(step));
    this.#busy = turn.catch(() => {});
    return turn;
  }

  /** Forgets where the learner was. */
  async forget(): Promise<void> {
    await this.#store.forget();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#changes.close();
    this.#typed.cancel();
    await this.#busy;
    await this.#terminals.stop();
    await this.#store.saved();
    await this.#workplace[Symbol.asyncDispose]();
  }

  #newGuide(): Guide {
    return new Guide(this.#workplace.context, (event) => this.#tell(event), this.#workplace);
  }

  /** Brings a place that is new to where the learner is. */
  async #begin(progress: Progress | undefined): Promise<void> {
    const guide = this.#guide;
    const preparation = new Preparation(this.plan, this.#workplace, (path) =>
      this.#tell({ type: 'file-written', path }),
    );
    this.#preparation = preparation;
    const [first] = sectionAt(this.plan.lab, progress?.at ?? 1);
    if (first) await preparation.step(first.ordinal);
    await guide.rehearsed(await this.#workplace.unmet());
    if (progress) await guide.restore(progress);
    const begins = (): void => this.#tell({ type: 'machine', state: 'replaying' });
    this.#states = progress ? await preparation.again(guide, { begins }) : new Map();
    await preparation.upTo(guide.view().at);
    await this.#workplace.watch((change) => this.#changes.add(change));
    await guide.check();
  }

  async #reset(step: number): Promise<void> {
    await this.#guide.forget(step);
    await this.#remake();
  }

  /** Another place, brought to where the learner is. */
  async #remake(): Promise<void> {
    this.#typed.cancel();
    this.#remaking = true;
    try {
      const progress = this.#guide.progress();
      await this.#terminals.stop();
      this.#tell({ type: 'machine', state: 'making' });
      await this.#workplace[Symbol.asyncDispose]();
      const { open = openWorkplace } = this.#options;
      const workplace = await open(this.plan, this.#options);
      if ('severity' in workplace) throw new Error(workplace.message);
      this.#workplace = workplace;
      this.#guide = this.#newGuide();
      if (this.#rehearsal.length > 0) await this.#guide.rehearsed(this.#rehearsal);
      await this.#begin(progress);
      await this.#terminals.start();
      this.#tell({ type: 'machine', state: 'ready' });
    } finally {
      this.#remaking = false;
    }
  }

  /** Somebody is at a step now: it is made ready, on another machine where its section has one of its own. */
  #entered(step: number): void {
    if (this.#closed || this.#remaking) return;
    const section = sectionAt(this.plan.lab, step)[0]?.ordinal ?? step;
    if (section === this.#guide.section) {
      void this.#preparation?.step(step).catch(() => {});
      return;
    }
    const turn = this.#busy.then(async () => {
      // The prompt below which this was found out comes first.
      await new Promise<void>((resolve) => void setImmediate(resolve));
      const here = sectionAt(this.plan.lab, this.#guide.view().at)[0]?.ordinal;
      if (!this.#closed && here !== this.#guide.section) await this.#remake();
    });
    this.#busy = turn.catch((error: Error) => this.#tell({ type: 'note', text: error.message }));
  }

  #shellParts(number: number): ReturnType<typeof shellParts> {
    const machine = this.machineOf(number);
    const state = this.#states.get(machine) ?? '';
    return shellParts(this.#workplace, { ...this.#options, machine, state });
  }

  /** A shell that was left by `exit` is followed by another: a learner is never without one. */
  async #left(number: number): Promise<void> {
    if (!this.#terminals.get(number) || this.#closed) return;
    if (this.#options.left) this.#options.left();
    else await this.#terminals.restart(number);
  }

  #placed(run: LearnerRun, terminal: number): LearnerRun {
    const machine = this.machineOf(terminal);
    return machine === undefined ? run : { ...run, machine };
  }

  async #ran(terminal: Terminal, run: LearnerRun): Promise<string> {
    const patience = new Promise<void>((resolve) => void setTimeout(resolve, PATIENCE).unref());
    await Promise.race([this.#guide.learnerRan(run).catch(() => {}), patience]);
    const text = this.#typed.ran(this.#guide, terminal, run);
    if (text !== '') this.#tell({ type: 'note', text });
    return this.#options.beforePrompt?.(this) ?? '';
  }

  #tell(event: TrainingEvent): void {
    if (event.type === 'step-entered') this.#entered(event.step);
    if (event.type !== 'engine-changed' && event.type !== 'hint' && !this.#closed)
      this.#store.save(this.#guide.progress());
    for (const listener of this.#listeners) listener(event);
  }
}
