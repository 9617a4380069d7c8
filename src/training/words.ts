import type { Problem } from '../model/problem.ts';
import { nearest } from '../text/nearest.ts';
import { whereAmI } from './messages.ts';
import { type PlaceWords, placeWords } from './place-words.ts';
import type { Style } from './style.ts';
import type { Training } from './training.ts';

export interface WordContext {
  readonly training: Training;
  readonly style: Style;
  /** The number of the terminal that it was said in. */
  readonly terminal: number;
  /** Puts another terminal in front; undefined where they are side by side. */
  readonly goTo?: (terminal: number) => void;
  readonly quit: () => void;
  /** The text of the current step. */
  readonly read: () => string;
}

interface Word {
  readonly short: string;
  readonly help: string | ((place: PlaceWords) => string);
  /** What it has to say beside the events that it brings about. */
  /** For labs with several machines alone. */
  readonly several?: true;
  readonly say: (context: WordContext, argument: string | undefined) => Promise<string> | string;
}

/** What may stand behind `lab`. */
const WORDS: Readonly<Record<string, Word>> = {
  where: { short: 'w', help: 'where am I, and what is open (also without a word)', say: where },
  read: { short: 'r', help: "this step's text again", say: ({ read }) => read() },
  next: { short: 'n', help: 'go on to the next step', say: ({ training }) => void_(training.guide.next()) },
  back: { short: 'b', help: 'go back a step', say: ({ training }) => void_(training.guide.back()) },
  hint: {
    short: 'h',
    help: 'a hint; once more for a stronger one',
    say: ({ training }) => void_(training.guide.hint()),
  },
  do: { short: 'd', help: 'type the next command for me', say: doIt },
  at: { short: 'm', help: 'go to another machine of the lab', say: goToMachine, several: true },
  check: { short: 'c', help: 'look again at everything', say: check },
  skip: {
    short: 's',
    help: 'leave out what is open in this step',
    say: ({ training }) => void_(training.guide.skip()),
  },
  ask: { short: 'a', help: 'a question about your own machine; ‘lab ask ANSWER’ answers it', say: ask },
  reset: {
    short: 'x',
    help: ({ anew }) => `begin a step over (‘lab reset 3’; without a number this one): ${anew}`,
    say: reset,
  },
  quit: { short: 'q', help: ({ takesAway }) => `end; it ${takesAway}; progress is kept`, say: quit },
  help: { short: '?', help: 'this list', say: help },
};

/** Answers what was typed behind `lab`. */
export async function answerWord(words: readonly string[], context: WordContext): Promise<string> {
  const [name = 'where', ...rest] = words;
  const word = WORDS[name] ?? Object.values(WORDS).find(({ short }) => short === name);
  if (!word) {
    const near = nearest(name, Object.keys(WORDS));
    return `there is no ‘lab ${name}’${near ? `; did you mean ‘lab ${near}’?` : ''}; ‘lab help’ lists what there is\n`;
  }
  return word.say(context, rest.length > 0 ? rest.join(' ') : undefined);
}

async function void_(done: Promise<void>): Promise<string> {
  await done;
  return '';
}

function where({ training, style }: WordContext): string {
  return whereAmI(training.guide.view(), style, placeWords(training.engine));
}

async function doIt({ training, terminal }: WordContext): Promise<string> {
  return sentence(await training.do(terminal));
}

function goToMachine({ training: { machines }, goTo }: WordContext, argument = ''): string {
  const names = machines.join(', ');
  if (machines.length === 0) return 'this lab has a single machine\n';
  const number = machines.indexOf(argument);
  if (number < 0) return `the machines of this lab are ${names}; ‘lab at ${machines[0]}’ goes to the first\n`;
  if (!goTo) return 'each machine has a terminal of its own here\n';
  goTo(number);
  return '';
}

async function check(context: WordContext): Promise<string> {
  await context.training.guide.check();
  return where(context);
}

async function ask({ training }: WordContext, argument: string | undefined): Promise<string> {
  if (argument !== undefined) return `${await training.quiz.answer(argument)}\n`;
  return `${await training.quiz.ask()} (‘lab ask ANSWER’ answers)\n`;
}

async function reset({ training }: WordContext, argument: string | undefined): Promise<string> {
  const view = training.guide.view();
  const step = argument === undefined ? view.at : Number(argument);
  if (!view.steps.some(({ ordinal }) => ordinal === step)) return `there is no step ${argument}\n`;
  // The shell that this was typed in goes with the machine.
  setImmediate(() => void training.reset(step));
  return `${placeWords(training.engine).isMadeAnew(step)}\n`;
}

/** What is said of a trouble, as one line; '' of none. */
function sentence(trouble: Problem | undefined): string {
  if (!trouble) return '';
  const { message, hint } = trouble;
  return `${message}${hint ? `; ${hint}` : ''}\n`;
}

function quit(context: WordContext): string {
  setImmediate(context.quit);
  return '';
}

function help({ style, training }: WordContext): string {
  const place = placeWords(training.engine);
  return `${Object.entries(WORDS)
    .filter(([, { several }]) => !several || training.machines.length > 0)
    .map(
      ([name, { short, help: text }]) =>
        `  ${style.bold(`lab ${name}`.padEnd(11))} ${style.quiet(short.padEnd(2))} ${typeof text === 'string' ? text : text(place)}`,
    )
    .join('\n')}\n`;
}
