import { signal } from '../run/signal.ts';

/** What is pushed can be iterated, as often as one likes and each time from the first on. */
export function eventStream<T>(): {
  readonly stream: () => AsyncIterator<T>;
  readonly push: (value: T) => void;
  /** Ends the iterations, with an error if there is one. */
  readonly end: (error?: unknown) => void;
} {
  const values: T[] = [];
  let ended: { readonly error: unknown } | undefined;
  let more = signal();
  const tell = (): void => {
    more.give();
    more = signal();
  };
  async function* stream(): AsyncGenerator<T, void> {
    for (let at = 0; ; ) {
      if (at < values.length) {
        yield values[at++]!;
        continue;
      }
      if (ended?.error !== undefined) throw ended.error;
      if (ended) return;
      await more.given;
    }
  }
  return {
    stream,
    push: (value) => {
      values.push(value);
      tell();
    },
    end: (error) => {
      ended = { error };
      tell();
    },
  };
}
