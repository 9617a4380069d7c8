import { readFileSync } from 'node:fs';
import type { Comparison } from '../../src/match/match.ts';
import { baselines } from './baselines.ts';
import { lineOf, Replay } from './context.ts';
import { type MutationClass, mutantsOf, mutationClasses } from './mutants.ts';
import { randomOf } from './random.ts';
import type { Run } from './record.ts';
import { VolatileRenamer } from './volatile.ts';

export interface Measures {
  readonly alarms: readonly Alarms[];
  /** Of an output whose volatile values are all renamed. */
  readonly renamed: Alarms;
  /** Shares of mutants that fail, by class and method, and of the outputs that were not changed. */
  readonly rows: readonly Row[];
  readonly overall: Score;
  /** How many commands were recorded. */
  readonly commands: number;
}

export interface Alarms {
  readonly document: string;
  readonly live: string;
  readonly passed: number;
  readonly drifted: number;
  readonly failed: number;
}

export interface Row {
  readonly kind: MutationClass | 'unchanged';
  readonly scores: Readonly<Record<Method, Score>>;
}

export interface Score {
  readonly tried: number;
  readonly found: number;
}

export type Method = (typeof methods)[number];
export const methods = ['labproof', 'equality', 'wildcards', 'Jaro-Winkler'] as const;

/** What is told of a comparison that went wrong: an output that is no mutant, or a mutant that was missed. */
export type Listener = (event: {
  readonly kind: string;
  readonly command: string;
  readonly change: string;
  readonly comparison: Comparison;
}) => void;

/** Measures on the recordings of a folder; tells of each alarm and each missed mutant. */
export function measure(folder: URL, listen: Listener = () => {}): Measures {
  const runs = new Map<string, Run>();
  const load = (name: string): Run => {
    const run = runs.get(name) ?? (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Run);
    runs.set(name, run);
    return run;
  };
  const compareRuns = (document: string, live: string, rename = false): Alarms => ({
    document,
    live,
    ...alarmsOf({ document: load(document), live: load(live), rename }, listen),
  });
  const alarms = PAIRS.map(([document, live]) => compareRuns(document, live));
  const renamed = compareRuns('28-a', '28-b', true);
  const all = [
    ...trialsOf(load('28-a'), load('28-b'), listen),
    ...trialsOf(load('20-a'), load('20-b'), listen),
  ];
  const mutants = all.filter(({ kind }) => kind !== 'unchanged');
  return {
    alarms,
    renamed,
    rows: rowsOf(all),
    overall: { tried: mutants.length, found: mutants.filter(({ caught }) => caught).length },
    commands: Object.values(load('28-a')).flat().length,
  };
}

const PAIRS = [
  ['28-a', '28-b'],
  ['26-a', '26-b'],
  ['20-a', '20-b'],
  ['20-a', '28-b'],
  ['26-a', '28-b'],
] as const;

/** Outputs that say something else since Docker 20.10, so that a document of then is wrong now. */
const CHANGED = new Set([
  'docker volume ls --format json',
  'docker history --no-trunc --format "{{.CreatedBy}}" made:1.0',
]);
const MOST_PER_OUTPUT = 6;

/** Compares all outputs of two runs and counts the verdicts. */
function alarmsOf(
  { document, live, rename }: { readonly document: Run; readonly live: Run; readonly rename: boolean },
  listen: Listener,
): Pick<Alarms, 'passed' | 'drifted' | 'failed'> {
  const counts = { passed: 0, drifted: 0, failed: 0 };
  for (const [name, recordings] of Object.entries(document)) {
    const replay = new Replay();
    const renamer = new VolatileRenamer();
    recordings.forEach(({ command, output, exitCode }, index) => {
      const other = live[name]?.[index];
      // Where the exit status differs, the command itself does something else.
      if (other?.command !== command || other.exitCode !== exitCode || CHANGED.has(command)) return;
      replay.learn(command, lineOf(index), other.output);
      const text = rename ? renamer.rename(output, replay.correspondence) : output;
      const comparison = replay.compare({ command, output: text, line: lineOf(index) }, other);
      counts[comparison.verdict] += 1;
      if (comparison.verdict !== 'passed') listen({ kind: 'alarm', command, change: '', comparison });
    });
  }
  return counts;
}

interface Trial {
  readonly kind: MutationClass | 'unchanged';
  readonly document: string;
  readonly live: string;
  readonly caught: boolean;
}

/** Mutates every output of one run and compares it with the other's. */
function trialsOf(document: Run, live: Run, listen: Listener): readonly Trial[] {
  const random = randomOf(1);
  const all: Trial[] = [];
  for (const [name, recordings] of Object.entries(document)) {
    const replay = new Replay();
    recordings.forEach(({ command, output }, index) => {
      const other = live[name]?.[index];
      if (other?.command !== command) return;
      const line = lineOf(index);
      replay.learn(command, line, other.output);
      const { names, bound, correspondence } = replay;
      const mutants = mutantsOf(
        { command, document: output, live: other.output, names, bound, correspondence },
        { most: MOST_PER_OUTPUT, random },
      );
      for (const mutant of mutants) {
        const comparison = correspondence.peek(() =>
          replay.match({ command, output: mutant.document, line }, mutant.live),
        );
        const caught = comparison.verdict === 'failed';
        all.push({ kind: mutant.kind, document: mutant.document, live: mutant.live, caught });
        if (!caught) listen({ kind: mutant.kind, command, change: mutant.change, comparison });
      }
      const { verdict } = replay.compare({ command, output, line }, other);
      all.push({ kind: 'unchanged', document: output, live: other.output, caught: verdict === 'failed' });
    });
  }
  return all;
}

function rowsOf(all: readonly Trial[]): readonly Row[] {
  const caught = new Map<Method, (trial: Trial) => boolean>([['labproof', (trial) => trial.caught]]);
  for (const [name, similarity] of Object.entries(baselines)) {
    const similarities = new Map(all.map((trial) => [trial, similarity(trial.document, trial.live)]));
    const threshold = name === 'Jaro-Winkler' ? bestThreshold(similarities) : 1;
    caught.set(name as Method, (trial) => similarities.get(trial)! < threshold);
  }
  return [...mutationClasses, 'unchanged' as const].map((kind) => {
    const trials = all.filter((trial) => trial.kind === kind);
    const score = (method: Method): Score => ({
      tried: trials.length,
      found: trials.filter(caught.get(method)!).length,
    });
    return {
      kind,
      scores: Object.fromEntries(methods.map((method) => [method, score(method)])) as Row['scores'],
    };
  });
}

/** The threshold below which a similarity means failed, so that mutants found and false alarms avoided are most, each as a share. */
function bestThreshold(similarities: ReadonlyMap<Trial, number>): number {
  const entries = [...similarities];
  const mutants = entries.filter(([{ kind }]) => kind !== 'unchanged').length;
  const candidates = [...new Set(entries.map(([, value]) => Number(value.toFixed(4))))].sort((a, b) => a - b);
  const sampled = candidates.filter((_, index) => index % Math.ceil(candidates.length / 200) === 0);
  let best = 1;
  let most = -1;
  for (const threshold of sampled) {
    let found = 0;
    let fine = 0;
    for (const [{ kind }, value] of entries) {
      if (kind === 'unchanged') fine += value < threshold ? 0 : 1;
      else found += value < threshold ? 1 : 0;
    }
    const share = found / mutants + fine / (entries.length - mutants);
    if (share > most) {
      most = share;
      best = threshold;
    }
  }
  return best;
}
