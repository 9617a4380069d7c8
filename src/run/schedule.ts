export interface Schedule<T> {
  /** How many tasks run at a time, from 1. */
  readonly workers: number;
  /** Where tasks can run, counted from 0; one place unless told. */
  readonly places?: number;
  /** Whether a task can run in a place at all; one that fits nowhere is not run. */
  readonly fits?: (task: T, place: number) => boolean;
  /** Whether two tasks must not run at the same time in a place. */
  readonly conflicts: (a: T, b: T, place: number) => boolean;
  /** How much room a task takes (1 unless told) and a place has (unless told, for all). */
  readonly weight?: (task: T) => number;
  readonly room?: (place: number) => number;
  readonly run: (task: T, place: number) => Promise<void>;
  /** Asked before each start; once true, nothing more is started. */
  readonly stopped: () => boolean;
}

/**
 * Runs tasks side by side, each as soon as a worker is free and there is a place where no running
 * task conflicts with it and that has room for it: that with the fewest. Earlier ones come first. Resolves when all that were started have ended; if one throws, nothing more
 * is started and the first error is thrown in the end.
 */
export function runScheduled<T>(tasks: readonly T[], schedule: Schedule<T>): Promise<void> {
  const { workers, places = 1, fits = () => true, conflicts, run, stopped } = schedule;
  const { weight = () => 1, room = () => Number.POSITIVE_INFINITY } = schedule;
  const waiting = [...tasks];
  const running = new Map<T, number>();
  const at = (place: number): readonly T[] =>
    [...running].filter(([, other]) => other === place).map(([task]) => task);
  const load = (place: number): number => at(place).length;
  const taken = (place: number): number => at(place).reduce((sum, task) => sum + weight(task), 0);
  const placeFor = (task: T): number | undefined =>
    Array.from({ length: places }, (_, place) => place)
      .filter((place) => fits(task, place))
      .sort((a, b) => load(a) - load(b) || a - b)
      .find(
        (place) =>
          taken(place) + weight(task) <= room(place) &&
          !at(place).some((other) => conflicts(task, other, place)),
      );
  return new Promise((resolve, reject) => {
    let failure: { readonly error: unknown } | undefined;
    const startNext = (): void => {
      while (running.size < workers && !failure && !stopped()) {
        const index = waiting.findIndex((task) => placeFor(task) !== undefined);
        if (index < 0) break;
        const [task] = waiting.splice(index, 1) as [T];
        const place = placeFor(task)!;
        running.set(task, place);
        run(task, place)
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
