import { readFileSync } from 'node:fs';

/** In ms. */
export interface Cost {
  readonly time: number;
  /** Of the processors, in the programs that were run: a busy machine makes it hardly more. */
  readonly cpu: number;
}

/**
 * The medians of what each case takes. The cases take turns, so that a busy moment of the machine
 * does not fall to one of them alone.
 */
export async function measured<Name extends string>(
  rounds: number,
  cases: Readonly<Record<Name, () => PromiseLike<unknown>>>,
): Promise<Record<Name, Cost>> {
  const names = Object.keys(cases) as Name[];
  const costs = new Map<Name, Cost[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const used = cpuOfChildren();
      const started = performance.now();
      await cases[name]();
      costs.get(name)!.push({ time: performance.now() - started, cpu: cpuOfChildren() - used });
    }
  }
  const medians = names.map((name) => {
    const all = costs.get(name)!;
    const cost: Cost = { time: median(all.map(({ time }) => time)), cpu: median(all.map(({ cpu }) => cpu)) };
    return [name, cost];
  });
  return Object.fromEntries(medians) as Record<Name, Cost>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/** The kernel counts in hundredths of a second (USER_HZ), and children when they have ended. */
const TICK = 10;

/** Fields 16 and 17 of proc_pid_stat(5). */
function cpuOfChildren(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return TICK * (Number(fields[13]) + Number(fields[14]));
}
