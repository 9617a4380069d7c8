import { randomInt } from 'node:crypto';
import type { LearnerRun } from '../guide/goal.ts';
import type { Problem } from '../model/problem.ts';
import { keysFor } from './keys.ts';
import { type LearnerShell, type LearnerShellOptions, openLearnerShell, type Size } from './learner-shell.ts';
import type { Piece } from './marks.ts';
import { Scrollback } from './scrollback.ts';
import { TypedInside } from './typed-inside.ts';

export interface TerminalListener {
  began(script: string): void;
  /** What is to be shown before the next prompt. */
  ran(run: LearnerRun): Promise<string>;
  saw(script: string, output: string): void;
  /** The word `lab` with what stands behind it; what is to be shown. */
  said(words: readonly string[]): Promise<string>;
  exited(): void;
}

type ShellParts = Omit<LearnerShellOptions, 'onPiece' | 'onExit' | 'size'>;

/** What readline and zsh write as soon as they edit a line: that pasted text is to be told from keys. */
const EDITS = '\u001b[?2004h';
/** Ms after which a shell that does not write it is taken to be at its prompt. */
const NO_EDITOR = 500;

/** Bytes of a command's output that are looked at. */
const MOST = 1 << 18;

/**
 * A terminal with a shell in it. What the shell prints passes through here, so that above a prompt
 * something can be said; it outlives its shell, which is another when the machine is made anew.
 */
export class Terminal {
  /** Tells this terminal's output from that of one that was here before. */
  readonly epoch = randomInt(1, 2 ** 31);
  readonly #listener: TerminalListener;
  readonly #scrollback = new Scrollback();
  readonly #viewers = new Set<(data: Buffer) => void>();
  #shell: LearnerShell | undefined;
  #size: Size;
  #running:
    | { readonly script: string; readonly output: Buffer[]; size: number; readonly inside: TypedInside }
    | undefined;
  #pieces: Promise<void> = Promise.resolve();
  /** What is typed as soon as the shell waits for it. */
  #toType: string | undefined;
  #prompting = false;
  /** Set from the end of a command until the shell waits for the next. */
  #unprompted: NodeJS.Timeout | undefined;
  #promptFrom = 0;
  #typedSincePrompt = false;

  constructor(listener: TerminalListener, size: Size) {
    this.#listener = listener;
    this.#size = size;
  }

  async start(parts: ShellParts): Promise<Problem | undefined> {
    const shell = await openLearnerShell({
      ...parts,
      size: this.#size,
      onPiece: (piece) => {
        this.#pieces = this.#pieces.then(() => this.#take(piece)).catch(() => {});
      },
      onExit: () => {
        if (this.#shell === shell) this.#listener.exited();
      },
    });
    if ('severity' in shell) return shell;
    this.#shell = shell;
    return undefined;
  }

  /** Keys, as typed. */
  write(data: string): void {
    const lines = data.match(/[\r\n]/g)?.length ?? 0;
    if (lines > 0) this.#running?.inside.enter(lines);
    this.#typedSincePrompt = true;
    this.#shell?.write(data);
  }

  /** Types a command and Enter, now or when the shell's prompt is there. */
  type(script: string): Problem | undefined {
    const keys = keysFor(script);
    if (typeof keys !== 'string') return keys;
    const busy = this.#running && !isWord(this.#running.script);
    if (this.#prompting || busy) this.write(keys);
    else this.#toType = keys;
    return undefined;
  }

  /** The shell is at its prompt, and nobody has begun to type. */
  get waits(): boolean {
    return this.#prompting && !this.#typedSincePrompt;
  }

  get size(): Size {
    return this.#size;
  }

  resize(size: Size): void {
    this.#size = size;
    this.#shell?.resize(size);
  }

  /** Shows a text that no program wrote. Lines end with LF. */
  say(text: string): void {
    if (text !== '') this.#show(Buffer.from(text.replaceAll('\n', '\r\n')));
  }

  /** The same while the shell waits at its prompt, which comes below it; false where that can't be. */
  sayAbovePrompt(text: string): boolean {
    if (!this.#prompting || this.#typedSincePrompt || text === '') return false;
    const prompt = this.#scrollback.since(this.#promptFrom).data.toString();
    const line = prompt.slice(prompt.lastIndexOf('\n') + 1);
    this.#show(Buffer.from(`\r\u001b[K${text.replaceAll('\n', '\r\n')}${line}`));
    return true;
  }

  view(show: (data: Buffer) => void): Disposable {
    this.#viewers.add(show);
    return { [Symbol.dispose]: () => void this.#viewers.delete(show) };
  }

  get scrollback(): Pick<Scrollback, 'end' | 'since'> {
    return this.#scrollback;
  }

  /** Ends the shell; another may be started. */
  async stop(): Promise<void> {
    const shell = this.#shell;
    this.#shell = undefined;
    this.#running?.inside.close();
    this.#running = undefined;
    this.#prompting = false;
    clearTimeout(this.#unprompted);
    this.#unprompted = undefined;
    await shell?.close();
  }

  async #take(piece: Piece): Promise<void> {
    if (piece.kind === 'text') {
      this.#hear(piece.data);
      this.#show(piece.data);
      this.#looksForPrompt();
    } else if (piece.kind === 'began') {
      this.#prompting = false;
      const { script } = piece;
      const inside = new TypedInside({
        ran: (typed, output) =>
          void this.#listener.ran({ script: typed, output, exitCode: undefined, inside: true }),
        quiet: (output) => this.#listener.saw(script, output),
      });
      this.#running = { script, output: [], size: 0, inside };
      if (!isWord(script)) this.#listener.began(script);
    } else if (piece.kind === 'lab') this.say(await this.#listener.said(piece.words));
    else await this.#ended(piece);
  }

  async #ended({ status, folder }: Extract<Piece, { kind: 'ended' }>): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    running?.inside.close();
    if (running && !isWord(running.script)) {
      const output = Buffer.concat(running.output).toString();
      const { script } = running;
      this.say(await this.#listener.ran({ script, output, exitCode: status, inside: false, folder }));
    }
    this.#typedSincePrompt = false;
    this.#promptFrom = this.#scrollback.end;
    this.#unprompted = setTimeout(() => this.#prompted(), NO_EDITOR);
    this.#unprompted.unref();
  }

  /** The shell waits for a line; earlier keys would be taken by the terminal, not by its editor. */
  #prompted(): void {
    clearTimeout(this.#unprompted);
    this.#unprompted = undefined;
    this.#prompting = true;
    const keys = this.#toType;
    this.#toType = undefined;
    if (keys !== undefined) this.write(keys);
  }

  #looksForPrompt(): void {
    if (this.#unprompted && this.#scrollback.since(this.#promptFrom).data.includes(EDITS)) this.#prompted();
  }

  #hear(data: Buffer): void {
    const running = this.#running;
    if (!running || running.size > MOST) return;
    running.output.push(data);
    running.size += data.length;
    running.inside.heard(data.toString());
  }

  #show(data: Buffer): void {
    this.#scrollback.add(data);
    for (const show of this.#viewers) show(data);
  }
}

const isWord = (script: string): boolean => /^\s*lab(?:\s|$)/.test(script);
