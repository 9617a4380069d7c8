import type { Interruption } from './interruption.ts';

/** What a key asks for: all labs, those that failed, the same again, those with a text in their path. */
export type WatchKey =
  | { readonly kind: 'all' | 'failed' | 'again' }
  | { readonly kind: 'named'; readonly text: string };

export const KEYS_HELP = 'Enter runs again, a all, f those that failed, p those of a name, q quits';

export interface Keys extends Disposable {
  /** Aborted by `q`. */
  readonly quit: AbortSignal;
  /** The key pressed last and not taken yet; waits for one, until the signal. */
  next(signal: AbortSignal): Promise<WatchKey | undefined>;
}

const KINDS: Readonly<Record<string, 'all' | 'failed' | 'again'>> = {
  a: 'all',
  f: 'failed',
  '\r': 'again',
  '\n': 'again',
};

/** Reads keys from standard input, at once where that is a terminal. */
export function watchKeys(interruption: Interruption): Keys {
  const { stdin } = process;
  const controller = new AbortController();
  const raw = stdin.isTTY === true;
  let pressed: WatchKey | undefined;
  let wake: () => void = () => {};
  /** The name that is being typed. */
  let name: string | undefined;

  const onKey = (key: string): void => {
    // A terminal in raw mode sends Ctrl-C as a character.
    if (key === '\x03') interruption.interrupt();
    else if (name !== undefined) name = typed(name, key);
    else if (/q/i.test(key)) controller.abort();
    else if (/p/i.test(key)) {
      name = '';
      process.stderr.write('labproof: run the labs with this in their path: ');
    } else {
      const kind = KINDS[key.toLowerCase()];
      if (kind) press({ kind });
    }
  };
  const typed = (text: string, key: string): string | undefined => {
    if (key === '\r' || key === '\n') {
      if (raw) process.stderr.write('\n');
      press({ kind: 'named', text });
      return undefined;
    }
    if (key === '\x1b') {
      process.stderr.write('\n');
      return undefined;
    }
    const next = key === '\x7f' || key === '\b' ? text.slice(0, -1) : key < ' ' ? text : text + key;
    if (raw && next !== text) process.stderr.write(next.length > text.length ? key : '\b \b');
    return next;
  };
  const press = (key: WatchKey): void => {
    pressed = key;
    wake();
  };
  const onData = (data: Buffer): void => {
    for (const key of data.toString('utf8')) onKey(key);
  };
  if (raw) stdin.setRawMode(true);
  stdin.on('data', onData);
  // Without an input there are no keys; Ctrl-C ends it then.
  stdin.on('error', () => {});
  return {
    quit: controller.signal,
    async next(signal) {
      while (pressed === undefined && !signal.aborted) {
        await new Promise<void>((done) => {
          wake = done;
          signal.addEventListener('abort', () => done(), { once: true });
        });
      }
      const key = pressed;
      pressed = undefined;
      return key;
    },
    [Symbol.dispose]: () => {
      stdin.off('data', onData);
      if (raw) stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
