import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bash, type Ending } from './bash.ts';
import type { Ended, Execution, RunOptions } from './execution.ts';
import { type FifoReader, makeFifos, readFifo } from './fifo.ts';
import { collectOutput, type Output } from './output.ts';
import { commandLine, quote } from './protocol.ts';
import { supervise } from './supervise.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

export interface ShellOptions {
  /** Program and arguments that start the shell elsewhere, such as `nsenter`'s; [] for none. */
  readonly enter: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A live bash in which a lab's commands run one after the other, as if typed at a terminal:
 * directory, variables, functions, options, `$?` and background jobs persist. Nothing a command
 * does ends the session, and the session ends everything its commands started.
 */
export class ShellSession implements AsyncDisposable {
  readonly #options: ShellOptions;
  readonly #folder: string;
  readonly #watchdog: Watchdog;
  readonly #leftBehind: FifoReader[] = [];
  #bash: Bash;
  /** Number of the FIFO that the next command writes to; its predecessors are still held by jobs. */
  #outlet = 0;
  #shells = 1;
  #sequence = 0;
  #status = 0;
  #jobs: readonly number[] = [];
  /** Definitions of the exported variables after the last command. */
  #state = '';
  #last: Promise<unknown> = Promise.resolve();

  private constructor(parts: { options: ShellOptions; folder: string; watchdog: Watchdog; bash: Bash }) {
    this.#options = parts.options;
    this.#folder = parts.folder;
    this.#watchdog = parts.watchdog;
    this.#bash = parts.bash;
    this.#watchdog.watch(this.#bash.session);
  }

  /** Rejects when there is no bash, or no way in by `enter`. */
  static async open(options: ShellOptions): Promise<ShellSession> {
    const folder = await mkdtemp(join(tmpdir(), 'labproof-'));
    const watchdog = startWatchdog();
    try {
      const [bash] = await Promise.all([
        Bash.start({ ...options, folder, name: '1', directory: options.cwd, restore: '' }),
        makeFifos([join(folder, 'output.0')]),
      ]);
      return new ShellSession({ options, folder, watchdog, bash });
    } catch (error) {
      await watchdog.end();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Runs a script of any length at the shell. Commands asked for while one runs wait their turn. */
  run(script: string, options: RunOptions): Promise<Execution> {
    const turn = this.#last.then(() => this.#run(script, options));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#watchdog.end();
    await this.#last;
    this.#bash.close();
    for (const reader of this.#leftBehind) reader.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #run(script: string, options: RunOptions): Promise<Execution> {
    const started = performance.now();
    const output = collectOutput({ limit: options.limitBytes ?? 1 << 20, onText: options.onOutput });
    const path = join(this.#folder, `output.${this.#outlet}`);
    const reader = readFifo(path, (data) => {
      output.add(data);
      supervisor.noteOutput();
    });
    const supervisor = supervise({ shell: this.#bash.pid, jobs: this.#jobs, output, options });
    const line = commandLine({
      sequence: ++this.#sequence,
      script,
      status: this.#status,
      redirections: `${input(options)} >${quote(path)} 2>&1`,
    });
    const ending = supervisor.abortedAtOnce ? undefined : await this.#bash.execute(line);
    const interrupted = supervisor.stop();
    if (reader.drain() === 'open') {
      this.#leftBehind.push(reader);
      this.#outlet += 1;
      await makeFifos([join(this.#folder, `output.${this.#outlet}`)]);
    } else reader.close();
    output.finish();
    const ended = ending === undefined ? 'aborted' : await this.#settle(ending, interrupted);
    return execution({ output, ended, status: this.#status, durationMs: performance.now() - started });
  }

  /** Takes over what the ending tells; where it took the shell with it, starts another. */
  async #settle(ending: Ending, interrupted: Ended | undefined): Promise<Ended> {
    if (ending.kind === 'reported') {
      this.#status = ending.report.status;
      this.#jobs = ending.report.jobs;
      this.#state = ending.report.state;
      return interrupted ?? 'exit';
    }
    this.#status = ending.status;
    this.#shells += 1;
    this.#bash = await Bash.start({
      ...this.#options,
      folder: this.#folder,
      name: `${this.#shells}`,
      directory: this.#options.cwd,
      restore: ending.state ?? this.#state,
    });
    this.#watchdog.watch(this.#bash.session);
    // Below 128 the shell was replaced by a program (`exec`) which ended; else a signal ended it.
    const left = ending.state !== undefined || ending.status < 128;
    return left ? (interrupted ?? 'exit') : 'lost';
  }
}

function input(options: RunOptions): string {
  const answers = options.input ?? [];
  return answers.length === 0 ? '</dev/null' : `<<<${quote(answers.join('\n'))}`;
}

function execution(parts: { output: Output; ended: Ended; status: number; durationMs: number }): Execution {
  const { output, ended, status, durationMs } = parts;
  return {
    output: output.text(),
    truncated: output.truncated,
    totalBytes: output.totalBytes,
    exitCode: ended === 'exit' ? status : undefined,
    ended,
    durationMs,
  };
}
