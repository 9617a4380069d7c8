import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Bash, readReports } from './bash.ts';
import { makeFifos, openFifo } from './fifo.ts';
import { NoShell } from './no-shell.ts';
import type { StartOptions } from './place.ts';
import { isEnding, lineage } from './processes.ts';
import { setUp } from './protocol.ts';

export interface LocalStart extends StartOptions {
  /** Private directory for the FIFOs. */
  readonly folder: string;
  /** Tells the FIFOs of one shell from those of the next. */
  readonly name: string;
  readonly enter: readonly string[];
  /** More FIFOs to make on the way: a program is started once for all. */
  readonly alsoMake: readonly string[];
}

export interface LocalBash {
  readonly bash: Bash;
  /**
   * The processes from the leader of the session (setsid(2)) that all its processes are in down to
   * bash itself.
   */
  readonly lineage: readonly number[];
}

/**
 * The shell must not lead its session, lest a terminal that it opens for a command become its
 * controlling terminal; hence the parent. Its traps are empty commands, not '', as ignored
 * signals would be inherited.
 */
const parentScript = `trap : INT TERM HUP QUIT
bash --norc --noprofile --noediting -i -s <"$1" >/dev/null 2>&1
exit $?`;

/** Rejects when bash or what leads to it cannot be started. */
export async function startLocally(options: LocalStart): Promise<LocalBash> {
  const commandsPath = join(options.folder, `commands.${options.name}`);
  const reportsPath = join(options.folder, `reports.${options.name}`);
  await makeFifos([commandsPath, reportsPath, ...options.alsoMake]);
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
    const onExit = (): void => fail(new NoShell(said.trim() || argv.join(' ')));
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
    let line: readonly number[] = [];
    readReports(reports, (report) => {
      if (report.kind !== 'ready') {
        // What a command has killed of them ends in its own time, and the shell with it: by this command, not
        // the next.
        if (report.kind !== 'end' || !line.some(isEnding)) bash?.reported(report);
        return;
      }
      parent.off('exit', onExit);
      line = lineage(parent.pid ?? 0, report.pid);
      const ready = new Bash({ pid: line.at(-1)!, commands, reports });
      bash = ready;
      parent.once('exit', (code, signal) => {
        // A report may have been written and not yet read: the events of two sources have no order.
        setImmediate(() => ready.died(code ?? (signal === null ? 1 : 137)));
      });
      resolve({ bash: ready, lineage: line });
    });
  });
}
