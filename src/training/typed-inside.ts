import { looksLikePrompt } from '../session/prompt.ts';
import { visibleLine } from '../text/lines.ts';

/** Ms of quiet after which a line that looks like a prompt is one. */
const QUIET = 150;
/** What is kept of an output, in characters. */
const MOST = 1 << 18;
const PROMPT = /^([^#$%>]{0,160}[#$%>]) (.*)$/;

export interface InsideListener {
  /** A line was typed to the program in the foreground, and it waits for the next. */
  ran(script: string, output: string): void;
  /** The program has been silent for a moment; all that it printed so far. */
  quiet(output: string): void;
}

/**
 * Follows what a learner types to a program in the foreground, such as a shell in a container, which
 * tells nothing of its commands: a line is what stands behind a prompt when Enter is pressed.
 */
export class TypedInside {
  readonly #listener: InsideListener;
  #text = '';
  /** Lines that Enter was pressed on, and where the first of them begins; their echo may still be to come. */
  #entered = 0;
  #from = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(listener: InsideListener) {
    this.#listener = listener;
  }

  get text(): string {
    return this.#text;
  }

  heard(text: string): void {
    if (this.#text.length < MOST) this.#text += text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), QUIET);
    this.#timer.unref();
  }

  enter(lines = 1): void {
    if (this.#entered > 0 && this.#isAtPrompt()) this.#end();
    if (this.#entered === 0) this.#from = this.#text.lastIndexOf('\n') + 1;
    this.#entered += lines;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#end();
  }

  #settle(): void {
    if (this.#entered === 0) this.#listener.quiet(this.#text);
    else if (this.#isAtPrompt()) this.#end();
  }

  #isAtPrompt(): boolean {
    return this.#text.includes('\n', this.#from) && looksLikePrompt(this.#lastLine());
  }

  /** Tells of the lines that were typed: what stands behind a prompt, then what came of it up to the next. */
  #end(): void {
    if (this.#entered === 0) return;
    const lines = this.#text.slice(this.#from).split('\n');
    const shown = lines.map(visibleLine);
    const [first = '', last = ''] = [shown[0], shown.at(-1)];
    // What was typed before the prompt came is echoed twice, once without it.
    const prompts = new Set([promptOf(first), promptOf(`${last} `)]);
    const at = shown.flatMap((line, index) => {
      const [prompt, script] = [promptOf(line), scriptOf(line)];
      return script !== '' && (prompts.has(prompt) || script === first) ? [index] : [];
    });
    const typed = at.slice(-this.#entered);
    this.#entered = 0;
    for (const [index, line] of typed.entries()) {
      const output = lines.slice(line + 1, typed[index + 1] ?? lines.length - 1);
      this.#listener.ran(scriptOf(shown[line]!), output.map((text) => `${text}\n`).join(''));
    }
  }

  #lastLine(): string {
    return visibleLine(this.#text.slice(this.#text.lastIndexOf('\n') + 1));
  }
}

const promptOf = (line: string): string | undefined => PROMPT.exec(line)?.[1];
const scriptOf = (line: string): string => PROMPT.exec(line)?.[2]?.trim() ?? '';
