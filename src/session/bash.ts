import type { Readable, Writable } from 'node:stream';
import { parseReport, type Report, reportEnd } from './protocol.ts';

/** How a command ended: by a report, or with the shell itself. */
export type Ending =
  | { readonly kind: 'reported'; readonly report: Extract<Report, { kind: 'end' }> }
  /** `state` is there when the shell left by `exit` and could say goodbye. */
  | { readonly kind: 'died'; readonly status: number; readonly state: string | undefined };

/** One bash process; it is replaced by another when a lab's command ends it. */
export class Bash {
  /** Its process ID as signals need it. */
  readonly pid: number;
  readonly #commands: Writable;
  readonly #reports: Readable;
  #waiting: ((ending: Ending) => void) | undefined;
  #goodbye: Extract<Report, { kind: 'exit' }> | undefined;
  #death: Extract<Ending, { kind: 'died' }> | undefined;

  constructor(parts: { pid: number; commands: Writable; reports: Readable }) {
    this.pid = parts.pid;
    this.#commands = parts.commands;
    this.#reports = parts.reports;
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

  /** To be called with what it reports once it is ready. */
  reported(report: Report): void {
    if (report.kind === 'exit') this.#goodbye = report;
    if (report.kind === 'end') this.#answer({ kind: 'reported', report });
  }

  /** To be called when it has ended and all its reports were read. */
  died(status: number): void {
    const goodbye = this.#goodbye;
    this.#death = { kind: 'died', status: goodbye?.status ?? status, state: goodbye?.state };
    this.close();
    this.#answer(this.#death);
  }

  #answer(ending: Ending): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(ending);
  }
}

/** Calls back with each report that comes in a stream. */
export function readReports(reports: Readable, onReport: (report: Report) => void): void {
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
