import { quote } from '../command/quote.ts';
import type { Problem } from '../model/problem.ts';
import type { Desk } from '../run/desk.ts';
import { openLearnerShell, type Size } from '../training/learner-shell.ts';
import type { Presenter } from './presenter.ts';

export interface FreeShellOptions {
  readonly output: NodeJS.WriteStream;
  readonly prompt: string;
  readonly signal: AbortSignal;
  readonly history: string;
}

/** Where a shell is to be. */
export interface ShellPlace {
  readonly desk: Desk;
  /** A script that brings the shell to where the lab's is. */
  readonly shellState: () => Promise<string>;
}

/** A shell of the presenter's own where the lab is, until they leave it; why there can be none. */
export async function freeShell(
  place: ShellPlace,
  presenter: Presenter,
  { output, prompt, signal, history }: FreeShellOptions,
): Promise<Problem | undefined> {
  const { desk } = place;
  const size = (): Size => ({ cols: output.columns || 80, rows: output.rows || 24 });
  let left: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    left = resolve;
  });
  let early = '';
  let type = (data: string): void => {
    early += data;
  };
  const work = async (): Promise<Problem | undefined> => {
    const shell = await openLearnerShell({
      desk,
      folder: desk.folder,
      own: undefined,
      term: process.env.TERM || 'xterm-256color',
      history,
      state: `${await place.shellState()}\nPS1=${quote(prompt)}`,
      title: 'lab',
      size: size(),
      onPiece: (piece) => {
        if (piece.kind === 'text') output.write(piece.data);
      },
      onExit: () => left(),
    });
    if ('severity' in shell) return shell;
    const resize = (): void => shell.resize(size());
    output.on('resize', resize);
    signal.addEventListener('abort', left, { once: true });
    if (signal.aborted) left();
    output.write('\r\u001b[K');
    type = (data) => shell.write(data);
    if (early !== '') type(early);
    try {
      await over;
    } finally {
      signal.removeEventListener('abort', left);
      output.off('resize', resize);
      await shell.close();
    }
    return undefined;
  };
  return presenter.lend((data) => type(data), work);
}
