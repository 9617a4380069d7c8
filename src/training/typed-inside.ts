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
  /** Where the line begins that Enter was pressed on; its echo may still be to come. */
  #pending: number | undefined;
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
    this.#pending = this.#text.lastIndexOf('\n') + 1;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#end();
  }

  #settle(): void {
    if (this.#pending === undefined) this.#listener.quiet(this.#text);
    else if (this.#text.includes('\n', this.#pending) && looksLikePrompt(this.#lastLine())) this.#end();
  }

  #end(): void {
    if (this.#pending === undefined) return;
    // A line as it was typed, then what came of it, last the next prompt.
    const said = this.#text.slice(this.#pending);
    const end = said.indexOf('\n');
    this.#pending = undefined;
    const script = PROMPT.exec(visibleLine(end < 0 ? said : said.slice(0, end)))?.[1]?.trim();
    if (script) this.#listener.ran(script, end < 0 ? '' : said.slice(end + 1).replace(/[^\n]*$/, ''));
  }

  #lastLine(): string {
    return visibleLine(this.#text.slice(this.#text.lastIndexOf('\n') + 1));
  }
}
