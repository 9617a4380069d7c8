import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { makeFifos, openFifo } from './fifo.ts';
import { lineage } from './processes.ts';
import { parseReport, type Report, reportEnd, setUp } from './protocol.ts';

export interface BashOptions {
  /** Private directory for the FIFOs. */
  readonly folder: string;
  /** Tells the FIFOs of one shell from those of the next. */
  readonly name: string;
  readonly enter: readonly string[];
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** More FIFOs to make on the way: a program is started once for all. */
  readonly alsoMake?: readonly string[];
  /** State of the shell this one takes over from, '' for none. */
  readonly restore: string;
}

/** How a command ended: by a report, or with the shell itself. */
export type Ending =
  | { readonly kind: 'reported'; readonly report: Extract<Report, { kind: 'end' }> }
  /** `state` is there when the shell left by `exit` and could say goodbye. */
  | { readonly kind: 'died'; readonly status: number; readonly state: string | undefined };

/**
 * The shell must not lead its session, lest a terminal that it opens for a command become its
 * controlling terminal; hence the parent. Its traps are empty commands, not '', as ignored
 * signals would be inherited.
 */
const parentScript = `trap : INT TERM HUP QUIT
bash --norc --noprofile --noediting -i -s <"$1" >/dev/null 2>&1
exit $?`;

/** One bash process; it is replaced by another when a lab's command ends it. */
export class Bash {
  /**
   * The processes from the leader of the session (setsid(2)) that all its processes are in down to
   * bash itself.
   */
  readonly lineage: readonly number[];
  readonly #commands: Socket;
  readonly #reports: Socket;
  #waiting: ((ending: Ending) => void) | undefined;
  #goodbye: Extract<Report, { kind: 'exit' }> | undefined;
  #death: Extract<Ending, { kind: 'died' }> | undefined;

  private constructor(parts: { inside: number; parent: ChildProcess; commands: Socket; reports: Socket }) {
    this.lineage = lineage(parts.parent.pid ?? 0, parts.inside);
    this.#commands = parts.commands;
    this.#reports = parts.reports;
    parts.parent.once('exit', (code, signal) => this.#died(code ?? (signal === null ? 1 : 137)));
  }

  /** Rejects when bash or what leads to it cannot be started. */
  static async start(options: BashOptions): Promise<Bash> {
    const commandsPath = join(options.folder, `commands.${options.name}`);
    const reportsPath = join(options.folder, `reports.${options.name}`);
    await makeFifos([commandsPath, reportsPath, ...(options.alsoMake ?? [])]);
    const commands = openFifo(commandsPath, 'write');
    const reports = openFifo(reportsPath, 'read');
    commands.on('error', () => {});
    reports.on('error', () => {});
    const argv = [...options.enter, 'sh', '-c', parentScript, 'labproof', commandsPath];
    const parent = spawn(argv[0]!, argv.slice(1), {
      cwd: options.directory,
      env: options.env,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { directory, restore } = options;
    commands.write(setUp({ reports: reportsPath, directory, restore }));
    return new Promise((resolve, reject) => {
      let said = '';
      const onExit = (): void => fail(new Error(`no shell: ${said.trim() || argv.join(' ')}`));
      const fail = (error: Error): void => {
        commands.destroy();
        reports.destroy();
        reject(error);
      };
      parent.stderr!.on('data', (data: Buffer) => {
        said += data.toString();
      });
      parent.once('error', fail);
      parent.once('exit', onExit);
      let bash: Bash | undefined;
      onReports(reports, (report) => {
        if (report.kind !== 'ready') {
          if (bash !== undefined) bash.#reported(report);
          return;
        }
        parent.off('exit', onExit);
        bash = new Bash({ inside: report.pid, parent, commands, reports });
        resolve(bash);
      });
    });
  }

  get pid(): number {
    return this.lineage.at(-1)!;
  }

  /** Sends lines made by `commandLine`; one at a time. */
  execute(lines: string): Promise<Ending> {
    return new Promise((resolve) => {
      if (this.#death !== undefined) {
        resolve(this.#death);
        return;
      }
      this.#waiting = resolve;
      this.#commands.write(lines);
    });
  }

  close(): void {
    this.#commands.destroy();
    this.#reports.destroy();
  }

  #reported(report: Report): void {
    if (report.kind === 'exit') this.#goodbye = report;
    if (report.kind === 'end') this.#answer({ kind: 'reported', report });
  }

  #died(status: number): void {
    // A report may have been written and not yet read: the events of two sources have no order.
    setImmediate(() => {
      const goodbye = this.#goodbye;
      this.#death = { kind: 'died', status: goodbye?.status ?? status, state: goodbye?.state };
      this.close();
      this.#answer(this.#death);
    });
  }

  #answer(ending: Ending): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(ending);
  }
}

function onReports(reports: Socket, onReport: (report: Report) => void): void {
  let text = '';
  reports.setEncoding('utf8');
  reports.on('data', (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf(reportEnd); end !== -1; end = text.indexOf(reportEnd)) {
      const report = text.slice(0, end);
      text = text.slice(end + reportEnd.length);
      onReport(parseReport(report));
    }
  });
}
