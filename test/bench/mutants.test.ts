import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reaches } from '../../bench/mutants/coverage.ts';
import { applied, type MutantKind, mutantsOf } from '../../bench/mutants/mutants.ts';
import { lineFinder, readProject } from '../../bench/mutants/project.ts';
import { regexMutants } from '../../bench/mutants/regex.ts';
import { fallen, folderOf, scoresBy, scoreTable, type Tried } from '../../bench/mutants/score.ts';
import { suiteOf, tests } from '../../bench/mutants/suites.ts';
import { switched } from '../../bench/mutants/switched.ts';
import { tryMutant } from '../../bench/mutants/trial.ts';
import { Workbench } from '../../bench/mutants/workbench.ts';
import { repository } from '../support/repository.ts';

/** What a text becomes by its mutants of a kind. */
const mutated = (text: string, kind: MutantKind): readonly string[] =>
  mutantsOf(text)
    .filter((mutant) => mutant.kind === kind)
    .map((mutant) => applied(text, mutant));

test('a condition is always and never so, a negation is not there, a loop never goes round', () => {
  assert.equal(mutated('if (a) b();', 'condition'), ['if (true) b();', 'if (false) b();']);
  assert.equal(mutated('x = a ? 1 : 2;', 'condition'), ['x = true ? 1 : 2;', 'x = false ? 1 : 2;']);
  assert.equal(mutated('x = !(a in b);', 'condition'), ['x = (a in b);']);
  assert.equal(mutated('while (a) b();', 'condition'), ['while (false) b();']);
});

test('of what is joined one side counts', () => {
  assert.equal(mutated('x = a && b;', 'logic'), ['x = a;', 'x = b;']);
  assert.equal(mutated('x = a || b;', 'logic'), ['x = a;', 'x = b;']);
  assert.equal(mutated('x = a ?? b;', 'logic'), ['x = a;']);
});

test('a boundary is one off, an equation the other way round', () => {
  assert.equal(
    ['a < b', 'a <= b', 'a > b', 'a >= b', 'a === b', 'a !== b'].flatMap((text) =>
      mutated(text, 'comparison'),
    ),
    ['a <= b', 'a < b', 'a >= b', 'a > b', 'a !== b', 'a === b'],
  );
});

test('a statement is not there, but for directives and what a constructor must do', () => {
  assert.equal(mutated('a();', 'statement'), [';']);
  assert.equal(mutated('throw a;', 'statement'), [';']);
  assert.equal(mutated("'use strict'; class A extends B { constructor() { super(); } }", 'statement'), []);
});

test('lists and tables lack each of their members, objects that a function makes do not', () => {
  assert.equal(mutated("x = new Set(['a', 'b']);", 'member'), [
    "x = new Set([ 'b']);",
    "x = new Set(['a', ]);",
  ]);
  assert.equal(mutated('const X = { a: 1, b };', 'member'), ['const X = {  b };', 'const X = { a: 1,  };']);
  assert.equal(mutated('const f = () => ({ a: 1, b });', 'member'), []);
});

test('values are others, but for sentences, keys and modules', () => {
  assert.equal(mutated("f('a', 7, true);", 'literal'), [
    "f('', 7, true);",
    "f('a', (7 + 1), true);",
    "f('a', 7, false);",
  ]);
  assert.equal(mutated("import a from 'b'; f('for people', { 'c': d, 3: e }, '');", 'literal'), []);
});

test('patterns lack each alternative and each anchor, whatever classes and escapes hold', () => {
  const become = (pattern: string): readonly string[] =>
    regexMutants(pattern).map(({ from, to, put }) => pattern.slice(0, from) + put + pattern.slice(to));
  assert.equal(become('a|b|c'), ['b|c', 'a|c', 'a|b']);
  assert.equal(become('x(?:a|(?<n>b|c))'), ['x(?:a|(?<n>c))', 'x(?:a|(?<n>b))', 'x(?:(?<n>b|c))', 'x(?:a)']);
  assert.equal(become('^[|^$(\\]]\\|\\($'), ['(?:)[|^$(\\]]\\|\\($', '^[|^$(\\]]\\|\\((?:)']);
  assert.equal(become('\\bx'), ['(?:)x']);
  for (const pattern of ['(?=a|b)c', '(?<!a|b)c', '((a)|b)|c', '[)(]|a\\/']) {
    for (const changed of become(pattern)) new RegExp(changed);
  }
});

test('mutants of the program’s own files can be parsed', async () => {
  const { transpileModule, ModuleKind } = (await import('typescript')).default;
  const project = readProject(repository());
  for (const path of ['dist/src/match/tokens.js', 'dist/src/update/draft.js']) {
    const text = project.text(path);
    for (const mutant of mutantsOf(text).filter((_, index) => index % 10 === 0)) {
      const { diagnostics } = transpileModule(applied(text, mutant), {
        reportDiagnostics: true,
        fileName: 'a.js',
        compilerOptions: { module: ModuleKind.ESNext, allowJs: true },
      });
      assert.equal(diagnostics?.length, 0, JSON.stringify(mutant));
    }
  }
});

test('a place is reached when the innermost range around it was run, in any of the processes', () => {
  const coverage = (...counts: readonly number[]) => ({
    passes: true,
    durationMs: 1,
    ranges: {
      'a.js': counts.map((count): readonly (readonly [number, number, number])[] => [
        [0, 100, 1],
        [20, 60, count],
        [30, 40, 0],
      ]),
    },
  });
  assert.equal(
    [10, 25, 35, 99, 100].map((at) => reaches(coverage(0), 'a.js', at)),
    [true, false, false, true, false],
  );
  assert.is(reaches(coverage(0, 3), 'a.js', 25), true);
  assert.is(reaches(coverage(1), 'b.js', 10), false);
});

test('scores count what was noticed or no longer ended, by file and by folder', () => {
  const one = (file: string, fate: Tried['fate']): Tried => ({
    file,
    fate,
    line: 1,
    text: '',
    kind: 'logic',
    was: '',
    put: '',
  });
  const tried = [
    one('src/b/x.ts', 'killed'),
    one('src/a/y.ts', 'timeout'),
    one('src/a/y.ts', 'survived'),
    one('src/a/z.ts', 'unreached'),
  ];
  assert.equal(scoresBy(tried, folderOf), [
    { name: 'src/a', tried: 3, noticed: 1, percent: 33 },
    { name: 'src/b', tried: 1, noticed: 1, percent: 100 },
  ]);
  assert.is(scoreTable(scoresBy(tried, folderOf)), 'src/a   33 %  1 of 3\nsrc/b  100 %  1 of 1');
});

test('a score has fallen where chance does not explain it', () => {
  const before = { sample: 100, folders: { 'src/a': { tried: 100, noticed: 90, date: '' } } };
  const now = (noticed: number, name = 'src/a') =>
    fallen(before, [{ name, tried: 100, noticed, percent: noticed }]).map(({ was }) => was);
  assert.equal(now(70), [90]);
  assert.equal(now(85), []);
  assert.equal(now(99), []);
  assert.equal(now(10, 'src/b'), []);
});

const EVERY_KIND = `import { a } from './a.js';
export const WORDS = ['x', ...a], NUMBERS = [1, 2], TABLE = { k: 1, ...{ l: 2 } };
const [one, { two = true }] = WORDS.filter(Boolean);
export class B { c = /^a|b$/; }
for (const w of WORDS) TABLE[w] = !one;
export function f(x) {
  if (x > 1 && TABLE.k) throw new Error();
  while (x) [x, one] = [one, ''];
  return x ? two ?? 3 : x - 1;
}
`;

test('a program holds all its mutants, and is itself while none is on', async () => {
  const runtime = 'file:///switch.js';
  const { text, mutants } = switched(EVERY_KIND, { first: 5, mutate: true, runtime });
  assert.equal(
    mutants.map(({ id }) => id),
    mutants.map((_, index) => index + mutants[0]!.id),
  );
  assert.equal(new Set(mutants.map(({ kind }) => kind)).size, 7);
  for (const { id } of mutants) assert.match(text, new RegExp(`\\((?:${id})[,)]`));
  const { transpileModule, ModuleKind } = (await import('typescript')).default;
  const { diagnostics } = transpileModule(text, {
    reportDiagnostics: true,
    fileName: 'a.js',
    compilerOptions: { module: ModuleKind.ESNext, allowJs: true },
  });
  assert.equal(
    diagnostics?.map(({ messageText }) => messageText),
    [],
  );
  assert.is(switched(EVERY_KIND, { first: 5, mutate: false, runtime }).mutants.length, 0);
});

const TABLES = `export const LIST = ['a', 'b'];
export const has = (x) => LIST.includes(x) && /^a|b/.test(x);
`;

test('one mutant is on at a time, tables and patterns included', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labproof-mutants-'));
  try {
    const { runtime, on } = {
      runtime: new URL('../../bench/mutants/switch.js', import.meta.url).href,
      on: await import('../../bench/mutants/switch.ts'),
    };
    const { text, mutants } = switched(TABLES, { first: 1, mutate: true, runtime });
    await writeFile(join(folder, 'a.mjs'), text);
    const { has } = (await import(join(folder, 'a.mjs'))) as { has: (x: string) => boolean };
    const words = ['a', 'b', 'ab', 'c'];
    const holds = () => words.filter((word) => has(word)).join();
    assert.is(holds(), 'a,b');
    const became = new Map<string, string>();
    for (const { id, kind, from } of mutants) {
      on.switchTo(id);
      became.set(`${kind} ${TABLES.slice(from, from + 3)}`, holds());
    }
    on.switchTo(0);
    assert.is(holds(), 'a,b');
    assert.is(became.get("member 'a'"), 'b');
    assert.is(became.get("member 'b'"), 'a');
    assert.is(became.get('pattern b/.'), undefined);
    assert.ok([...became.values()].includes('a,b,ab'));
    on.reached();
    has('a');
    assert.ok(on.reached().length > 0);
    assert.equal(on.reached(), []);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a file’s tests are kept with what is to be done before them', () => {
  const suite = suiteOf('a.test.js');
  const before = (): void => undefined;
  suite('pears', before);
  suite.before(before);
  suite.run();
  const [kept] = tests.splice(0);
  assert.equal([kept?.file, kept?.name, kept?.before], ['a.test.js', 'pears', [before]]);
});

const SOURCE = `export interface A {}
export const half = (a: number): number => {
  if (a > 100) return 50;
  return a / 2;
};
export const unused = (a: number): boolean => a === 7;
`;
const BUILT = `export const half = (a) => {
    if (a > 100)
        return 50;
    return a / 2;
};
export const unused = (a) => a === 7;
`;
const TEST = `import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { half } from '../src/half.js';
test('half of a number', () => assert.is(half(8), 4));
test.run();
`;

test('a mutant is tried by the tests that reach it, and the file is as before then', async () => {
  await mkdir(join(repository(), '.build'), { recursive: true });
  const folder = await mkdtemp(join(repository(), '.build/mutants-'));
  try {
    for (const [path, text] of Object.entries({
      'package.json': '{"type":"module"}',
      'src/half.ts': SOURCE,
      'test/half.test.ts': '',
      'test/other.test.ts': '',
      'dist/src/half.js': BUILT,
      'dist/test/half.test.js': TEST,
      'dist/test/other.test.js': '',
    })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await symlink(join(repository(), 'node_modules'), join(folder, 'node_modules'));
    const project = readProject(folder);
    const path = 'dist/src/half.js';
    assert.equal(project.sources, [path]);
    assert.equal(project.testsOf(path), ['dist/test/half.test.js']);
    assert.is(lineFinder(folder, path)(BUILT.indexOf('a > 100')).text, 'if (a > 100) return 50;');
    using bench = new Workbench(project, join(repository(), '.build'));
    const coverage = await bench.measure('dist/test/half.test.js');
    assert.ok(coverage.passes);
    const fate = async (was: string, put: string) => {
      const from = BUILT.indexOf(was);
      const mutant = { kind: 'literal', from, to: from + was.length, put } as const;
      const tests = new Map([['dist/test/half.test.js', coverage]]);
      return (await tryMutant(bench, mutant, { path, text: BUILT, tests, budgetMs: 60_000 })).fate;
    };
    assert.is(await fate('a > 100', 'true'), 'killed');
    assert.is(await fate('a > 100', 'a > 101'), 'survived');
    assert.is(await fate('a === 7', 'true'), 'unreached');
    assert.is(await fate('return 50', 'return 51'), 'unreached');
    assert.is(await fate('a > 100', 'true'), 'killed');
    assert.is(project.hash([path]), readProject(folder).hash([path]));
    await writeFile(join(folder, path), `${BUILT}\n`);
    assert.is.not(project.hash([path]), readProject(folder).hash([path]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.run();
