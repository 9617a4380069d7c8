export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/**
 * The files of one shard, in their order. Every file is in exactly one shard, and the same input
 * gives the same shards everywhere. The longest go first to the shard that has least so far; a file
 * of unknown duration is taken for one of the median.
 */
export function shardOf(
  files: readonly string[],
  durations: ReadonlyMap<string, number>,
  { index, count }: Shard,
): readonly string[] {
  const known = files.flatMap((file) => durations.get(file) ?? []).sort((a, b) => a - b);
  // Without any the files count alike.
  const median = known[Math.floor(known.length / 2)] ?? 1;
  const weight = (file: string): number => Math.max(1, durations.get(file) ?? median);
  const loads = Array.from({ length: count }, () => 0);
  const own = new Set<string>();
  const heaviest = [...files].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : a > b ? 1 : 0));
  for (const file of heaviest) {
    const least = leastOf(loads);
    loads[least]! += weight(file);
    if (least === index - 1) own.add(file);
  }
  return files.filter((file) => own.has(file));
}

function leastOf(loads: readonly number[]): number {
  let least = 0;
  for (let i = 1; i < loads.length; i += 1) if (loads[i]! < loads[least]!) least = i;
  return least;
}
