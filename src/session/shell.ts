import type { Problem } from '../model/problem.ts';
import { answerQuestions } from './answers.ts';
import type { Bash, Ending } from './bash.ts';
import { Conversation } from './conversation.ts';
import type { Ended, Execution, RunOptions } from './execution.ts';
import { type InteractiveSession, openSession } from './interactive.ts';
import { interrupt } from './interrupt.ts';
import { lastingChanges } from './lasting-changes.ts';
import type { Outlet } from './outlet.ts';
import { collectOutput } from './output.ts';
import type { Place, Shell, Site } from './place.ts';
import { commandLine } from './protocol.ts';
import { supervise } from './supervise.ts';
import { tidy } from './tidy.ts';

export interface ShellOptions {
  readonly place: Place;
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
  readonly #site: Site;
  #bash: Bash;
  #sequence = 0;
  #status = 0;
  #jobs: readonly number[] = [];
  /** Definitions of the exported variables after the last command; undefined before the first. */
  #state: string | undefined;
  /** Any command may be a function that changes them. */
  #defined: boolean;
  #interactive: InteractiveSession | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #disposed = false;

  private constructor(options: ShellOptions, site: Site, bash: Bash) {
    this.#options = options;
    this.#site = site;
    this.#bash = bash;
    this.#defined = Object.keys(options.env).some((name) => name.startsWith('BASH_FUNC_'));
  }

  /** Rejects when there is no bash, or no way to its place. */
  static async open(options: ShellOptions): Promise<ShellSession> {
    const site = await options.place.open();
    try {
      const bash = await site.start({ env: options.env, directory: options.cwd, restore: '' });
      return new ShellSession(options, site, bash);
    } catch (error) {
      await site.end();
      await site.close();
      throw error;
    }
  }

  /**
   * Runs a script of any length at the shell. Commands asked for while one runs wait their turn; an
   * interactive session that is still open is left first.
   */
  run(script: string, options: RunOptions): Promise<Execution> {
    const turn = this.#turn(() => this.#run(script, options));
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** Starts a program that the lab then types into. It holds the shell until it has ended. */
  openInteractive(script: string, options: RunOptions): Promise<InteractiveSession> {
    const turn = this.#turn(async () => {
      const { session, over } = await this.#open(script, options);
      this.#interactive = session;
      return { session, over };
    });
    this.#last = turn.then(async ({ over }) => void (await over)).catch(() => {});
    return turn.then(({ session }) => session);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    await this.#site.end();
    await this.#last;
    this.#bash.close();
    await this.#site.close();
  }

  get #shell(): Shell {
    return { pid: this.#bash.pid, jobs: this.#jobs };
  }

  #turn<T>(action: () => Promise<T>): Promise<T> {
    const open = this.#interactive;
    this.#interactive = undefined;
    if (open?.alive) void open.end('exit');
    return this.#last.then(action);
  }

  async #run(script: string, options: RunOptions): Promise<Execution> {
    const started = performance.now();
    const output = collectOutput({ limit: options.limitBytes ?? 1 << 20, onText: options.onOutput });
    const answers = options.input ?? [];
    const onData = (data: Buffer): void => {
      output.add(data);
      supervisor.noteOutput();
      answering?.noteOutput();
    };
    const pty = await this.#terminal(onData, options);
    const supervisor = supervise({
      shell: this.#shell,
      signals: this.#site.signals,
      output,
      options,
      type: pty && !('severity' in pty) ? (text) => pty.type(text) : undefined,
    });
    if (pty !== undefined && 'severity' in pty) {
      supervisor.stop();
      return notRun('lost', pty);
    }
    if (supervisor.abortedAtOnce || this.#disposed) {
      supervisor.stop();
      pty?.close();
      return notRun('aborted');
    }
    const answering =
      pty && answerQuestions({ answers, lastLine: () => output.lastLine(), type: (text) => pty.type(text) });
    const ending = await this.#execute(script, pty ?? this.#site.outlet(onData, answers));
    const interrupted = supervisor.stop();
    answering?.stop();
    await ending.settled();
    if (interrupted !== undefined) await this.#site.signals.delivered();
    pty?.close();
    output.finish();
    const { ended, status, left } = await this.#takeOver(ending.ending);
    const cause = this.#disposed ? 'aborted' : ended === 'lost' ? ended : (interrupted ?? ended);
    return {
      output: tidy(output.text(), { script, left, interrupted: interrupted !== undefined }),
      truncated: output.truncated,
      totalBytes: output.totalBytes,
      exitCode: cause === 'exit' ? status : undefined,
      ended: cause,
      durationMs: performance.now() - started,
      ...(cause === 'timeout' && { limitMs: options.timeoutMs }),
    };
  }

  /** A reader's answers show in what they see, so a command that gets some has a terminal if it can. */
  async #terminal(onData: (data: Buffer) => void, options: RunOptions) {
    const echo = (options.input ?? []).length > 0;
    if (options.terminal === 'none' && !echo) return undefined;
    const terminal = await this.#site.terminal(onData, { echo });
    return options.terminal === 'none' && 'severity' in terminal ? undefined : terminal;
  }

  async #open(script: string, options: RunOptions) {
    const conversation = new Conversation();
    const terminal = await this.#site.terminal((data) => conversation.feed(data), { echo: false });
    if ('severity' in terminal) {
      const execution = notRun('lost', terminal);
      return { session: endedSession(execution), over: Promise.resolve() };
    }
    const shell = this.#shell;
    const { signals } = this.#site;
    let stopInterrupting: (() => void) | undefined;
    const over = this.#execute(script, terminal).then(async ({ ending, settled }) => {
      stopInterrupting?.();
      await settled();
      await signals.delivered();
      terminal.close();
      conversation.output.finish();
      return this.#takeOver(ending);
    });
    const session = await openSession(
      {
        script,
        conversation,
        over,
        type: (text) => terminal.type(text),
        interrupts: () => terminal.interrupts(),
        interrupt: () => {
          stopInterrupting ??= interrupt(signals, shell);
        },
        signal: () => signals.send(shell, 'SIGINT'),
        kill: () => signals.send(shell, 'SIGKILL'),
      },
      options,
    );
    return { session, over };
  }

  async #execute(script: string, outlet: Outlet) {
    this.#sequence += 1;
    const changes = lastingChanges(script);
    if (changes === 'anything') this.#defined = true;
    const line = commandLine({
      unchanged:
        changes === 'nothing' && !this.#defined && this.#jobs.length === 0 && this.#state !== undefined,
      sequence: this.#sequence,
      script,
      status: this.#status,
      redirections: outlet.redirections,
      ...(outlet.endMark === undefined ? {} : { endMark: outlet.endMark }),
    });
    const ending = await this.#bash.execute(line);
    return { ending, settled: () => outlet.settle(ending.kind) };
  }

  /** Takes over what the ending tells; where it took the shell with it, starts another. */
  async #takeOver(ending: Ending): Promise<{ ended: 'exit' | 'lost'; status: number; left: boolean }> {
    if (ending.kind === 'reported') {
      const { status, jobs, state } = ending.report;
      this.#status = status;
      this.#jobs = jobs;
      this.#state = state ?? this.#state;
      return { ended: 'exit', status, left: false };
    }
    const { status, state } = ending;
    this.#status = status;
    const left = state !== undefined;
    // Below 128 the shell was replaced by a program (`exec`) which ended; else a signal ended it.
    const ended: Ended = left || status < 128 ? 'exit' : 'lost';
    if (this.#disposed) return { ended, status, left };
    this.#bash = await this.#site.start({
      env: this.#options.env,
      directory: this.#options.cwd,
      restore: state ?? this.#state ?? '',
    });
    return { ended, status, left };
  }
}

function notRun(ended: Ended, problem?: Problem): Execution {
  const output = problem === undefined ? '' : `${problem.message}: ${problem.found}\n`;
  return { output, truncated: false, totalBytes: 0, exitCode: undefined, ended, durationMs: 0 };
}

function endedSession(execution: Execution): InteractiveSession {
  return {
    banner: execution.output,
    alive: false,
    run: async () => execution,
    end: async () => execution,
    [Symbol.asyncDispose]: async () => {},
  };
}
