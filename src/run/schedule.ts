export interface Schedule<T> {
  /** How many tasks run at a time, from 1. */
  readonly workers: number;
  /** Whether two tasks must not run at the same time. */
  readonly conflicts: (a: T, b: T) => boolean;
  readonly run: (task: T) => Promise<void>;
  /** Asked before each start; once true, nothing more is started. */
  readonly stopped: () => boolean;
}

/**
 * Runs tasks side by side, each as soon as a worker is free and no running task conflicts with it,
 * earlier ones first. Resolves when all that were started have ended; if one throws, nothing more
 * is started and the first error is thrown in the end.
 */
export function runScheduled<T>(tasks: readonly T[], schedule: Schedule<T>): Promise<void> {
  const { workers, conflicts, run, stopped } = schedule;
  const waiting = [...tasks];
  const running = new Set<T>();
  return new Promise((resolve, reject) => {
    let failure: { readonly error: unknown } | undefined;
    const startNext = (): void => {
      while (running.size < workers && !failure && !stopped()) {
        const index = waiting.findIndex((task) => ![...running].some((other) => conflicts(task, other)));
        if (index < 0) break;
        const [task] = waiting.splice(index, 1) as [T];
        running.add(task);
        run(task)
          .catch((error: unknown) => {
            failure ??= { error };
          })
          .finally(() => {
            running.delete(task);
            startNext();
          });
      }
      if (running.size > 0) return;
      if (failure) reject(failure.error);
      else resolve();
    };
    startNext();
  });
}
