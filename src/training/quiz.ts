import { isAnswered, type Machine, type Question, questionsAbout } from '../guide/questions.ts';
import { isRight, type Quiz as Written } from '../markdown/quizzes.ts';

/** Asks a learner what the document asks, then about their own machine, one thing after the other. */
export class Quiz {
  readonly #machine: () => Promise<Machine>;
  readonly #written: readonly Written[];
  readonly #answered = new Set<Written>();
  #question: Question | Written | undefined;
  #asked = 0;

  constructor(machine: () => Promise<Machine>, written: readonly Written[]) {
    this.#machine = machine;
    this.#written = written;
  }

  async ask(): Promise<string> {
    const left = this.#written.filter((quiz) => !this.#answered.has(quiz));
    const questions = [...left, ...questionsAbout(await this.#machine())];
    if (questions.length === 0) return 'nothing is there yet to ask about';
    this.#question = questions[this.#asked % questions.length];
    this.#asked += 1;
    return textOf(this.#question!);
  }

  async answer(said: string): Promise<string> {
    const asked = this.#question;
    if (!asked) return 'nothing was asked yet';
    if ('options' in asked) return this.#take(asked, numbersIn(said));
    // The machine may have moved on since it was asked.
    const now = questionsAbout(await this.#machine()).find(({ text }) => text === asked.text) ?? asked;
    if (!isAnswered(now, said)) return `No, that is not it. ${asked.text}`;
    this.#question = undefined;
    return RIGHT;
  }

  /** What a question of the document on a line is answered with, by the places of the chosen from 0. */
  choose(line: number, chosen: readonly number[]): string {
    const quiz = this.#written.find((one) => one.line === line);
    return quiz ? this.#take(quiz, chosen) : 'there is no such question';
  }

  #take(quiz: Written, chosen: readonly number[]): string {
    if (!isRight(quiz, chosen)) return `No, that is not it. ${textOf(quiz)}`;
    this.#answered.add(quiz);
    if (this.#question === quiz) this.#question = undefined;
    return RIGHT;
  }
}

/** Said of an answer that is. */
export const RIGHT = 'Right.';

function textOf(question: Question | Written): string {
  if (!('options' in question)) return question.text;
  const options = question.options.map(({ text }, index) => `${index + 1}) ${text}`).join('; ');
  return `${question.question} ${options}${question.several ? '; several may be right' : ''}?`;
}

/** Answers are called by their places from 1. */
const numbersIn = (said: string): readonly number[] =>
  [...said.matchAll(/\d+/g)].map(([digits]) => Number(digits) - 1);
