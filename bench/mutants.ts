/**
 * Changes the program in small ways and counts which changes no test notices:
 *
 *   mutants.ts PATH …       of these files or folders of src, such as src/update
 *   mutants.ts --sample 40  so many mutants of each folder, chosen by a seed (--seed, 1); all by default
 *   mutants.ts --json       every mutant with what became of it
 *   mutants.ts --workers 2  how many are tried at a time
 *   mutants.ts --budget 60  how long the tests of one mutant may take, in seconds
 *   mutants.ts --least 80   exits with 1 when a folder has less, of 100
 *   mutants.ts --together   by the folder's own tests and those of a few others, in one process with all
 *                           mutants: some ten times faster, but programs that tests start run as they are
 *   mutants.ts --record     writes the scores into mutants/scores.json
 *   mutants.ts --recorded   of the folders there, as many as then: exits with 1 when one has less, and
 *                           chance does not explain it
 *
 * A changed program may do anything, so all of it happens in namespaces of its own, where little can be written:
 * that needs root on Linux. Needs a build. Tests that need no engine and load the file are run, those only that reach the place, the
 * fastest first, until one fails. What they reach and what became of a mutant is kept in .build/mutants
 * as long as the file and its tests are the same.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from '../test/support/repository.ts';
import type { Coverage } from './mutants/coverage.ts';
import { inParallel } from './mutants/in-parallel.ts';
import { mutantsOf } from './mutants/mutants.ts';
import { lineFinder, readProject, sourceOf } from './mutants/project.ts';
import {
  fallen,
  folderOf,
  type Scores,
  scoresBy,
  scoreTable,
  survivorText,
  type Tried,
} from './mutants/score.ts';
import { isSheltered, ROOM, runSheltered } from './mutants/shelter.ts';
import { Store } from './mutants/store.ts';
import { type Case, testsTogether, tryTogether } from './mutants/together.ts';
import { type Trial, tryMutant } from './mutants/trial.ts';
import { Workbench } from './mutants/workbench.ts';
import { randomOf, sample } from './mutation/random.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    workers: { type: 'string', default: '2' },
    budget: { type: 'string', default: '60' },
    least: { type: 'string' },
    together: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    recorded: { type: 'boolean', default: false },
  },
});

const kept = join(repository(), '.build/mutants');
if (!isSheltered()) {
  const status = await runSheltered([process.execPath, ...process.argv.slice(1)], kept);
  if (status === 77) console.error('mutants are only tried apart from all else: that needs root on Linux');
  process.exit(status);
}
const project = readProject(repository());
const coverages = new Store<Coverage>(join(kept, 'coverage'));
const trials = new Store<Trial>(join(kept, 'trials'));
const scoreFile = join(repository(), 'bench/mutants/scores.json');
const before = JSON.parse(readFileSync(scoreFile, 'utf8')) as Scores;
const given = values.recorded && positionals.length === 0 ? Object.keys(before.folders) : positionals;
const prefixes = given.map((path) => path.replace(/\/$/, ''));
const count = Number(values.sample ?? (values.recorded ? before.sample : Number.POSITIVE_INFINITY));
const wanted = project.sources.filter((path) => {
  const source = sourceOf(path);
  return (
    prefixes.length === 0 || prefixes.some((prefix) => source === prefix || source.startsWith(`${prefix}/`))
  );
});
if (wanted.length === 0) throw new Error(`no file of src is below ${prefixes.join(', ')}`);

const random = randomOf(Number(values.seed));
const all = wanted.flatMap((path) => mutantsOf(project.text(path)).map((mutant): Case => ({ path, mutant })));
const folders = [...new Set(wanted.map((path) => dirname(path)))];
const chosen = folders.flatMap((folder) =>
  sample(
    all.filter(({ path }) => dirname(path) === folder),
    values.together ? 0 : count,
    random,
  ),
);

const files = [...new Set(chosen.map(({ path }) => path))];
const tests = [...new Set(files.flatMap((path) => project.testsOf(path)))];
const measured = new Map<string, Coverage>();
const finders = new Map<string, ReturnType<typeof lineFinder>>();
const tell = (text: string): void => void process.stderr.write(`${text}\n`);
if (!values.together)
  tell(`${chosen.length} of ${all.length} mutants of ${wanted.length} files, ${tests.length} files of tests`);

const benches = values.together ? 1 : Number(values.workers);
const workers = Array.from({ length: benches }, () => new Workbench(project, ROOM));
const tried: Tried[] = [];
const note = ({ path, mutant }: Case, trial: Trial): void => {
  const text = project.text(path);
  const find = finders.get(path) ?? lineFinder(project.folder, path);
  finders.set(path, find);
  const { kind, from, to, put } = mutant;
  const { line, text: shown } = find(from);
  tried.push({ file: sourceOf(path), line, text: shown, kind, was: text.slice(from, to), put, ...trial });
};
try {
  if (values.together) {
    const folder = workers[0]!.folder;
    const found = await tryTogether(project, {
      folder,
      folders: topsOf(wanted),
      tests: testsTogether(project, wanted),
      count,
      random,
      tell,
    });
    for (const [one, trial] of found) note(one, trial);
  }
  await inParallel(tests, workers, async (test, bench) => {
    const key = project.hash(project.closure(test));
    const coverage = coverages.get(key) ?? (await bench.measure(test));
    if (coverage.passes) coverages.set(key, coverage);
    else tell(`left out, for it fails as it is: ${sourceOf(test)}`);
    measured.set(test, coverage);
  });
  await inParallel(chosen, workers, async ({ path, mutant }, bench) => {
    const text = project.text(path);
    const own = new Map(project.testsOf(path).map((test) => [test, measured.get(test)!]));
    const ofTests = [...own.keys()].flatMap((test) =>
      [...project.closure(test)].filter((p) => p.startsWith('dist/test/')),
    );
    const { from, to, put } = mutant;
    const key = `${project.hash([path, ...ofTests])}-${from}-${to}-${Buffer.from(put).toString('hex').slice(0, 80)}`;
    const budgetMs = 1000 * Number(values.budget);
    const trial = trials.get(key) ?? (await tryMutant(bench, mutant, { path, text, tests: own, budgetMs }));
    trials.set(key, trial);
    note({ path, mutant }, trial);
    if (tried.length % 50 === 0) tell(`${tried.length} tried`);
  });
} finally {
  for (const bench of workers) bench[Symbol.dispose]();
}

tried.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
const scores = scoresBy(tried, values.together ? topOf : folderOf);
if (values.json)
  console.log(JSON.stringify({ seed: Number(values.seed), of: all.length, scores, tried }, null, 2));
else {
  for (const one of tried)
    if (one.fate === 'survived' || one.fate === 'unreached') console.log(survivorText(one));
  const byFile = scoresBy(tried, ({ file }) => file);
  console.log(`\n${scoreTable(byFile)}\n\n${scoreTable([...scores, ...scoresBy(tried, () => 'all')])}`);
}
if (values.least !== undefined && scores.some(({ percent }) => percent < Number(values.least)))
  process.exitCode = 1;
if (values.recorded) {
  const worse = fallen(before, scores);
  for (const { name, percent, was } of worse)
    console.error(`${name}: ${percent} % of mutants are noticed, were ${was} %`);
  if (worse.length > 0) process.exitCode = 1;
}
if (values.record) {
  const date = new Date().toISOString().slice(0, 10);
  const folders = Object.fromEntries(
    scores.map(({ name, tried: all, noticed }) => [name, { tried: all, noticed, date }]),
  );
  const now: Scores = { sample: count, folders: { ...before.folders, ...folders } };
  writeFileSync(join(kept, 'scores.json'), `${JSON.stringify(now, null, 2)}\n`);
  console.error(`copy ${join(kept, 'scores.json')} to ${scoreFile}`);
}

/** `src/match` of `src/match/layouts/table.ts`. */
function topOf({ file }: Pick<Tried, 'file'>): string {
  return file.split('/').slice(0, 2).join('/');
}

function topsOf(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const tops = new Map<string, string[]>();
  for (const path of paths) {
    const top = topOf({ file: sourceOf(path) });
    tops.set(top, [...(tops.get(top) ?? []), path]);
  }
  return tops;
}
