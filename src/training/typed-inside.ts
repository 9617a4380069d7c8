import { looksLikePrompt } from '../session/prompt.ts';
import { visibleLine } from '../text/lines.ts';

/** Ms of quiet after which a line that looks like a prompt is one. */
const QUIET = 150;
/** What is kept of an output, in characters. */
const MOST = 1 << 18;
const PROMPT = /^[^#$%>]{0,160}[#$%>] (.*)$/;

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
  #pending: { readonly script: string; readonly from: number } | undefined;
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

  enter(): void {
    this.#end();
    const script = PROMPT.exec(this.#lastLine())?.[1]?.trim();
    if (script) this.#pending = { script, from: this.#text.length };
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#end();
  }

  #settle(): void {
    if (this.#pending && looksLikePrompt(this.#lastLine())) this.#end();
    else if (!this.#pending) this.#listener.quiet(this.#text);
  }

  #end(): void {
    if (!this.#pending) return;
    const { script, from } = this.#pending;
    this.#pending = undefined;
    const said = this.#text.slice(from);
    // First the end of the line that was typed, last the next prompt.
    const output = said.replace(/^\r*\n/, '').replace(/[^\n]*$/, '');
    this.#listener.ran(script, output);
  }

  #lastLine(): string {
    return visibleLine(this.#text.slice(this.#text.lastIndexOf('\n') + 1));
  }
}
