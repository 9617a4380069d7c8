import { join } from 'node:path';
import type { GuideEvent, LearnerRun, Progress } from '../guide/goal.ts';
import { Guide } from '../guide/guide.ts';
import { parseLab } from '../lab/parse.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import { type Plan, planLab } from '../plan/plan.ts';
import { Changes } from './changes.ts';
import type { Size } from './learner-shell.ts';
import { digest, ProgressStore } from './progress-store.ts';
import { Quiz } from './quiz.ts';
import { Terminal } from './terminal.ts';
import { TypedForLearner } from './type-command.ts';
import { openWorkplace, type Workplace, type WorkplaceOptions } from './workplace.ts';

export interface DocumentSource {
  readonly file: string;
  readonly text: string;
}

export interface TrainingOptions extends WorkplaceOptions {
  /** The learner's own shell and home; undefined where the machine is somebody else's. */
  readonly own: { readonly shell: string; readonly home: string } | undefined;
  /** Tells learners apart whose progress is kept in one place. */
  readonly learner: string;
  readonly title: string;
  readonly term: string;
  /** What is said of a `lab` word that was typed in a terminal. */
  readonly answer: (training: Training, words: readonly string[]) => Promise<string>;
  /** What is shown above the next prompt. */
  readonly beforePrompt?: (training: Training) => string;
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
  | { readonly type: 'file-written'; readonly path: string };

/** Ms that a prompt waits for what is to be said above it. */
const PATIENCE = 2_500;

/** A learner, a document, and the machine that they work on. */
export class Training implements AsyncDisposable {
  readonly plan: Plan;
  readonly document: DocumentSource;
  readonly quiz = new Quiz(() => this.topology());
  readonly #options: TrainingOptions;
  readonly #store: ProgressStore;
  readonly #listeners = new Set<(event: TrainingEvent) => void>();
  readonly #terminals = new Map<number, Terminal>();
  #workplace: Workplace;
  #guide: Guide;
  #rehearsal: readonly CommandResult[] = [];
  readonly #changes = new Changes({
    together: (changes) =>
      void this.#guide.engineChanged(changes).then(() => this.#tell({ type: 'engine-changed' })),
    atRest: () => void this.#guide.settled(),
  });
  readonly #typed = new TypedForLearner();
  #state = '';
  #busy: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** There was progress of another text of the document. */
  documentChanged = false;

  private constructor(
    document: DocumentSource,
    plan: Plan,
    parts: { options: TrainingOptions; workplace: Workplace },
  ) {
    this.document = document;
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
    const plan = planLab(parseLab(document.file, document.text));
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
  async terminal(number: number, size: Size): Promise<Terminal | Problem> {
    const known = this.#terminals.get(number);
    if (known) return known;
    const terminal: Terminal = new Terminal(
      {
        began: (script) => void this.#guide.learnerBegan(script),
        ran: (run) => this.#ran(terminal, run),
        saw: (script, output) => void this.#guide.learnerSaw(script, output),
        said: (words) => this.#options.answer(this, words),
        exited: () => void this.#restart(number),
      },
      size,
    );
    this.#terminals.set(number, terminal);
    const problem = await this.#start(terminal);
    if (!problem) return terminal;
    this.#terminals.delete(number);
    return problem;
  }

  get terminalNumbers(): readonly number[] {
    return [...this.#terminals.keys()];
  }

  openTerminal(number: number): Terminal | undefined {
    return this.#terminals.get(number);
  }

  async closeTerminal(number: number): Promise<void> {
    const terminal = this.#terminals.get(number);
    this.#terminals.delete(number);
    await terminal?.stop();
  }

  /** Types the next command of the step, or the one that is named, for the learner. */
  do(terminal: number, id?: number): Problem | undefined {
    return this.#typed.type(this.#guide, this.#terminals.get(terminal), id);
  }

  /** Makes the machine anew and brings it to where a step begins. */
  reset(step: number): Promise<void> {
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
    for (const terminal of this.#terminals.values()) await terminal.stop();
    this.#terminals.clear();
    await this.#store.saved();
    await this.#workplace[Symbol.asyncDispose]();
  }

  #newGuide(): Guide {
    return new Guide(this.#workplace.context, (event) => this.#tell(event), this.#workplace);
  }

  async #begin(progress: Progress | undefined): Promise<void> {
    const { commands } = this.plan;
    for (const planned of commands) {
      if (planned.command.directives.phase === 'setup') await this.#workplace.run(planned);
    }
    await this.#guide.rehearsed(await this.#workplace.unmet());
    this.#state = '';
    if (progress) await this.#replay(progress);
    for (const { ordinal } of this.plan.lab.steps)
      if (ordinal <= this.#guide.view().at) await this.#writeFiles(ordinal);
    await this.#workplace.watch((change) => this.#changes.add(change));
    await this.#guide.check();
    this.#tell({ type: 'machine', state: 'ready' });
  }

  /** Types what was done before, by the code that runs documents. */
  async #replay(progress: Progress): Promise<void> {
    await this.#guide.restore(progress);
    const done = this.#guide.doneCommands();
    if (done.length > 0) this.#tell({ type: 'machine', state: 'replaying' });
    let step = 0;
    for (const planned of done) {
      for (; step < planned.step.ordinal; step += 1) await this.#writeFiles(step + 1);
      await this.#workplace.run(planned);
    }
    await this.#workplace.context.shells.leave();
    if (done.length > 0) this.#state = await this.#workplace.shellState();
  }

  async #reset(step: number): Promise<void> {
    this.#typed.cancel();
    await this.#guide.forget(step);
    const progress = this.#guide.progress();
    for (const terminal of this.#terminals.values()) await terminal.stop();
    this.#tell({ type: 'machine', state: 'making' });
    await this.#workplace[Symbol.asyncDispose]();
    const { open = openWorkplace } = this.#options;
    const workplace = await open(this.plan, this.#options);
    if ('severity' in workplace) throw new Error(workplace.message);
    this.#workplace = workplace;
    this.#guide = this.#newGuide();
    if (this.#rehearsal.length > 0) await this.#guide.rehearsed(this.#rehearsal);
    await this.#begin(progress);
    for (const terminal of this.#terminals.values()) await this.#start(terminal);
  }

  async #start(terminal: Terminal): Promise<Problem | undefined> {
    const { desk } = this.#workplace;
    return terminal.start({
      desk,
      folder: desk.folder,
      own: this.#options.own,
      term: this.#options.term,
      history: join(
        this.#options.stateDirectory,
        'training',
        `history-${digest(this.#options.learner).slice(0, 8)}`,
      ),
      state: this.#state,
      title: this.#options.title,
      spellings: { compose: await this.#workplace.compose() },
    });
  }

  /** A shell that was left by `exit` is followed by another: a learner is never without one. */
  async #restart(number: number): Promise<void> {
    const terminal = this.#terminals.get(number);
    if (!terminal || this.#closed) return;
    if (this.#options.left) {
      this.#options.left();
      return;
    }
    await terminal.stop();
    await this.#start(terminal);
  }

  async #ran(terminal: Terminal, run: LearnerRun): Promise<string> {
    const patience = new Promise<void>((resolve) => void setTimeout(resolve, PATIENCE).unref());
    await Promise.race([this.#guide.learnerRan(run).catch(() => {}), patience]);
    const text = this.#typed.ran(this.#guide, terminal, run);
    if (text !== '') this.#tell({ type: 'note', text });
    return this.#options.beforePrompt?.(this) ?? '';
  }

  async #writeFiles(step: number): Promise<void> {
    for (const path of await this.#workplace.writeFiles(step)) this.#tell({ type: 'file-written', path });
  }

  #tell(event: TrainingEvent): void {
    if (event.type === 'step-entered' && !this.#closed) void this.#writeFiles(event.step).catch(() => {});
    if (event.type !== 'engine-changed' && event.type !== 'hint' && !this.#closed)
      this.#store.save(this.#guide.progress());
    for (const listener of this.#listeners) listener(event);
  }
}
