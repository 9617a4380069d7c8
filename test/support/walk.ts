import { setTimeout as delay } from 'node:timers/promises';
import { contextMade, remoteCommand } from '../../src/command/remote.ts';
import type { GoalView } from '../../src/guide/goal.ts';
import { skipOf } from '../../src/guide/goals.ts';
import type { Command } from '../../src/model/lab.ts';
import type { Problem } from '../../src/model/problem.ts';
import { mayServe, staysRunning } from '../../src/run/endless.ts';
import { looksLikePrompt } from '../../src/session/prompt.ts';
import { visibleLine } from '../../src/text/lines.ts';
import type { DocumentSource } from '../../src/training/document.ts';
import type { Terminal } from '../../src/training/terminal.ts';
import { Training, type TrainingOptions } from '../../src/training/training.ts';

export interface WalkOptions {
  readonly place: Omit<
    TrainingOptions,
    'own' | 'learner' | 'title' | 'term' | 'answer' | 'beforePrompt' | 'left'
  >;
  /** Types what the guide types for a learner instead of what the text says. */
  readonly repaired?: boolean;
  /** Called when the machine is there, before anything is typed. */
  readonly begun?: (training: Training) => Promise<void>;
  /** Told what is typed, and what is shown then. */
  readonly trace?: (text: string) => void;
}

/** What became of a learner who typed what the text says, from top to bottom. */
export interface Walk {
  readonly title: string;
  readonly steps: number;
  /** Steps that were never done, with what was open of them. */
  readonly missed: readonly {
    readonly step: number;
    readonly title: string;
    readonly goals: readonly GoalView[];
  }[];
  readonly goals: Readonly<Record<GoalView['status'], number>>;
  /** Goals that can't be reached as the document states what is not so. */
  readonly faults: readonly GoalView[];
  readonly unverifiable: readonly GoalView[];
  readonly finished: boolean;
}

/** Ms that a goal may take until it is seen, once what leads to it was typed. */
const GOAL = 6_000;
/** Ms that a command may take that ends by itself. */
const COMMAND = 40_000;
const QUIET = 600;
/** Ms that a program that goes on is watched. */
const WATCHED = 8_000;
const SIZE = { cols: 120, rows: 40 };

/** Walks through a document as a learner who types every command that its text shows, in order. */
export async function walk(
  document: DocumentSource,
  options: WalkOptions,
): Promise<Walk | readonly Problem[]> {
  let ran = 0;
  let wake = (): void => {};
  const training = await Training.open(document, {
    ...options.place,
    own: undefined,
    learner: `walk ${document.file}`,
    title: 'lab',
    term: 'xterm-256color',
    answer: async () => '',
    beforePrompt: () => {
      ran += 1;
      wake();
      return '';
    },
  });
  if (!(training instanceof Training)) return training;
  await using _training = training;
  const done = new Set<number>();
  using _ = training.subscribe((event) => {
    if (event.type === 'step-done') done.add(event.step);
    if ('goal' in event) options.trace?.(`(${event.type}: ${event.goal.sentence} ${event.goal.found})`);
    wake();
  });
  await options.begun?.(training);
  const learner = new Learner(training, {
    runs: () => ran,
    happens: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    repaired: options.repaired ?? false,
    trace: options.trace ?? (() => {}),
  });
  for (const { command } of training.plan.commands) await learner.takes(command);
  await learner.restsAt(training.plan.lab.steps.at(-1)?.ordinal ?? 0);
  await training.guide.check();
  return walkOf(training, done);
}

function walkOf({ guide, plan }: Training, done: ReadonlySet<number>): Walk {
  const { steps, finished } = guide.view();
  const all = steps.flatMap(({ goals }) => goals);
  const count = (status: GoalView['status']): number => all.filter((goal) => goal.status === status).length;
  return {
    title: plan.lab.title,
    steps: steps.length,
    missed: steps
      .filter((step) => !step.done && !done.has(step.ordinal))
      .map(({ ordinal, title, goals }) => ({
        step: ordinal,
        title,
        goals: goals.filter(({ status }) => status === 'open' || status === 'wrong'),
      })),
    goals: {
      open: count('open'),
      wrong: count('wrong'),
      met: count('met'),
      skipped: count('skipped'),
      unverifiable: count('unverifiable'),
    },
    faults: all.filter(({ fault }) => fault !== ''),
    unverifiable: all.filter(({ status }) => status === 'unverifiable'),
    finished,
  };
}

interface Senses {
  /** How many commands have ended by now. */
  readonly runs: () => number;
  /** Until anything happens, at most so many ms. */
  readonly happens: (ms: number) => Promise<void>;
  readonly repaired: boolean;
  readonly trace: (text: string) => void;
}

/** Somebody who does what the text says and looks at nothing else. */
class Learner {
  readonly #training: Training;
  readonly #senses: Senses;
  /** What is in the foreground, by terminal: the command that opened it. */
  readonly #inFront = new Map<number, Command>();
  /** Where the shell of the document's host number is, by the number of the terminal that it would be in. */
  readonly #terminalOf = new Map<number, number>();
  /** Hosts of the Docker contexts that were made, by name. */
  readonly #contexts = new Map<string, string>();
  #step = 0;

  constructor(training: Training, senses: Senses) {
    this.#training = training;
    this.#senses = senses;
  }

  async takes(command: Command): Promise<void> {
    const { ordinal } = this.#training.plan.commands[command.id]!.step;
    if (ordinal !== this.#step) await this.restsAt(this.#step);
    this.#step = ordinal;
    if (command.directives.phase === 'setup') return;
    if (command.script === ':') return;
    const skip = skipOf(command, { several: this.#training.machines.length > 0 });
    if (skip && skip.reason !== 'placeholder') return;
    if (
      command.where.kind === 'inside' &&
      ![...this.#inFront.values()].some(({ id }) => isOpener(command, id))
    )
      return;
    // A reader fills in what is theirs; a walker does where only one thing can be meant.
    if (skip && (await this.#training.scriptOf(command)) === undefined) return;
    for (const machine of [command.machine, ...(command.also ?? [])]) {
      const number = await this.#terminalFor({ ...command, ...(machine !== undefined && { machine }) });
      const terminal = await this.#training.terminal(number, SIZE);
      if ('severity' in terminal) throw new Error(terminal.message);
      await this.#types(command, { terminal, number });
    }
    await this.#reaches(command);
  }

  /** Waits for what a step still lacks; where nothing can tell, the learner goes on. */
  async restsAt(step: number): Promise<void> {
    const { guide } = this.#training;
    const view = guide.view().steps.find(({ ordinal }) => ordinal === step);
    if (!view || view.done) return;
    await this.#until(() => guide.view().steps.find(({ ordinal }) => ordinal === step)?.done === true, GOAL);
    if (guide.view().at === step) await guide.next();
  }

  async #terminalFor({ where, interrupts, id, machine, typed }: Command): Promise<number> {
    const { machines } = this.#training;
    const count = Math.max(1, machines.length);
    const made = contextMade(typed);
    if (made) this.#contexts.set(made.name, made.host);
    const away = remoteCommand(typed, this.#contexts) !== undefined;
    const first = Math.max(
      0,
      away ? machines.findIndex((name) => name !== machine) : machines.indexOf(machine ?? ''),
    );
    if (where.kind === 'inside') {
      const found = [...this.#inFront].find(([, opener]) => opener.id === where.opener)?.[0];
      return found ?? this.#terminalOf.get(first) ?? first;
    }
    const usual = first + count * where.shell;
    const number = this.#terminalOf.get(usual) ?? usual;
    const inFront = this.#inFront.get(number);
    if (!inFront) return number;
    const terminal = this.#training.openTerminal(number)!;
    const leaves = interrupts ? '\u0003' : leavingKeys(inFront);
    if (leaves === undefined) {
      // It is to go on: another terminal.
      let next = number;
      while (this.#inFront.has(next)) next += count;
      this.#terminalOf.set(usual, next);
      return next;
    }
    const before = this.#senses.runs();
    this.#senses.trace(`(leaves ${inFront.script.split('\n')[0]} by ${JSON.stringify(leaves)} for ${id})`);
    for (const key of leaves.split(/(?<=\u0010)/)) {
      terminal.write(key);
      await delay(100);
    }
    await this.#until(() => this.#senses.runs() > before, 12_000);
    this.#inFront.delete(number);
    return number;
  }

  async #types(
    command: Command,
    { terminal, number }: { readonly terminal: Terminal; readonly number: number },
  ) {
    const { guide } = this.#training;
    const { repaired, runs, trace } = this.#senses;
    const own = await this.#training.scriptOf(command);
    // What joins a swarm a reader copies from their own screen.
    const copies =
      repaired || command.skip?.reason === 'placeholder' || /\bswarm join\b/.test(command.script);
    const script = copies && own !== undefined ? own : guide.live(command.typed);
    const before = runs();
    const from = terminal.scrollback.end;
    trace(`[${number}] ${script}`);
    const problem = terminal.type(script);
    if (problem) trace(problem.message);
    for (const answer of command.answers) {
      await this.#quiet(terminal, WATCHED);
      terminal.write(`${answer}\r`);
    }
    const goesOn =
      command.terminal === 'session' || command.terminal === 'endless' || command.directives.background;
    const ended = await this.#until(
      () => runs() > before,
      goesOn ? WATCHED : COMMAND,
      () => (goesOn ? this.#isReached(command) : false),
    );
    if (command.terminal === 'session')
      await this.#until(() => looksLikePrompt(lastLineOf(terminal)) || runs() > before, WATCHED);
    if (ended && !goesOn) await this.#quiet(terminal, QUIET);
    else await this.#quiet(terminal, WATCHED);
    trace(terminal.scrollback.since(from).data.toString());
    if (runs() > before && command.terminal !== 'session') {
      if (command.where.kind === 'inside' && /^\s*(?:exit|logout)\b/.test(script))
        this.#inFront.delete(number);
      return;
    }
    if (command.where.kind === 'host' && runs() === before) this.#inFront.set(number, command);
  }

  #isReached({ id }: Command): boolean {
    const goals = this.#training.guide
      .view()
      .steps.flatMap((step) => step.goals)
      .filter(({ command }) => command === id);
    return goals.length > 0 && goals.every(({ status }) => status !== 'open' && status !== 'wrong');
  }

  async #reaches(command: Command): Promise<void> {
    await this.#until(() => this.#isReached(command), GOAL / 2);
  }

  /** Until a terminal has shown something and nothing more for a moment. */
  async #quiet(terminal: Terminal, most: number): Promise<void> {
    const until = performance.now() + most;
    let end = -1;
    while (terminal.scrollback.end !== end && performance.now() < until) {
      end = terminal.scrollback.end;
      await delay(QUIET);
    }
  }

  async #until(holds: () => boolean, most: number, enough: () => boolean = () => false): Promise<boolean> {
    const until = performance.now() + most;
    for (;;) {
      if (holds()) return true;
      const left = until - performance.now();
      if (left <= 0 || enough()) return false;
      await this.#senses.happens(Math.min(left, 500));
    }
  }
}

const isOpener = ({ where }: Command, id: number): boolean => where.kind === 'inside' && where.opener === id;

function lastLineOf({ scrollback }: Terminal): string {
  return visibleLine(
    scrollback
      .since(Math.max(0, scrollback.end - 300))
      .data.toString()
      .split('\n')
      .at(-1) ?? '',
  );
}

/** How a reader leaves a program whose terminal they need; undefined where it is to go on. */
function leavingKeys(command: Command): string | undefined {
  if (command.directives.background || staysRunning(command) || mayServe(command)) return undefined;
  if (command.leave === 'detach') return '\u0010\u0011';
  if (command.terminal === 'endless') return '\u0003';
  if (command.leave === 'exit' || /\bexec\b/.test(command.script)) return 'exit\r';
  return /^\s*(?:sudo\s+)?docker\s+(?:container\s+)?(?:run|attach|start)\b/.test(command.script)
    ? '\u0010\u0011'
    : '\u0004';
}
