import type { RunEvent, RunInfo } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import type { Blob } from './blob-read.ts';

/**
 * What keeps blobs from being put together as one run: parts of another run among them, a part that
 * is there twice, a part that is missing, a lab that two runs on the same engine report.
 */
export function partProblems(blobs: readonly Blob[]): readonly Problem[] {
  const parts = blobs.flatMap((blob) => {
    const start = blob.events.find((event) => event.type === 'run-started');
    return start ? [{ name: blob.name, start, labs: labsOf(blob) }] : [];
  });
  const problems = [...mixedRuns(parts), ...shardProblems(parts)];
  return problems.length > 0 ? problems : twice(parts);
}

interface Part {
  readonly name: string;
  readonly start: Extract<RunEvent, { type: 'run-started' }>;
  readonly labs: readonly { readonly file: string; readonly on: string }[];
}

const labsOf = ({ events }: Blob): Part['labs'] =>
  events.flatMap((event) => {
    if (event.type !== 'lab-started') return [];
    const { lab, engine } = event;
    return [{ file: lab.file, on: engine ? `${engine.kind} ${engine.version} ${engine.asked}` : '' }];
  });

const KEYS: readonly (readonly [key: 'ci' | 'commit' | 'version', what: string])[] = [
  ['ci', 'CI runs'],
  ['commit', 'commits'],
  ['version', 'versions of labproof'],
];

function mixedRuns(parts: readonly Part[]): readonly Problem[] {
  for (const [key, what] of KEYS) {
    const [first, ...others] = parts.filter(({ start }) => start.run[key] !== undefined);
    const other = others.find(({ start }) => start.run[key] !== first!.start.run[key]);
    if (!first || !other) continue;
    const message = `the blobs are of different ${what}: ${first.name} of ${first.start.run[key]}, ${other.name} of ${other.start.run[key]}`;
    return [trouble('mixed-blobs', message, 'merge those of one run; empty the folder before it')];
  }
  return [];
}

function shardProblems(parts: readonly Part[]): readonly Problem[] {
  const sharded = parts.flatMap(({ name, start: { run } }) => (run.shard ? [{ name, ...run.shard }] : []));
  const [first] = sharded;
  if (!first) return [];
  const problems: Problem[] = [];
  const other = sharded.find(({ count }) => count !== first.count);
  if (other) {
    const message = `the blobs are of different divisions: ${first.name} is shard ${first.index}/${first.count}, ${other.name} shard ${other.index}/${other.count}`;
    return [trouble('mixed-blobs', message, 'merge those of one run; empty the folder before it')];
  }
  for (let index = 1; index <= first.count; index += 1) {
    const own = sharded.filter((shard) => shard.index === index);
    const name = `shard ${index}/${first.count}`;
    if (own.length === 0)
      problems.push(
        trouble('missing-shard', `${name} is missing`, 'see to it that its job ran and kept its blob'),
      );
    if (own.length > 1)
      problems.push(
        trouble('doubled-shard', `${name} is there more than once: ${own.map((one) => one.name).join(', ')}`),
      );
  }
  return problems;
}

/** Runs on several engines report the same labs; more than once on one engine counts them twice. */
function twice(parts: readonly Part[]): readonly Problem[] {
  const seen = new Map<string, string>();
  for (const { name, start, labs } of parts) {
    const first = start.engine ? `${start.engine.kind} ${start.engine.version}` : '';
    const own = new Map(labs.map(({ file, on }) => [JSON.stringify([file, on || first]), file]));
    for (const [key, lab] of own) {
      const before = seen.get(key);
      if (before !== undefined)
        return [
          trouble('doubled-lab', `${lab} is reported by ${before} and by ${name}`, 'merge one of them'),
        ];
      seen.set(key, name);
    }
  }
  return [];
}

/** Of the run that the blobs make together: the earliest beginning, what all of them say. */
export function mergedInfo(infos: readonly [RunInfo, ...RunInfo[]]): RunInfo {
  const earliest = infos.reduce((a, b) => (a.startedAt <= b.startedAt ? a : b));
  const hosts = [...new Set(infos.map(({ host }) => host))];
  const { shard: _, ...whole } = earliest;
  return { ...whole, host: hosts.join(', ') };
}

const trouble = (code: string, message: string, hint?: string): Problem => ({
  severity: 'error',
  code,
  message,
  ...(hint === undefined ? {} : { hint }),
});
