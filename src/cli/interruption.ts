import { watchStrayErrors } from './bug.ts';
import { EXIT } from './exit-status.ts';

/** Turns the first SIGINT, SIGTERM or stray error into an abort, so that the run ends with its cleanup. */
export class Interruption {
  readonly #controller = new AbortController();
  #status: number | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The exit status of the signal or error that came; undefined when none did. */
  get status(): number | undefined {
    return this.#status;
  }

  /** As Ctrl-C does. */
  interrupt(): void {
    this.#abort(EXIT.interrupted);
  }

  listen(): Disposable {
    const interrupt = (): void => this.#abort(EXIT.interrupted);
    const terminate = (): void => this.#abort(EXIT.terminated);
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', terminate);
    process.on('SIGHUP', terminate);
    const strays = watchStrayErrors(() => this.#abort(EXIT.internal));
    return {
      [Symbol.dispose]: () => {
        strays[Symbol.dispose]();
        process.off('SIGINT', interrupt);
        process.off('SIGTERM', terminate);
        process.off('SIGHUP', terminate);
      },
    };
  }

  #abort(status: number): void {
    if (this.#status === undefined) {
      process.stderr.write(
        "\nlabproof: interrupted; removing what the lab made ('labproof clean' does it if this is cut short too)\n",
      );
    }
    this.#status ??= status;
    this.#controller.abort();
  }
}
