import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Test, tests } from './suites.ts';
import { reached, switchTo } from './switch.ts';

/**
 * Tries mutants in this process: `inside.js FOLDER LIMIT` loads the tests that `FOLDER/tests.json` lists, told
 * by message which mutants to try. A test that goes on for ever is ended by whoever started this process.
 */

export type FromInside =
  | { readonly kind: 'ready'; readonly tests: number; readonly failing: readonly string[] }
  | { readonly kind: 'start' | 'survived' | 'unreached'; readonly id: number }
  | { readonly kind: 'killed'; readonly id: number; readonly test: string };

/** How long a test may take as it is, in ms; slower ones are left out. */
const SLOW = 4_000;

/** The processor's time, which does not grow with what else a computer does. */
const usedMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const tell = (message: FromInside): void => void process.send?.(message);

async function passes({ run, before }: Test, prepared: Set<unknown>): Promise<boolean> {
  const folder = process.cwd();
  const environment = { ...process.env };
  let timer: NodeJS.Timeout | undefined;
  try {
    if (!prepared.has(before)) for (const one of before) await one();
    prepared.add(before);
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('it took too long')), SLOW);
    });
    await Promise.race([run(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    process.exitCode = 0;
    process.chdir(folder);
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
  }
}

async function main(folder: string, limitMs: number): Promise<void> {
  const url = (path: string): string => pathToFileURL(join(folder, path)).href;
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const files = read('tests.json') as readonly string[];
  const firsts = read('firsts.json') as readonly number[];
  /** The number of the file that a mutant is of. */
  const fileOf = (id: number): number => firsts.findLastIndex((first) => first <= id);
  // Tests of these programs print; what a late part of one throws is of no test.
  process.stdout.write = () => true;
  process.stderr.write = () => true;
  process.on('uncaughtException', () => undefined);
  process.on('unhandledRejection', () => undefined);
  for (const file of files) await import(url(file));
  const atLoad = new Set(reached());
  const prepared = new Set<unknown>();
  for (const test of tests) {
    const started = performance.now();
    const passed = await passes(test, prepared);
    test.ms = performance.now() - started;
    test.passes = passed && test.ms < SLOW;
    test.reached = new Set(reached());
  }
  const usable = tests.filter((test) => test.passes).sort((a, b) => a.ms - b.ms);
  const near = new Map(usable.map((test) => [test, new Set([...test.reached].map(fileOf))]));
  const failing = tests.filter((test) => !test.passes).map(({ file, name }) => `${file}: ${name}`);
  tell({ kind: 'ready', tests: usable.length, failing });
  const tryAll = async (ids: readonly number[]): Promise<void> => {
    for (const id of ids) {
      tell({ kind: 'start', id });
      const own = usable.filter((test) => test.reached.has(id));
      // What a table holds is told by the tests of those that read it, first of all in its own file.
      const readers = atLoad.has(id) ? usable.filter((test) => !test.reached.has(id)) : [];
      const file = fileOf(id);
      const isNear = (test: Test): boolean => near.get(test)!.has(file);
      const others = [...readers.filter(isNear), ...readers.filter((test) => !isNear(test))];
      switchTo(id);
      const until = usedMs() + limitMs;
      let killer: Test | undefined;
      for (const test of [...own, ...others]) {
        if (usedMs() > until) break;
        // That it goes on is to be heard, however long a busy computer takes.
        tell({ kind: 'start', id });
        if (await passes(test, prepared)) continue;
        killer = test;
        break;
      }
      switchTo(0);
      if (killer) tell({ kind: 'killed', id, test: killer.file });
      else tell({ kind: own.length + others.length > 0 ? 'survived' : 'unreached', id });
    }
    tell({ kind: 'ready', tests: usable.length, failing: [] });
  };
  process.on('message', ({ ids }: { readonly ids: readonly number[] }) => void tryAll(ids));
}

if (process.send && process.argv[2] !== undefined) await main(process.argv[2], Number(process.argv[3]));
