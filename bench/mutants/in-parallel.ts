/** Works off the tasks in their order, each worker one at a time. */
export async function inParallel<T, W>(
  tasks: readonly T[],
  workers: readonly W[],
  work: (task: T, worker: W) => Promise<void>,
): Promise<void> {
  const left = tasks.values();
  await Promise.all(
    workers.map(async (worker) => {
      for (const task of left) await work(task, worker);
    }),
  );
}
