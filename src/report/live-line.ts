import { type Console, consoleText } from '../text/console-text.ts';
import type { Output } from './reporter.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Redraw interval on a terminal, in ms. */
const REDRAW = 100;
/** Off a terminal something is written after this much silence, in ms. */
const HEARTBEAT = 30_000;

/** The line that says what is being waited for: redrawn on a terminal, a heartbeat off it. */
export class LiveLine {
  readonly #output: Output;
  readonly #env: Console['env'];
  #text = '';
  #since = 0;
  #drawn = false;
  #frame = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(output: Output, env: Console['env']) {
    this.#output = output;
    this.#env = env;
  }

  show(text: string): void {
    this.hide();
    this.#text = this.#harmless(text);
    this.#since = performance.now();
    this.#timer = setInterval(() => this.#tick(), this.#output.live ? REDRAW : HEARTBEAT);
    this.#timer.unref();
  }

  /** Another text for the same wait: other labs go on while this one is silent. */
  change(text: string): void {
    if (this.#timer === undefined) this.show(text);
    else this.#text = this.#harmless(text);
  }

  /** Redrawn over itself, so without anything that moves or colours. */
  #harmless(text: string): string {
    return consoleText(text, { color: false, env: this.#env });
  }

  hide(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#drawn) this.#output.write('\r\x1b[K');
    this.#drawn = false;
  }

  #tick(): void {
    const seconds = Math.round((performance.now() - this.#since) / 1000);
    if (!this.#output.live) {
      this.#output.write(`  … ${seconds}s  ${this.#text}\n`);
      return;
    }
    this.#frame = (this.#frame + 1) % FRAMES.length;
    const text = `  ${FRAMES[this.#frame]} ${seconds}s  ${this.#text}`;
    this.#output.write(`\r\x1b[K${text.slice(0, Math.max(20, this.#output.columns - 1))}`);
    this.#drawn = true;
  }
}
