import { randomBytes } from 'node:crypto';
import type { Exec, ExecOptions } from '../docker/exec.ts';
import { readyBash, shellScript } from './exec-bash.ts';
import { Keeper, keeperEnvironment, keeperScript } from './exec-keeper.ts';
import { ExecOutlets } from './exec-outlets.ts';
import { execPty, holderScript } from './exec-pty.ts';
import { openTerminal } from './outlet.ts';
import type { Place, Site } from './place.ts';

/** Where the sessions of a machine keep their FIFOs. */
const folders = '/run/labproof';

/**
 * A machine that is reached by starting programs in it alone, such as a container on an engine
 * elsewhere. It needs sh, bash, awk, mkfifo, stty and tty.
 */
export function execPlace(start: (options: ExecOptions) => Promise<Exec>): Place {
  return { open: () => openSite(start) };
}

async function openSite(start: (options: ExecOptions) => Promise<Exec>): Promise<Site> {
  const folder = `${folders}/${randomBytes(6).toString('hex')}`;
  const mark = `labproof-${randomBytes(12).toString('hex')}-`;
  const shell = (script: string, args: readonly string[]) => ['sh', '-c', script, 'labproof', ...args];
  const kept = await start({ argv: shell(keeperScript, [folder, mark]), env: keeperEnvironment });
  const keeper = await Keeper.ready(kept);
  const tell = (line: string): void => keeper.tell(line);
  const outlets = new ExecOutlets(kept.output, {
    mark,
    path: (number) => `${folder}/output.${number}`,
    tell,
  });
  let shells = 0;

  return {
    signals: keeper,
    start: async ({ env, directory, restore }) => {
      shells += 1;
      const reports = `${folder}/reports.${shells}`;
      const exec = await start({ argv: shell(shellScript, [reports]), env });
      const { bash, leader } = await readyBash(exec, { reports, directory, restore });
      tell(`watch ${leader} ${bash.pid}`);
      return bash;
    },
    outlet: (onData, answers) => outlets.open(onData, answers),
    terminal: (onData, { echo }) =>
      openTerminal(async (receive) => {
        const argv = shell(holderScript, [echo ? 'echo' : '-echo']);
        const exec = await start({ argv, terminal: 'tty' });
        return execPty(exec, { keeper, onData: receive });
      }, onData),
    end: () => keeper.end(),
    close: async () => {},
  };
}
