import type { GuideEvent, GuideView } from '../guide/goal.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { DocumentSource } from '../training/document.ts';
import { placeWords } from '../training/place-words.ts';
import { RIGHT } from '../training/quiz.ts';
import { styleFor } from '../training/style.ts';
import { Training, type TrainingOptions } from '../training/training.ts';
import type { TrainingEvent } from '../training/training-options.ts';
import { answerWord } from '../training/words.ts';
import type { Course } from './course.ts';
import type { ToPage } from './messages.ts';
import { pictureOf } from './picture.ts';
import { type ShownOptions, shownDocument, shownState } from './shown.ts';

export interface SeatOptions {
  readonly name: string;
  readonly token: string;
  readonly course: Course;
  /** How a training of this seat is opened, on which engine. */
  readonly training: () => Omit<TrainingOptions, 'answer' | 'title' | 'term' | 'learner' | 'own'>;
  /** What a rehearsal of a document came to; once for all seats. */
  readonly rehearsal: (document: DocumentSource) => Promise<readonly CommandResult[] | undefined>;
  /** The lab has a machine of its own; without one a rehearsal needs what the learner needs, and comes first. */
  readonly ownMachine: boolean;
  /** What a learner is to know of where they work, '' for nothing. */
  readonly warning: string;
  /** Ms after which a seat that nobody is at is put away. */
  readonly idleMs: number;
}

/** What the document and the machine of a seat are doing. */
type Phase = 'none' | 'making' | 'ready' | 'failed';

/**
 * One learner's place: their chapter, machine and terminals. It outlives the connections to it, so that
 * a reload or a lost network loses nothing, and is put away when nobody has been there for long.
 */
export class Seat implements AsyncDisposable {
  readonly options: SeatOptions;
  readonly #viewers = new Set<(message: ToPage) => void>();
  #chapter: number | undefined;
  #training: Training | undefined;
  #opening: Promise<void> | undefined;
  #phase: Phase = 'none';
  #trouble = '';
  #putAway: NodeJS.Timeout | undefined;
  #wasPutAway = false;
  #lastReached = Date.now();
  #picture = '';
  #lastView: GuideView | undefined;

  constructor(options: SeatOptions) {
    this.options = options;
    if (options.course.chapters.length === 1) this.#chapter = 0;
  }

  get training(): Training | undefined {
    return this.#training;
  }

  get phase(): Phase {
    return this.#phase;
  }

  get present(): boolean {
    return this.#viewers.size > 0;
  }

  get wasPutAway(): boolean {
    return this.#wasPutAway;
  }

  /** When anything was last reached, in ms since the epoch. */
  get lastReached(): number {
    return this.#lastReached;
  }

  /** How far the learner is, also when the seat is put away. */
  get view(): GuideView | undefined {
    return this.#training?.guide.view() ?? this.#lastView;
  }

  /** Somebody has come: they are told all there is. */
  async join(viewer: (message: ToPage) => void): Promise<Disposable> {
    this.#viewers.add(viewer);
    clearTimeout(this.#putAway);
    viewer(await this.#course());
    if (this.#training) {
      viewer(shownDocument(this.#training, this.#shown));
      viewer(shownState(this.#training));
      viewer({ t: 'machine', state: 'ready', text: '' });
      viewer(await pictureOf(this.#training));
    } else if (this.#phase === 'making') viewer(this.#making);
    else if (this.#chapter !== undefined) void this.#open();
    return {
      [Symbol.dispose]: () => {
        this.#viewers.delete(viewer);
        if (this.#viewers.size === 0) this.#putAwayLater();
      },
    };
  }

  /** Takes another chapter of the course, or goes back to its index. */
  async choose(chapter: number | undefined): Promise<void> {
    if (chapter !== undefined && !this.options.course.chapters[chapter]) return;
    if (chapter === this.#chapter && this.#phase !== 'failed' && this.#training) return;
    await this.#close();
    this.#chapter = chapter;
    this.#tell(await this.#course());
    if (chapter !== undefined) await this.#open();
  }

  async reset(step: number): Promise<void> {
    try {
      await this.#training?.reset(step);
    } catch (error) {
      this.#failed(error instanceof Error ? error.message : String(error));
    }
    if (this.#training) this.#tell(shownState(this.#training));
  }

  /** What has become of what somebody here asked for, where it has come to trouble. */
  tell(trouble: Problem | undefined): void {
    if (trouble) this.say(sentence(trouble));
  }

  grade(line: number, chosen: readonly number[]): void {
    const right = this.#training?.quiz.choose(line, chosen) === RIGHT;
    this.#tell({ t: 'graded', line, right });
  }

  say(text: string): void {
    this.#tell({ t: 'say', text });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#putAway);
    await this.#close();
  }

  get #shown(): ShownOptions {
    const { warning, training } = this.options;
    return { warning, asked: training() };
  }

  get #making(): ToPage {
    const { making } = placeWords({ kind: this.options.ownMachine ? 'private' : 'host' });
    return { t: 'machine', state: 'making', text: making };
  }

  #tell(message: ToPage): void {
    for (const viewer of this.#viewers) viewer(message);
  }

  #open(): Promise<void> {
    this.#opening ??= this.#makeTraining().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #makeTraining(): Promise<void> {
    const document = this.options.course.chapters[this.#chapter ?? -1];
    if (!document) return;
    this.#phase = 'making';
    this.#tell(this.#making);
    const { name, rehearsal, ownMachine } = this.options;
    if (!ownMachine) {
      this.#tell({ t: 'machine', state: 'rehearsing', text: '' });
      await rehearsal(document);
    }
    const opened = await Training.open(
      document,
      {
        ...this.options.training(),
        own: undefined,
        learner: name,
        title: 'lab',
        term: 'xterm-256color',
        answer: (training, words, terminal) => this.#answer(training, words, terminal),
      },
      (event) => this.#event(event),
    ).catch((error: Error): readonly Problem[] => [
      { severity: 'error', code: 'training', message: error.message },
    ]);
    if (!(opened instanceof Training)) {
      this.#failed(opened.map(sentence).join('\n'));
      return;
    }
    this.#training = opened;
    this.#phase = 'ready';
    this.#wasPutAway = false;
    this.#lastReached = Date.now();
    this.#tell(shownDocument(opened, this.#shown));
    this.#tell(shownState(opened));
    this.#tell({ t: 'machine', state: 'ready', text: '' });
    this.#tell(await pictureOf(opened));
    if (!this.present) this.#putAwayLater();
    void this.options.rehearsal(document).then(async (results) => {
      if (results && this.#training === opened) await opened.rehearsed(results);
    });
  }

  #failed(text: string): void {
    this.#phase = 'failed';
    this.#trouble = text;
    this.#tell({ t: 'machine', state: 'failed', text: this.#trouble });
  }

  async #close(): Promise<void> {
    await this.#opening;
    const training = this.#training;
    this.#lastView = training?.guide.view() ?? this.#lastView;
    this.#training = undefined;
    this.#phase = 'none';
    await training?.[Symbol.asyncDispose]();
  }

  #putAwayLater(): void {
    clearTimeout(this.#putAway);
    if (!this.#training) return;
    this.#putAway = setTimeout(() => {
      this.#wasPutAway = true;
      void this.#close();
    }, this.options.idleMs);
    this.#putAway.unref();
  }

  #event(event: TrainingEvent): void {
    if (event.type === 'goal-met' || event.type === 'step-done') this.#lastReached = Date.now();
    const training = this.#training;
    if (event.type === 'machine') {
      if (event.state === 'making') this.#tell(this.#making);
      else if (event.state !== 'ready' || training)
        this.#tell({ t: 'machine', state: event.state, text: '' });
    } else if (event.type === 'file-written')
      this.say(`${event.path} is written for you, as the document shows it`);
    else if (event.type === 'typed-at') this.#tell({ t: 'front', terminal: event.terminal });
    else if (event.type !== 'engine-changed') this.#tell({ t: 'event', event: event as GuideEvent });
    if (!training || event.type === 'typed-at') return;
    if (event.type === 'engine-changed' || event.type === 'machine') void this.#tellPicture(training);
    if (event.type !== 'engine-changed' && event.type !== 'hint') this.#tellState();
  }

  #stateDue = false;

  /** Several events at once are one new state. */
  #tellState(): void {
    if (this.#stateDue) return;
    this.#stateDue = true;
    setImmediate(() => {
      this.#stateDue = false;
      if (this.#training) this.#tell(shownState(this.#training));
    });
  }

  async #tellPicture(training: Training): Promise<void> {
    const picture = await pictureOf(training).catch(() => undefined);
    if (!picture || picture.html === this.#picture || training !== this.#training) return;
    this.#picture = picture.html;
    this.#tell(picture);
  }

  #answer(training: Training, words: readonly string[], terminal: number): Promise<string> {
    return answerWord(words, {
      training,
      style: styleFor({ color: true, width: 80 }),
      terminal,
      quit: () => {},
      read: () => 'the text is beside this terminal\n',
    });
  }

  async #course(): Promise<ToPage> {
    const { course, name, training } = this.options;
    const documents = await course.entries(training().stateDirectory, name);
    return { t: 'course', title: course.title, seat: name, documents, at: this.#chapter };
  }
}

const sentence = ({ message, hint }: Problem): string => (hint ? `${message}; ${hint}` : message);
