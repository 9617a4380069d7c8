import { EXIT } from './exit-status.ts';

/** Tells on standard error of an error that is no affair of the user's but a bug, for whoever reports it. */
export function reportBug(error: unknown): number {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `labproof: internal error; please report it with the document that was run\n${text}\n`,
  );
  return EXIT.internal;
}

/**
 * Where nothing is left that could bring what is waited for, Node ends without a word. That is a bug like a stray
 * error, and a run that is told of it ends with its cleanup.
 */
export function catchEmptyWait(): void {
  const error = (): Error => new Error('it waits for something that nothing is left to bring');
  process.once('beforeExit', () => {
    process.once('beforeExit', () => process.exit(EXIT.internal));
    process.emit('uncaughtException', error());
  });
}

let atStray: ((error: unknown) => void) | undefined;

/**
 * An error that nobody waits for, as in a timer or an event of a plugin: labproof ends with the exit status of a
 * bug, at once or, while somebody watches for such errors, when they have ended what runs.
 */
export function catchStrayErrors(): void {
  process.on('uncaughtException', (error) => {
    reportBug(error);
    if (atStray) atStray(error);
    else process.exit(EXIT.internal);
  });
}

/** Is told of stray errors from now on, until disposed of. */
export function watchStrayErrors(told: (error: unknown) => void): Disposable {
  const before = atStray;
  atStray = told;
  return {
    [Symbol.dispose]: () => {
      atStray = before;
    },
  };
}
