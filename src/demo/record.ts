import { plainText } from '../text/ansi.ts';
import { consoleText } from '../text/console-text.ts';
import type { Cast, CastEvent } from './cast.ts';
import { type Rhythm, rhythmOf } from './rhythm.ts';
import type { Script, Shot } from './script.ts';

export interface RecordOptions {
  readonly cols: number;
  readonly rows: number;
  readonly seed: string;
  /** How fast keys are pressed; 2 is twice as fast. */
  readonly typing: number;
  readonly origin: string;
}

/** Plays a script into a cast: a marker where a chapter begins, then what is typed and printed. */
export function recordScript({ title, chapters }: Script, options: RecordOptions): Cast {
  const tape = new Tape(rhythmOf(options.seed), options.typing);
  const prompts = chapters.flatMap(({ shots }) => shots.map(({ prompt }) => prompt));
  let next = 0;
  for (const chapter of chapters) {
    tape.chapter(chapter.title, prompts[next] ?? '');
    for (const shot of chapter.shots) {
      next += 1;
      tape.shot(shot, prompts[next] ?? shot.prompt);
    }
  }
  tape.end();
  const { cols, rows, origin } = options;
  return { cols, rows, title: plain(title), origin, events: tape.events };
}

class Tape {
  readonly events: CastEvent[] = [];
  readonly #rhythm: Rhythm;
  readonly #typing: number;
  #now = 0;
  #reading = 0;

  constructor(rhythm: Rhythm, typing: number) {
    this.#rhythm = rhythm;
    this.#typing = typing;
  }

  chapter(title: string, prompt: string): void {
    // A reader is done with the chapter before when the next one is announced.
    this.#read();
    this.#put('m', plain(title));
    if (!this.events.some(({ code }) => code === 'o')) this.#put('o', colored(prompt));
  }

  shot(shot: Shot, nextPrompt: string): void {
    const { output, failed } = shot;
    const typed = plain(shot.typed);
    this.#read();
    this.#now += this.#rhythm.beforeCommand;
    for (let index = 0; index < typed.length; ) {
      const key = String.fromCodePoint(typed.codePointAt(index)!);
      if (index > 0) this.#now += Math.round(this.#rhythm.key(typed, index) / this.#typing);
      this.#put('o', key === '\n' ? `\r\n${colored('> ')}` : key);
      index += key.length;
    }
    this.#now += Math.round(this.#rhythm.beforeOutput / 2);
    this.#put('o', '\r\n');
    this.#now += this.#rhythm.beforeOutput;
    this.#output(shot);
    if (failed !== undefined) this.#put('o', `\u001b[31m✗ ${plain(failed)}\u001b[m\r\n`);
    this.#put('o', colored(nextPrompt));
    this.#reading = output === '' ? 0 : this.#rhythm.reading(plainText(output));
  }

  end(): void {
    this.#read();
    this.#now += this.#rhythm.beforeCommand;
    this.#put('x', '0');
  }

  #read(): void {
    this.#now += this.#reading;
    this.#reading = 0;
  }

  #output({ output, lineMs }: Shot): void {
    if (output === '') return;
    const shown = consoleText(output, { color: true, env: {} });
    const lines = shown.split('\n').map((line) => `${line}\r\n`);
    if (lineMs === 0) {
      this.#put('o', lines.join(''));
      return;
    }
    lines.forEach((line, index) => {
      if (index > 0) this.#now += lineMs;
      this.#put('o', line);
    });
  }

  /** Pressed at once, two are one event. */
  #put(code: CastEvent['code'], data: string): void {
    const last = this.events.at(-1);
    if (code === 'o' && last?.code === 'o' && last.at === this.#now)
      this.events[this.events.length - 1] = { ...last, data: last.data + data };
    else this.events.push({ at: this.#now, code, data });
  }
}

/** So that commands are told from what they print. */
const colored = (prompt: string): string => `\u001b[32m${plain(prompt).trimEnd()}\u001b[m `;

/** Whoever plays a cast has it written to their terminal: it shows text in colours and steers nothing. */
const plain = (text: string): string => consoleText(text, { color: false, env: {} });
