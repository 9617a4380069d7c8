import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pty from '@lydell/node-pty';
import { plainText } from '../../src/text/ansi.ts';
import { ROOT } from './cli.ts';

export interface Person {
  /** Types a line and Enter. */
  type(line: string): void;
  /** Waits until the terminal has shown this since it was last waited for; rejects after a minute. */
  sees(text: string | RegExp): Promise<void>;
  /** All that was shown, without colours. */
  shown(): string;
  kill(signal: string): void;
  readonly pid: number;
  readonly exited: Promise<number>;
}

export interface PersonOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cols?: number;
}

/** A person at a terminal of their own, with a home, who starts labproof. */
export async function withPerson(
  args: readonly string[],
  use: (person: Person) => Promise<void>,
  { env = {}, cols = 110 }: PersonOptions = {},
): Promise<void> {
  const home = env.HOME ?? (await mkdtemp(join(tmpdir(), 'labproof-home-')));
  // Settings that are spread over files, which they find by the home that they are in.
  await writeFile(join(home, '.bashrc'), '. "$HOME/.prompt"\n');
  await writeFile(join(home, '.prompt'), "PS1='me: '\n");
  const terminal = pty.spawn(process.execPath, [join(ROOT, 'dist/src/cli/main.js'), ...args], {
    name: 'xterm-256color',
    cols,
    rows: 40,
    cwd: ROOT,
    env: {
      PATH: `${process.env.PATH}:/usr/sbin:/sbin`,
      HOME: home,
      XDG_STATE_HOME: join(home, 'state'),
      XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? '/root', '.cache'),
      SHELL: '/bin/bash',
      LANG: 'C.UTF-8',
      ...env,
    },
  });
  let raw = '';
  let seen = 0;
  let look = (): void => {};
  terminal.onData((data) => {
    raw += data;
    look();
  });
  const exited = new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode }) => resolve(exitCode));
  });
  const person: Person = {
    type: (line) => terminal.write(`${line}\r`),
    shown: () => plainText(raw),
    kill: (signal) => process.kill(terminal.pid, signal),
    pid: terminal.pid,
    exited,
    sees: (text) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`not seen: ${String(text)}; what was: ${plainText(raw).slice(-3000)}`)),
          60_000,
        );
        look = () => {
          const shown = plainText(raw);
          const rest = shown.slice(seen);
          const at = typeof text === 'string' ? rest.indexOf(text) : rest.search(text);
          if (at < 0) return;
          const length = typeof text === 'string' ? text.length : (text.exec(rest)?.[0].length ?? 0);
          seen += at + length;
          look = () => {};
          clearTimeout(timer);
          resolve();
        };
        look();
      }),
  };
  try {
    await use(person);
  } finally {
    terminal.kill('SIGHUP');
    await exited;
    if (env.HOME === undefined) await rm(home, { recursive: true, force: true });
  }
}
