/**
 * The median of what each case takes, in ms. The cases take turns, so that a busy moment of the
 * machine does not fall to one of them alone.
 */
export async function measured<Name extends string>(
  rounds: number,
  cases: Readonly<Record<Name, () => PromiseLike<unknown>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(cases) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const started = performance.now();
      await cases[name]();
      times.get(name)!.push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name)!)])) as Record<Name, number>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
