import { closeSync, constants, openSync, writeFileSync } from 'node:fs';
import { isatty, WriteStream } from 'node:tty';
import { readRich } from '../markdown/rich.ts';
import type { Plan } from '../plan/plan.ts';
import { stepText } from '../training/messages.ts';
import { type Style, styleFor } from '../training/style.ts';
import type { Act } from './acts.ts';
import type { Backstage } from './backstage.ts';

/** What the presenter is told, and the audience is not. */
export interface Standing {
  readonly step: number;
  /** What the next key types; undefined at the end. */
  readonly next: Act | undefined;
  readonly mode: Backstage['mode'];
  /** Of the last command. */
  readonly last: { readonly sign: '✓' | '~' | '✗' | '–' | '…'; readonly text: string } | undefined;
  /** Ms since the first key, and what it came to by here in the rehearsal. */
  readonly elapsed: number;
  readonly planned: number | undefined;
}

export interface NotesOptions {
  /** A terminal, such as the one that `tty` names in another window, or a file. */
  readonly target: string;
  readonly plan: Plan;
  readonly text: string;
  readonly color: boolean;
}

/** The presenter's second terminal, or a file that they look at. */
export class Notes implements Disposable {
  readonly #options: NotesOptions;
  readonly #blocks: ReturnType<typeof readRich>;
  readonly #terminal: WriteStream | undefined;
  #broken = false;

  private constructor(options: NotesOptions, terminal: WriteStream | undefined) {
    this.#options = options;
    this.#blocks = readRich(options.text);
    this.#terminal = terminal;
    terminal?.on('error', () => {
      this.#broken = true;
    });
  }

  static open(options: NotesOptions): Notes | { readonly error: string } {
    try {
      const { O_WRONLY, O_CREAT, O_NOCTTY, O_NONBLOCK } = constants;
      const file = openSync(options.target, O_WRONLY | O_CREAT | O_NOCTTY | O_NONBLOCK, 0o600);
      if (isatty(file)) return new Notes(options, new WriteStream(file));
      closeSync(file);
      return new Notes(options, undefined);
    } catch (error) {
      return {
        error: `${options.target}: notes can't be written there (${(error as NodeJS.ErrnoException).code})`,
      };
    }
  }

  /** A terminal's clock goes on; a file changes when there is something to say. */
  get ticks(): boolean {
    return this.#terminal !== undefined;
  }

  show(standing: Standing): void {
    if (this.#broken) return;
    const terminal = this.#terminal;
    const style = styleFor({
      color: this.#options.color && terminal !== undefined,
      width: Math.min(terminal?.columns ?? 80, 100),
    });
    const text = this.#text(standing, style);
    if (terminal) terminal.write(`\u001b[H\u001b[2J${text.replaceAll('\n', '\r\n')}`);
    else {
      try {
        writeFileSync(this.#options.target, text);
      } catch {
        this.#broken = true;
      }
    }
  }

  [Symbol.dispose](): void {
    this.#terminal?.destroy();
  }

  #text(standing: Standing, style: Style): string {
    const { plan } = this.#options;
    const { steps } = plan.lab;
    const { step, next, mode, last, elapsed, planned } = standing;
    const late = planned === undefined ? '' : ` (rehearsed: ${clock(planned)})`;
    const place = steps.findIndex(({ ordinal }) => ordinal === step) + 1;
    const head = `${style.bold(plan.lab.title)}  ${clock(elapsed)}${late}  ${mode === 'live' ? style.good(mode) : style.warn(mode)}`;
    const paint = { '✓': style.good, '~': style.warn, '✗': style.bad, '–': style.quiet, '…': style.quiet };
    return [
      head,
      style.quiet(`Step ${place} of ${steps.length}`),
      stepText({ plan, blocks: this.#blocks, live: (text) => text, style }, step).trim(),
      '',
      ...(last ? [`${paint[last.sign](last.sign)} ${last.text}`] : []),
      next
        ? `${style.bold('next')}  ${next.prompt}${style.code(next.typed)}`
        : style.bold('that was the last command; q ends'),
      '',
      style.quiet(plan.lab.machines.length > 1 ? `${KEYS}\n${machineKeys(plan)}` : KEYS),
      '',
    ].join('\n');
  }
}

const KEYS =
  'space, Enter, PageDown: type the next command · PageUp, b. of a clicker: back a step, dark\nr: try it again · f: go on from the recording · s: a shell · k: skip · q: quit';

const machineKeys = ({ lab }: Plan): string =>
  `a shell at a machine: ${lab.machines.map(({ name }, index) => `${index + 1} ${name}`).join(' · ')}`;

export function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
