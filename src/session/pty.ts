import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { IPty } from '@lydell/node-pty';
import { quote } from '../command/quote.ts';
import type { Problem } from '../model/problem.ts';
import { importModule } from '../text/import-module.ts';

/** A pseudoterminal that commands of the shell can be given as theirs. */
export interface Pty {
  /** Such as `/dev/pts/3`. */
  readonly path: string;
  /** Types. */
  write(text: string): void;
  /** Writes to it as a program that runs on it. */
  show(text: string): void;
  /** Whether Ctrl-C, typed, signals programs there. */
  interrupts(): Promise<boolean>;
  close(): void;
}

export interface PtyOptions {
  /** Whether the terminal shows what is typed, as a reader sees it. */
  readonly echo: boolean;
  /** A program and its arguments that start others in namespaces, where terminals are others; [] for none. */
  readonly enter?: readonly string[];
}

/** Wide enough for docker's tables, in characters. */
export const size = { cols: 200, rows: 50 };

/**
 * Keeps the terminal open while commands come and go, as a process whose terminal it is; typed
 * control characters signal that process, hence the trap. It ends with labproof's side.
 */
const holder = `trap '' INT QUIT TSTP
stty "$1" 2>/dev/null
tty && exec sleep 2147483647`;

/** Why commands cannot be given a terminal here; undefined where they can. */
export async function terminalProblem(): Promise<Problem | undefined> {
  const library = await loadLibrary();
  return 'severity' in library ? library : undefined;
}

export async function openPty(onData: (data: Buffer) => void, options: PtyOptions): Promise<Pty | Problem> {
  const library = await loadLibrary();
  if ('severity' in library) return library;
  const { echo, enter = [] } = options;
  const [program = 'sh', ...args] = holderIn(enter, echo ? 'echo' : '-echo');
  const pty = library.spawn(program, args, {
    name: 'xterm',
    ...size,
    encoding: null,
    env: { ...process.env, SHELL: '/bin/sh' },
  });
  const path = await firstLine(pty);
  if (!path.startsWith('/dev/')) {
    pty.kill('SIGKILL');
    return unavailable(path || 'no terminal could be opened');
  }
  // The program that enters is in those namespaces then, so that their files are found below its root.
  const here = enter.length > 0 ? `/proc/${pty.pid}/root${path}` : path;
  // With no encoding the data are bytes, whatever the declaration says.
  pty.onData((data) => onData(data as unknown as Buffer));
  return {
    path,
    write: (text) => pty.write(text),
    show: (text) => void showOn(here, text),
    interrupts: async () => {
      const told = await promisify(execFile)('stty', ['-F', here, '-a']).catch(() => {});
      return signalsTyped(told?.stdout ?? '');
    },
    close: () => pty.kill('SIGKILL'),
  };
}

/**
 * The command line of the holder. In namespaces with terminals of their own one of those is opened (script(1)),
 * and what goes through it passes through one of here.
 */
function holderIn(enter: readonly string[], echo: string): readonly string[] {
  const held = ['sh', '-c', holder, 'labproof', echo];
  return enter.length > 0
    ? [...enter, 'script', '--quiet', '--flush', '--command', held.map(quote).join(' '), '/dev/null']
    : held;
}

/** Whether a terminal signals what runs on it when Ctrl-C is typed, by what `stty -a` says of it. */
export function signalsTyped(settings: string): boolean {
  return /(?:^|\s)isig\b/.test(settings);
}

async function showOn(path: string, text: string): Promise<void> {
  try {
    await using terminal = await open(path, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
    await terminal.write(text);
  } catch {
    // The terminal is gone: nothing more can come from it.
  }
}

function firstLine(pty: IPty): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const done = (): void => {
      listening.dispose();
      exited.dispose();
      resolve(said.trim());
    };
    const listening = pty.onData((data) => {
      said += (data as unknown as Buffer).toString();
      if (said.includes('\n')) done();
    });
    const exited = pty.onExit(done);
  });
}

/** The library of pseudoterminals, or why there is none. */
export async function loadLibrary(): Promise<typeof import('@lydell/node-pty') | Problem> {
  try {
    return (await importModule('@lydell/node-pty')) as typeof import('@lydell/node-pty');
  } catch (error) {
    return unavailable((error as Error).message.split('\n')[0] ?? '');
  }
}

function unavailable(found: string): Problem {
  return {
    severity: 'error',
    code: 'no-terminal',
    message: 'commands that need a terminal cannot run: there is no pseudoterminal',
    found,
    hint: 'Install the optional dependency: npm install @lydell/node-pty',
  };
}
