import type { Interruption } from './interruption.ts';

export interface Keys extends Disposable {
  /** Aborted by `q`. */
  readonly quit: AbortSignal;
}

/** Reads `q` from standard input, at once where that is a terminal. */
export function watchKeys(interruption: Interruption): Keys {
  const { stdin } = process;
  const controller = new AbortController();
  const raw = stdin.isTTY === true;
  const onData = (data: Buffer): void => {
    const text = data.toString('latin1');
    // A terminal in raw mode sends Ctrl-C as a character.
    if (text.includes('\x03')) interruption.interrupt();
    if (/q/i.test(text)) controller.abort();
  };
  if (raw) stdin.setRawMode(true);
  stdin.on('data', onData);
  // Without an input there are no keys; Ctrl-C ends it then.
  stdin.on('error', () => {});
  return {
    quit: controller.signal,
    [Symbol.dispose]: () => {
      stdin.off('data', onData);
      if (raw) stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
