import { answerQuestions } from './answers.ts';
import type { Conversation, Heard } from './conversation.ts';
import { emptyAnswer, spokenOutput } from './echo.ts';
import type { Ended, Execution, RunOptions } from './execution.ts';
import { looksLikePrompt, looksLikeShell, samePrompt, shellPrompt, shellSetUp } from './prompt.ts';
import { tidy } from './tidy.ts';

/** A program on a terminal that a lab types into, such as a container's shell. */
export interface InteractiveSession extends AsyncDisposable {
  /** What the program said before its first prompt; all of its output when it ended at once. */
  readonly banner: string;
  readonly alive: boolean;
  /**
   * Types a line or several and waits for the next prompt. Echo and prompts are not in the output;
   * the exit status is known where the program is a POSIX shell.
   */
  run(line: string, options: RunOptions): Promise<Execution>;
  /**
   * Leaves: by the program's `exit`, by end-of-file (Ctrl-D), or by docker's detach keys, which
   * leave the container running. One that does not go is killed. Tells how the opening command
   * ended; the same again when it had ended before. A status is that of `exit`.
   */
  end(how: 'exit' | 'eof' | 'detach', status?: string): Promise<Execution>;
}

export interface SessionParts {
  /** The opening command. */
  readonly script: string;
  readonly conversation: Conversation;
  readonly type: (text: string) => void;
  /** The opening command's end. */
  readonly over: Promise<{ readonly ended: Ended; readonly status: number; readonly left: boolean }>;
  /** Whether Ctrl-C, typed, would have the terminal here signal programs; see `TerminalOutlet`. */
  readonly interrupts: () => Promise<boolean>;
  /** Ways to end the opening command: Ctrl-C's; ever more harshly until it is over; at once. */
  readonly signal: () => void;
  readonly interrupt: () => void;
  readonly kill: () => void;
}

/** In ms: a known prompt, a shell's, any that looks so, a silent program, one that speaks without prompt. */
const quiet = { known: 40, shell: 120, likely: 400, silent: 700, speaking: 3000 };
/** In ms: for a shell to take its new prompt, a program to leave when told to, and to heed Ctrl-C. */
const patience = { setUp: 3000, leave: 3000, interrupt: 1500 };
const never = Number.POSITIVE_INFINITY;

/** Waits until the program that was just started asks for input or has ended. */
export async function openSession(parts: SessionParts, options: RunOptions): Promise<InteractiveSession> {
  const session = new Session(parts);
  await session.open(options);
  return session;
}

class Session implements InteractiveSession {
  banner = '';
  alive = true;
  readonly #parts: SessionParts;
  readonly #started = performance.now();
  /** The prompt of a program that is no shell, as last seen. */
  #prompt = '';
  /** The prompt that was last typed at. */
  #before = '';
  /** What a shell that was set up prints when Enter is pressed. */
  #artifact = '';
  #last: Execution | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    void parts.over.then(() => {
      this.alive = false;
      parts.conversation.end();
    });
  }

  async open(options: RunOptions): Promise<void> {
    const { script, conversation, type, interrupt, over } = this.#parts;
    let heard = await this.#listen({ ...options, timeoutMs: Math.min(quiet.silent, options.timeoutMs) });
    // After `docker attach` nothing is shown until a key is pressed.
    const enter = heard === 'timeout' && conversation.output.totalBytes === 0;
    if (enter) type('\r');
    if (heard === 'timeout') heard = await this.#listen(options, quiet.speaking);
    let ended: Ended = 'exit';
    if (heard === 'timeout' || heard === 'aborted') {
      ended = heard;
      interrupt();
      await over;
    }
    this.banner = this.#said('', looksLikePrompt(conversation.output.lastLine()) ? 'prompt' : heard);
    if (enter && this.banner.startsWith('\n')) this.banner = this.banner.slice(1);
    if (this.alive) return this.#learn(options);
    const { left } = await over;
    this.banner = tidy(this.banner, { script, left, interrupted: ended !== 'exit' });
    await this.#finish(this.banner, ended);
  }

  async run(line: string, options: RunOptions): Promise<Execution> {
    const started = performance.now();
    const { conversation } = this.#parts;
    let output = '';
    let totalBytes = 0;
    let truncated = false;
    let ended: Ended = this.alive ? 'exit' : 'lost';
    for (const typed of this.alive ? line.split('\n') : []) {
      const left = options.timeoutMs - (performance.now() - started);
      const heard = await this.#say(typed, { ...options, timeoutMs: Math.max(1, left) });
      output += this.#said(typed, heard);
      totalBytes += conversation.output.totalBytes;
      truncated ||= conversation.output.truncated;
      if (heard !== 'prompt' && heard !== 'ended') {
        ended = heard;
        const said = await this.#interrupt();
        // A reader who has seen enough reads on what a program says in the end, such as its statistics.
        if (heard === 'enough') output += said;
      }
      if (ended !== 'exit' || !this.alive) break;
    }
    if (this.#prompted()?.incomplete) await this.#interrupt();
    if (this.alive) await this.#learn(options);
    const exitCode = this.alive && ended === 'exit' ? this.#prompted()?.status : undefined;
    if (!this.alive)
      output = tidy(output, { script: this.#parts.script, left: false, interrupted: ended !== 'exit' });
    const durationMs = performance.now() - started;
    const limit = ended === 'timeout' && { limitMs: options.timeoutMs };
    return { output, truncated, totalBytes, exitCode, ended, durationMs, ...limit };
  }

  async end(how: 'exit' | 'eof' | 'detach', status = ''): Promise<Execution> {
    if (this.#last !== undefined) return this.#last;
    const { script, type, kill, interrupt, over } = this.#parts;
    const exit = status === '' ? 'exit' : `exit ${status}`;
    const keys = { exit: `${exit}\r`, eof: '\u0004', detach: '\u0010\u0011' }[how];
    let said = '';
    // Shells may be nested; each needs telling.
    const attempts = how === 'detach' ? 1 : 4;
    for (let attempt = 0; this.alive && attempt < attempts; attempt += 1) {
      this.#begin();
      type(keys);
      const heard = await this.#listen({ timeoutMs: patience.leave, terminal: 'pty' });
      said += this.#said(how === 'exit' ? exit : '', heard);
      if (heard === 'timeout') break;
    }
    if (this.alive && how === 'detach') kill();
    else if (this.alive) interrupt();
    const { left } = await over;
    return this.#finish(tidy(said, { script, left, interrupted: false }), 'exit');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('exit');
  }

  async #say(line: string, options: RunOptions): Promise<Heard> {
    const { conversation, type } = this.#parts;
    this.#begin(options);
    const question = (): string => {
      const last = conversation.output.lastLine();
      return this.#quietFor(last) <= quiet.known ? '' : last;
    };
    const answering = answerQuestions({ answers: options.input ?? [], lastLine: question, type });
    type(`${line}\r`);
    const heard = await this.#listen(options, never, answering.noteOutput);
    answering.stop();
    return heard;
  }

  #begin(options?: RunOptions): void {
    this.#before = this.#parts.conversation.output.lastLine();
    this.#parts.conversation.begin(options);
  }

  #listen(options: RunOptions, otherwise = never, onHeard = () => {}): Promise<Heard> {
    const { conversation } = this.#parts;
    const quietFor = (line: string): number => {
      const needed = this.#quietFor(line);
      return needed === never && conversation.output.totalBytes > 0 ? otherwise : needed;
    };
    return conversation.listen({ quietFor, options, onHeard });
  }

  #quietFor(line: string): number {
    if (shellPrompt(line) !== undefined) return 0;
    if (line !== '' && samePrompt(line, this.#prompt)) return quiet.known;
    if (looksLikeShell(line) && line.endsWith(' ')) return quiet.shell;
    return looksLikePrompt(line) ? quiet.likely : never;
  }

  #prompted() {
    return this.alive ? shellPrompt(this.#parts.conversation.output.lastLine()) : undefined;
  }

  #said(typed: string, heard: Heard): string {
    const { output } = this.#parts.conversation;
    const last = output.lastLine();
    const prompt = heard === 'prompt' && shellPrompt(last) === undefined ? last : '';
    const artifact = shellPrompt(this.#before) === undefined ? '' : this.#artifact;
    return spokenOutput({ text: output.text(), typed, prompt, before: this.#before, artifact });
  }

  /** Makes a shell's prompt recognizable; remembers the prompt of any other program. */
  async #learn(options: RunOptions): Promise<void> {
    const { conversation, type } = this.#parts;
    const prompt = conversation.output.lastLine();
    if (shellPrompt(prompt) !== undefined) return;
    this.#prompt = prompt;
    if (!looksLikeShell(prompt)) return;
    const { signal } = options;
    const answersAsShell = async (typed: string): Promise<boolean> => {
      conversation.begin();
      type(`${typed}\r`);
      const quietFor = (line: string): number => (shellPrompt(line) === undefined ? never : 0);
      const listening = { timeoutMs: patience.setUp, ...(signal && { signal }) };
      return (await conversation.listen({ quietFor, options: listening })) === 'prompt';
    };
    if (!(await answersAsShell(shellSetUp))) return;
    if (await answersAsShell(':')) this.#artifact = emptyAnswer(conversation.output.text(), ':');
  }

  /** Types Ctrl-C; tells what the program says to it. */
  async #interrupt(): Promise<string> {
    const { conversation, type, interrupts, signal, interrupt, over } = this.#parts;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      conversation.begin();
      if (await interrupts()) signal();
      else type('\u0003');
      const quietFor = (line: string): number => this.#quietFor(line);
      const heard = await conversation.listen({ quietFor, options: { timeoutMs: patience.interrupt } });
      if (heard !== 'timeout') return this.#said('', heard).replace(/^\^C\n?/, '');
    }
    interrupt();
    await over;
    return '';
  }

  async #finish(output: string, how: Ended): Promise<Execution> {
    const { ended, status } = await this.#parts.over;
    const { totalBytes, truncated } = this.#parts.conversation.output;
    this.#last = {
      output,
      truncated,
      totalBytes,
      exitCode: ended === 'exit' && how === 'exit' ? status : undefined,
      ended: ended === 'lost' ? ended : how,
      durationMs: performance.now() - this.#started,
    };
    return this.#last;
  }
}
