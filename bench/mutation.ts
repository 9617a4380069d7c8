/**
 * How well documented outputs are told from wrong ones, on outputs that real engines wrote:
 *
 *   mutation.ts                prints false alarms, missed bugs by class, and simpler methods' figures
 *   mutation.ts --missed       lists the mutants that were not found, too
 *   mutation.ts --record NAME  records a run as fixtures/outputs/NAME.json with the docker client and
 *                              engine of the environment (see bench/mutation/scenarios.ts for its needs)
 */
import { readFileSync } from 'node:fs';
import { baselines } from './mutation/baselines.ts';
import { lineOf, Replay } from './mutation/context.ts';
import { type MutationClass, mutantsOf, mutationClasses } from './mutation/mutants.ts';
import { randomOf } from './mutation/random.ts';
import { type Run, record } from './mutation/record.ts';
import { VolatileRenamer } from './mutation/volatile.ts';

const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../fixtures/outputs/' : '../fixtures/outputs/',
  import.meta.url,
);
const load = (name: string): Run => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Run;

/** Outputs that say something else since Docker 20.10, so that a document of then is wrong now. */
const CHANGED = new Set([
  'docker volume ls --format json',
  'docker history --no-trunc --format "{{.CreatedBy}}" made:1.0',
]);
const MOST_PER_OUTPUT = 6;

interface Score {
  tried: number;
  found: number;
}

type Method = 'labproof' | keyof typeof baselines;

/** Compares all outputs of two runs and counts the verdicts. */
function alarms(document: Run, live: Run, rename: boolean): Record<string, number> {
  const counts = { passed: 0, drifted: 0, failed: 0 };
  for (const [name, recordings] of Object.entries(document)) {
    const replay = new Replay();
    const renamer = new VolatileRenamer();
    recordings.forEach(({ command, output, exitCode }, index) => {
      const other = live[name]?.find((recording, at) => at === index && recording.command === command);
      // Where the exit status differs, the command itself does something else.
      if (other?.exitCode !== exitCode || CHANGED.has(command)) return;
      replay.learn(command, lineOf(index), other.output);
      const text = rename ? renamer.rename(output, replay.correspondence) : output;
      const { verdict, differences } = replay.compare({ command, output: text, line: lineOf(index) }, other);
      counts[verdict] += 1;
      if (verdict !== 'passed' && (rename || process.argv.includes('--alarms'))) {
        console.log(`  ${verdict}: $ ${command}`);
        for (const { expected, found, cause } of differences.slice(0, 3)) {
          console.log(`    ${expected.slice(0, 100)}\n    ${found.slice(0, 100)}\n    (${cause})`);
        }
      }
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
function trials(document: Run, live: Run): readonly Trial[] {
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
        const mark = correspondence.mark();
        const { verdict } = replay.match({ command, output: mutant.document, line }, mutant.live);
        correspondence.rollback(mark);
        const caught = verdict === 'failed';
        all.push({ kind: mutant.kind, document: mutant.document, live: mutant.live, caught });
        if (!caught && process.argv.includes('--missed'))
          console.log(`  ${mutant.kind} ${verdict}: $ ${command}\n    ${mutant.change}`);
      }
      const { verdict } = replay.compare({ command, output, line }, other);
      all.push({ kind: 'unchanged', document: output, live: other.output, caught: verdict === 'failed' });
    });
  }
  return all;
}

function scores(all: readonly Trial[], caught: (trial: Trial) => boolean): Map<string, Score> {
  const table = new Map<string, Score>();
  for (const trial of all) {
    const score = table.get(trial.kind) ?? { tried: 0, found: 0 };
    score.tried += 1;
    if (caught(trial)) score.found += 1;
    table.set(trial.kind, score);
  }
  return table;
}

/** The threshold below which a similarity means failed, so that mutants found and false alarms avoided are most, each as a share. */
function bestThreshold(similarities: readonly number[], all: readonly Trial[]): number {
  const mutants = all.filter(({ kind }) => kind !== 'unchanged').length;
  const candidates = [...new Set(similarities.map((value) => Number(value.toFixed(4))))].sort(
    (a, b) => a - b,
  );
  const sampled = candidates.filter((_, index) => index % Math.ceil(candidates.length / 200) === 0);
  let best = 1;
  let most = -1;
  for (const threshold of sampled) {
    let found = 0;
    let fine = 0;
    all.forEach(({ kind }, index) => {
      const failed = similarities[index]! < threshold;
      if (kind === 'unchanged') fine += failed ? 0 : 1;
      else found += failed ? 1 : 0;
    });
    const value = found / mutants + fine / (all.length - mutants);
    if (value > most) {
      most = value;
      best = threshold;
    }
  }
  return best;
}

const percent = ({ found, tried }: Score): string =>
  tried === 0 ? '-' : `${((100 * found) / tried).toFixed(1)} %`;

function report(): void {
  console.log('False alarms: verdicts on outputs of another run of the same commands');
  for (const [document, live] of [
    ['28-a', '28-b'],
    ['26-a', '26-b'],
    ['20-a', '20-b'],
    ['20-a', '28-b'],
    ['26-a', '28-b'],
  ] as const) {
    const { passed, drifted, failed } = alarms(load(document), load(live), false);
    console.log(
      `  ${document} as documented, ${live} live: ${passed} passed, ${drifted} drifted, ${failed} failed`,
    );
  }
  const renamed = alarms(load('28-a'), load('28-b'), true);
  console.log(
    `  28-a with all volatile values renamed: ${renamed.passed} passed, ${renamed.drifted} drifted, ${renamed.failed} failed`,
  );
  const all = [...trials(load('28-a'), load('28-b')), ...trials(load('20-a'), load('20-b'))];
  const columns = new Map<Method, Map<string, Score>>([['labproof', scores(all, ({ caught }) => caught)]]);
  for (const [name, similarity] of Object.entries(baselines) as [
    keyof typeof baselines,
    (a: string, b: string) => number,
  ][]) {
    const compared =
      name === 'Jaro-Winkler'
        ? all.filter(({ document }, index) => index % 3 === 0 || document.length < 300)
        : all;
    const similarities = compared.map(({ document, live }) => similarity(document, live));
    const threshold = name === 'Jaro-Winkler' ? bestThreshold(similarities, compared) : 1;
    const failed = new Set(compared.filter((_, index) => similarities[index]! < threshold));
    columns.set(
      name,
      scores(compared, (trial) => failed.has(trial)),
    );
    if (name === 'Jaro-Winkler')
      console.log(
        `  Jaro-Winkler: best threshold ${threshold}, on ${compared.length} of ${all.length} comparisons`,
      );
  }
  console.log('\nShare of mutants that fail (last row: of unchanged outputs, which should not)');
  console.log(
    ['class'.padEnd(18), 'mutants'.padStart(8), ...[...columns.keys()].map((name) => name.padStart(14))].join(
      '',
    ),
  );
  for (const kind of [...mutationClasses, 'unchanged']) {
    const own = columns.get('labproof')!.get(kind) ?? { tried: 0, found: 0 };
    console.log(
      [
        kind.padEnd(18),
        String(own.tried).padStart(8),
        ...[...columns.values()].map((table) =>
          percent(table.get(kind) ?? { tried: 0, found: 0 }).padStart(14),
        ),
      ].join(''),
    );
  }
  const mutants = all.filter(({ kind }) => kind !== 'unchanged');
  console.log(
    `\nfound overall: ${percent({ tried: mutants.length, found: mutants.filter(({ caught }) => caught).length })} of ${mutants.length}`,
  );
}

const at = process.argv.indexOf('--record');
if (at >= 0) await record(new URL(`${process.argv[at + 1]}.json`, folder).pathname);
else report();
