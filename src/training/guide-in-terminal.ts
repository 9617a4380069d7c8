import { StringDecoder } from 'node:string_decoder';
import type { GuideEvent } from '../guide/goal.ts';
import type { Problem } from '../model/problem.ts';
import { type DocumentSource, shownBlocks } from './document.ts';
import { faultsOf, messagesOf, progressLine, stepText } from './messages.ts';
import { type PlaceWords, placeWords } from './place-words.ts';
import { rehearse } from './rehearsal.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';
import { Training, type TrainingOptions } from './training.ts';
import type { TrainingEvent } from './training-options.ts';
import { answerWord } from './words.ts';

export interface TerminalGuideOptions
  extends Omit<TrainingOptions, 'answer' | 'beforePrompt' | 'left' | 'title' | 'term' | 'learner'> {
  readonly color: boolean;
  readonly rehearsal: boolean;
  /** The lab has a machine of its own, so that a rehearsal on another is in nobody's way. */
  readonly ownMachine: boolean;
  /** Start at the beginning, whatever was done before. */
  readonly anew: boolean;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** The number of the terminal that a learner begins at. */
const FIRST = 0;

/**
 * Guides a learner in their own terminal: their shell, and above each prompt what has changed. Settles
 * when they have left and all that was made is gone.
 */
export async function guideInTerminal(
  document: DocumentSource,
  options: TerminalGuideOptions,
): Promise<readonly Problem[]> {
  const face = new Face(document, options);
  const { signal, rehearsal, ownMachine } = options;
  if (rehearsal && !ownMachine) {
    face.print(face.style.quiet('Rehearsing the document, to know what of it holds here…\n'));
    await face.rehearse();
  }
  const training = await Training.open(
    document,
    {
      ...options,
      learner: '',
      title: 'lab',
      term: process.env.TERM || 'xterm-256color',
      answer: (one, words, terminal) => face.answer(one, words, terminal),
      beforePrompt: () => face.flush(),
      left: () => face.leave(),
    },
    (event) => face.event(event),
  );
  if (!(training instanceof Training)) return training;
  {
    await using _training = training;
    if (options.anew) await training.guide.forget(training.plan.lab.steps[0]?.ordinal ?? 1);
    await face.greet(training);
    const trouble = await face.front(FIRST);
    if (trouble) return [trouble];
    const rehearsing = rehearsal && ownMachine ? face.rehearse() : Promise.resolve();
    const known = rehearsing.then(() => face.knowFaults(training));
    await face.attach(signal);
    face.print(face.style.quiet(`\n${placeWords(training.engine).leaving}`));
    await known.catch(() => {});
    if (training.guide.view().finished) await training.forget();
  }
  face.print(`\r\u001b[K${face.farewell(training)}`);
  return [];
}

class Face {
  readonly style: ReturnType<typeof styleFor>;
  readonly #document: DocumentSource;
  readonly #options: TerminalGuideOptions;
  readonly #leave: () => void;
  readonly #left: Promise<void>;
  readonly #rehearsal = new AbortController();
  #training: Training | undefined;
  /** That in front, what shows it, and those that were. */
  #terminal: Terminal | undefined;
  #view: Disposable | undefined;
  readonly #shown = new Set<Terminal>();
  #pending: (GuideEvent | string)[] = [];
  #entered = false;
  #faults: Awaited<ReturnType<typeof rehearse>> | undefined;

  constructor(document: DocumentSource, options: TerminalGuideOptions) {
    this.#document = document;
    this.#options = options;
    const columns = Math.min(options.output.columns || 80, 100);
    this.style = styleFor({ color: options.color, width: columns });
    let leave: () => void = () => {};
    this.#left = new Promise((resolve) => {
      leave = resolve;
    });
    this.#leave = leave;
  }

  get #place(): PlaceWords {
    return placeWords(this.#training?.engine ?? { kind: 'private' });
  }

  print(text: string): void {
    this.#options.output.write(text);
  }

  size(): { readonly cols: number; readonly rows: number } {
    const { columns, rows } = this.#options.output;
    return { cols: columns || 80, rows: rows || 24 };
  }

  leave(): void {
    this.#leave();
  }

  async rehearse(): Promise<void> {
    const signal = AbortSignal.any([this.#options.signal, this.#rehearsal.signal]);
    this.#faults = await rehearse(this.#document, { ...this.#options, signal });
  }

  /** Lets the guide know what a rehearsal has found; of one rehearsal once. */
  async knowFaults(training: Training): Promise<void> {
    const faults = this.#faults;
    this.#faults = undefined;
    if (!faults || 'severity' in faults || this.#rehearsal.signal.aborted) return;
    await training.rehearsed(faults);
    this.#sayNow();
  }

  async greet(training: Training): Promise<void> {
    this.#training = training;
    const { style } = this;
    const { kind, version } = training.engine;
    const view = training.guide.view();
    const changed = training.documentChanged ? 'The document has changed since, so it begins anew. ' : '';
    this.#pending = [];
    await this.knowFaults(training);
    const faults = this.#said();
    this.#pending = [];
    this.#entered = false;
    this.print(
      `${style.bold(style.clean(view.title))}  ${style.quiet(`docker ${version} · ${kind} engine`)}\n` +
        `${changed}This is your shell. Do what the text says, in your own way; ${style.bold('lab')} tells where you are, ` +
        `${style.bold('lab hint')} helps, ${style.bold('lab help')} lists the rest, ${style.bold('lab quit')} ends it.\n` +
        `${this.#machines(training)}${faults}${this.#stepText()}${progressLine(view, style)}\n`,
    );
  }

  #machines({ machines }: Training): string {
    if (machines.length === 0) return '';
    const names = `${machines.slice(0, -1).join(', ')} and ${machines.at(-1)}`;
    return `The lab has ${machines.length} machines, ${names}; ${this.style.bold(`lab at ${machines[1]}`)} takes you to another.\n`;
  }

  farewell(training: Training): string {
    const { finished, steps } = training.guide.view();
    const done = steps.filter((step) => step.done).length;
    return finished
      ? `Done: all ${steps.length} steps. Nothing of the lab is left.\n`
      : `${done} of ${steps.length} steps are done; ‘labproof guide ${this.#document.file}’ goes on there. Nothing of the lab is left.\n`;
  }

  event(event: TrainingEvent): void {
    if (event.type === 'step-entered') this.#entered = true;
    if (event.type === 'file-written') {
      this.#pending.push(
        `${this.style.good('+')} ${this.style.clean(event.path)} is written for you, as the document shows it\n`,
      );
    } else if (event.type === 'machine' && this.#training) {
      const { making } = this.#place;
      const said = { making, replaying: 'Doing again what was done…', ready: 'Ready.' }[event.state];
      this.#terminal?.say(`${this.style.quiet(said)}\n`);
    } else if (event.type === 'typed-at') void this.front(event.terminal);
    else if (event.type !== 'machine' && event.type !== 'engine-changed') this.#pending.push(event);
    if (event.type === 'engine-changed') this.#sayNow();
  }

  answer(training: Training, words: readonly string[], terminal: number): Promise<string> {
    return answerWord(words, {
      training,
      style: this.style,
      terminal,
      goTo: (number) => void this.front(number),
      quit: this.#leave,
      read: () => this.#stepText(),
    }).then((text) => this.style.clean(text) + this.flush());
  }

  /** What has come together since it was last said. */
  flush(): string {
    const training = this.#training;
    const said = this.#said();
    if (said === '' && !this.#entered) return '';
    const text = this.#entered ? this.#stepText() : '';
    this.#pending = [];
    this.#entered = false;
    return `${said}${text}${training ? `${progressLine(training.guide.view(), this.style)}\n` : ''}`;
  }

  /** Puts a terminal in front, opened when it is first asked for. */
  async front(number: number): Promise<Problem | undefined> {
    const training = this.#training;
    const terminal = await training?.terminal(number, this.size());
    if (!terminal || terminal === this.#terminal) return undefined;
    if ('severity' in terminal) return terminal;
    const { output } = this.#options;
    this.#view?.[Symbol.dispose]();
    const before = terminal.scrollback.since(0).data;
    // Of one that was in front before, the line that it waits at is enough.
    const from = this.#shown.has(terminal) ? before.lastIndexOf('\n') + 1 : 0;
    if (this.#terminal) output.write('\r\n');
    if (before.length > from) output.write(before.subarray(from));
    this.#terminal = terminal;
    this.#shown.add(terminal);
    terminal.resize(this.size());
    this.#view = terminal.view((data) => output.write(data));
    return undefined;
  }

  async attach(signal: AbortSignal): Promise<void> {
    const { input, output } = this.#options;
    const decoder = new StringDecoder();
    const type = (data: Buffer): void => this.#terminal?.write(decoder.write(data));
    const resize = (): void => this.#terminal?.resize(this.size());
    const over = (): void => this.#leave();
    signal.addEventListener('abort', over, { once: true });
    input.setRawMode(true);
    input.on('data', type);
    input.on('end', over);
    output.on('resize', resize);
    if (signal.aborted) over();
    try {
      await this.#left;
    } finally {
      this.#rehearsal.abort();
      this.#view?.[Symbol.dispose]();
      input.setRawMode(false);
      input.off('data', type);
      input.pause();
      output.off('resize', resize);
      signal.removeEventListener('abort', over);
    }
  }

  #said(): string {
    const files = this.#pending.filter((one) => typeof one === 'string').join('');
    const events = this.#pending.filter((one) => typeof one !== 'string');
    return messagesOf(events, this.style, this.#place) + files;
  }

  #sayNow(): void {
    const terminal = this.#terminal;
    if (!terminal || process.env.TERM === 'dumb') return;
    if (this.#said() === '' && !this.#entered) return;
    const [pending, entered] = [this.#pending, this.#entered];
    if (terminal.sayAbovePrompt(this.flush())) return;
    // Somebody is typing: it is said above the next prompt.
    this.#pending = pending;
    this.#entered = entered;
  }

  #stepText(): string {
    const training = this.#training;
    if (!training) return '';
    const { guide, plan } = training;
    const view = guide.view();
    const text = stepText(
      {
        plan,
        blocks: shownBlocks(this.#document, plan),
        live: (value) => guide.live(value),
        style: this.style,
      },
      view.at,
    );
    return text + faultsOf(view, this.style);
  }
}
