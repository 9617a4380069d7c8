import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sample } from '../mutation/random.ts';
import type { FromInside } from './inside.ts';
import type { Mutant } from './mutants.ts';
import type { Project } from './project.ts';
import { switched } from './switched.ts';
import type { Trial } from './trial.ts';

export interface Case {
  readonly path: string;
  readonly mutant: Mutant;
}

interface Options {
  /** Where a copy of the project is, which is changed. */
  readonly folder: string;
  /** Files whose mutants are tried, by their folders. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** Built files of tests. */
  readonly tests: readonly string[];
  /** How many mutants of each folder. */
  readonly count: number;
  readonly random: () => number;
  readonly tell: (text: string) => void;
}

/** How many mutants a process is given at a time, and how long one may take, in ms. */
const AT_A_TIME = 50;
const LIMIT = 5_000;
/** How long a process may be silent, in ms: when it loads and tries all tests, and with one mutant. */
const SILENCE = { first: 600_000, mutant: 20_000 };

/** Folders of tests that are quick and reach much beside what they are of. */
const READERS: ReadonlySet<string> = new Set(['check', 'command', 'hazard', 'lab', 'lint', 'plan']);

/** The tests of the files' own folders, and those of readers that load one of the files. */
export function testsTogether(project: Project, files: readonly string[]): readonly string[] {
  const folderOf = (path: string): string => path.split('/')[2] ?? '';
  const own = new Set(files.map(folderOf));
  const all = new Set(files.flatMap((path) => project.testsOf(path)));
  return [...all].filter((path) => own.has(folderOf(path)) || READERS.has(folderOf(path))).sort();
}

/** Tries mutants in processes that hold them all, each in some hundredths of a second. */
export async function tryTogether(
  project: Project,
  { folder, folders, tests, count, random, tell }: Options,
): Promise<ReadonlyMap<Case, Trial>> {
  const cases = new Map<number, Case>();
  const chosen: number[] = [];
  const firsts: number[] = [];
  const wanted = [...folders.values()].flat();
  for (const path of project.sources.filter(
    (one) => !/^dist\/src\/(?:cli\/main\.js|serve\/page\/)/.test(one),
  )) {
    firsts.push(cases.size + 1);
    const built = switched(project.text(path), {
      first: cases.size + 1,
      mutate: wanted.includes(path),
      runtime: pathToFileURL(join(folder, 'dist/bench/mutants/switch.js')).href,
    });
    for (const mutant of built.mutants) cases.set(mutant.id, { path, mutant });
    writeFileSync(join(folder, path), built.text);
  }
  for (const files of folders.values())
    chosen.push(
      ...sample(
        [...cases].filter(([, { path }]) => files.includes(path)),
        count,
        random,
      ).map(([id]) => id),
    );
  const suites = pathToFileURL(join(folder, 'dist/bench/mutants/suites.js')).href;
  for (const path of tests) {
    const own = `import { suiteOf } from '${suites}'; const test = suiteOf('${path}');`;
    const text = readFileSync(join(folder, path), 'utf8').replace(/^import \{ test \} from 'uvu';$/m, own);
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, 'tests.json'), JSON.stringify(tests));
  writeFileSync(join(folder, 'firsts.json'), JSON.stringify(firsts));
  tell(`${chosen.length} of ${cases.size} mutants of ${wanted.length} files, ${tests.length} files of tests`);
  const fates = new Map<number, Trial>();
  let processes = 0;
  while (chosen.some((id) => !fates.has(id))) {
    processes += 1;
    if (processes > chosen.length + 3) throw new Error('the tests end the process that they run in');
    const left = chosen.filter((id) => !fates.has(id));
    await tryIn({ folder, left, fates, tell });
  }
  return new Map(chosen.map((id) => [cases.get(id)!, fates.get(id)!]));
}

/** Tries mutants in one process until all are tried, or until one no longer ends, which is noticed by that. */
async function tryIn({
  folder,
  left,
  fates,
  tell,
}: Pick<Options, 'folder' | 'tell'> & {
  readonly left: readonly number[];
  readonly fates: Map<number, Trial>;
}): Promise<void> {
  const child = fork(join(folder, 'dist/bench/mutants/inside.js'), [folder, String(LIMIT)], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
  const end = (): void => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // It has ended.
    }
  };
  const queue = [...left];
  let current: number | undefined;
  let timer = setTimeout(end, SILENCE.first);
  child.on('message', (message: FromInside) => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENCE.mutant);
    if (message.kind === 'start') current = message.id;
    else if (message.kind === 'ready') {
      current = undefined;
      for (const name of message.failing) tell(`left out, as it fails or is slow: ${name}`);
      const ids = queue.splice(0, AT_A_TIME);
      if (ids.length > 0) child.send({ ids });
      else end();
    } else {
      current = undefined;
      const { id, kind } = message;
      fates.set(id, kind === 'killed' ? { fate: kind, test: message.test } : { fate: kind });
      if (fates.size % 500 === 0) tell(`${fates.size} tried`);
    }
  });
  await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  if (current !== undefined) fates.set(current, { fate: 'timeout' });
}
