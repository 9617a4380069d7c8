import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { IPty } from '@lydell/node-pty';
import type { Problem } from '../model/problem.ts';
import type { Desk } from '../run/desk.ts';
import { loadLibrary } from '../session/pty.ts';
import { MarkReader, type Piece } from './marks.ts';
import { bashSettings, type Spellings, zshSettings } from './shell-settings.ts';

export interface LearnerShellOptions {
  readonly desk: Desk;
  /** A folder for its settings that is gone with the laboratory. */
  readonly folder: string;
  /** Variables of the learner's own terminal and home; empty where the shell is not theirs. */
  readonly own: { readonly shell: string; readonly home: string } | undefined;
  readonly term: string;
  readonly history: string;
  readonly state: string;
  readonly title: string;
  readonly spellings?: Spellings;
  readonly size: Size;
  readonly onPiece: (piece: Piece) => void;
  readonly onExit: () => void;
}

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** A shell on a terminal that a person types into, and which tells of their commands. */
export interface LearnerShell {
  write(data: string): void;
  resize(size: Size): void;
  close(): Promise<void>;
}

export async function openLearnerShell(options: LearnerShellOptions): Promise<LearnerShell | Problem> {
  const library = await loadLibrary();
  if ('severity' in library) return library;
  const { desk, size, term } = options;
  if (!desk.enter) return NO_WAY_IN;
  const { argv, env, secret } = await prepared(options);
  const [program = '', ...args] = [...desk.enter, ...argv];
  const pty = library.spawn(program, args, {
    name: term,
    ...size,
    cwd: desk.cwd,
    env: { ...env, TERM: term },
    encoding: null,
  });
  return attach(pty, options, secret);
}

const NO_WAY_IN: Problem = {
  severity: 'error',
  code: 'no-shell',
  message: 'people can’t be given a terminal on a machine that is a container',
  hint: '--engine private on Linux as root, or --engine host',
};

function attach(pty: IPty, { onPiece, onExit }: LearnerShellOptions, secret: string): LearnerShell {
  const reader = new MarkReader(secret);
  let over = false;
  const exited = new Promise<void>((resolve) => {
    pty.onExit(() => {
      over = true;
      onExit();
      resolve();
    });
  });
  // With no encoding the data are bytes, whatever the declaration says.
  pty.onData((data) => {
    for (const piece of reader.feed(data as unknown as Buffer)) onPiece(piece);
  });
  return {
    write: (data) => {
      if (!over) pty.write(data);
    },
    resize: ({ cols, rows }) => {
      if (!over) pty.resize(Math.max(2, cols), Math.max(2, rows));
    },
    close: async () => {
      if (!over) pty.kill('SIGHUP');
      const timer = setTimeout(() => {
        if (!over) pty.kill('SIGKILL');
      }, 1_000);
      await exited;
      clearTimeout(timer);
    },
  };
}

async function prepared(options: LearnerShellOptions) {
  const { desk, folder, own, history, state, title, spellings } = options;
  const secret = randomBytes(12).toString('hex');
  const kind = own && basename(own.shell) === 'zsh' ? 'zsh' : 'bash';
  const settings = {
    secret,
    history,
    state,
    title,
    spellings,
    own: own ? join(own.home, kind === 'zsh' ? '.zshrc' : '.bashrc') : '',
  };
  const place = join(folder, `shell-${secret.slice(0, 8)}`);
  await mkdir(place, { recursive: true, mode: 0o700 });
  const { PAGER: _, DOCKER_CLI_HINTS: __, BUILDKIT_PROGRESS: ___, LC_ALL: ____, ...kept } = desk.env;
  const env: Record<string, string> = { ...kept, LANG: 'C.UTF-8', DOCKER_CLI_HINTS: 'false' };
  if (kind === 'zsh') {
    await writeFile(join(place, '.zshrc'), zshSettings(settings), { mode: 0o600 });
    return { argv: ['env', `ZDOTDIR=${place}`, 'zsh', '-i'], env, secret };
  }
  const file = join(place, 'bashrc');
  await writeFile(file, bashSettings(settings), { mode: 0o600 });
  return { argv: ['bash', '--rcfile', file, '-i'], env, secret };
}
