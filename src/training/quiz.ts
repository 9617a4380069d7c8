import { isAnswered, type Machine, type Question, questionsAbout } from '../guide/questions.ts';

/** Asks a learner about their own machine, one thing after the other. */
export class Quiz {
  readonly #machine: () => Promise<Machine>;
  #question: Question | undefined;
  #asked = 0;

  constructor(machine: () => Promise<Machine>) {
    this.#machine = machine;
  }

  async ask(): Promise<string> {
    const questions = questionsAbout(await this.#machine());
    if (questions.length === 0) return 'nothing is there yet to ask about';
    this.#question = questions[this.#asked % questions.length];
    this.#asked += 1;
    return this.#question!.text;
  }

  async answer(said: string): Promise<string> {
    const asked = this.#question;
    if (!asked) return 'nothing was asked yet';
    // The machine may have moved on since it was asked.
    const now = questionsAbout(await this.#machine()).find(({ text }) => text === asked.text) ?? asked;
    if (!isAnswered(now, said)) return `No, that is not it. ${asked.text}`;
    this.#question = undefined;
    return 'Right.';
  }
}
