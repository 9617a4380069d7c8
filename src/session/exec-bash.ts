import type { Exec } from '../docker/exec.ts';
import { Bash, readReports } from './bash.ts';
import { NoShell } from './no-shell.ts';
import { setUp } from './protocol.ts';

/**
 * As in local-bash.ts, with the commands on standard input and the reports on standard output. Both are
 * kept from the shell's programs. The last report is the parent's, which tells how bash ended.
 */
export const shellScript = `trap : INT TERM HUP QUIT
umask 077
mkdir -p "\${1%/*}" && mkfifo "$1" || exit
umask 022
printf 'leader %s\\n\\0\\0\\n' $$
cat "$1" &
exec 4>"$1"
bash --norc --noprofile --noediting -i -s >/dev/null 4>&-
status=$?
exec 4>&-
wait
printf 'died %s\\n\\0\\0\\n' "$status"`;

export interface ExecBash {
  readonly bash: Bash;
  /** The leader of the session (setsid(2)) that all its processes are in. */
  readonly leader: number;
}

/** Resolves when the shell that `exec` runs is ready; rejects when there is none. */
export function readyBash(
  exec: Exec,
  options: { readonly reports: string; readonly directory: string; readonly restore: string },
): Promise<ExecBash> {
  exec.input.on('error', () => {});
  exec.input.write(setUp(options));
  return new Promise((resolve, reject) => {
    let said = '';
    let leader = 0;
    let bash: Bash | undefined;
    let status = 137;
    exec.errors.on('data', (data: Buffer) => {
      if (bash === undefined) said = (said + data.toString()).slice(-2000);
    });
    readReports(exec.output, (report) => {
      switch (report.kind) {
        case 'leader':
          leader = report.pid;
          break;
        case 'ready':
          bash = new Bash({ pid: report.pid, commands: exec.input, reports: exec.output });
          resolve({ bash, leader });
          break;
        case 'died':
          status = report.status;
          break;
        default:
          bash?.reported(report);
      }
    });
    exec.output.on('end', () => {
      exec.close();
      if (bash === undefined) reject(new NoShell(said.trim() || 'bash ended at once'));
      else bash.died(status);
    });
  });
}
