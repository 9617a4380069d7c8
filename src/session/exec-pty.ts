import type { Exec } from '../docker/exec.ts';
import type { Problem } from '../model/problem.ts';
import type { Keeper } from './exec-keeper.ts';
import { type Pty, size } from './pty.ts';

/** As the holder in pty.ts; it says who it is, as it does not end with this side's connection. */
export const holderScript = `trap '' INT QUIT TSTP
stty rows ${size.rows} cols ${size.cols} "$1" 2>/dev/null
tty && echo $$ && exec sleep 2147483647`;

/** The terminal that `exec` runs its holder on. */
export async function execPty(
  exec: Exec,
  { keeper, onData }: { readonly keeper: Keeper; readonly onData: (data: Buffer) => void },
): Promise<Pty | Problem> {
  exec.input.on('error', () => {});
  const said = await firstLines(exec, 2);
  const [path = '', pid = ''] = said.split('\r\n');
  if (!path.startsWith('/dev/')) {
    exec.close();
    return {
      severity: 'error',
      code: 'no-terminal',
      message: 'commands that need a terminal cannot run: the machine opens none',
      found: said.trim(),
    };
  }
  keeper.tell(`watch ${pid}`);
  exec.output.on('data', onData);
  return {
    path,
    write: (text) => exec.input.write(text),
    show: (text) => keeper.tell(`show ${path} ${text}`),
    interrupts: () => keeper.signalsTyped(path),
    close: () => {
      keeper.tell(`kill ${pid}`);
      exec.close();
    },
  };
}

function firstLines({ output }: Exec, count: number): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const onData = (data: Buffer): void => {
      said += data.toString();
      if (said.split('\n').length > count) done();
    };
    const done = (): void => {
      output.off('data', onData).off('close', done);
      resolve(said);
    };
    output.on('data', onData).on('close', done);
  });
}
