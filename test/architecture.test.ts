import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repository } from './support/repository.ts';

/** Each layer may import those before it; the last may import all. */
const LAYERS = [
  'model',
  'text',
  'profile',
  'command',
  'hazard',
  'markdown',
  'lab',
  'match',
  'check',
  'plan',
  'absence',
  'lint',
  'docker',
  'session',
  'machine',
  'run',
  'report',
  'update',
  'demo',
  'guide',
  'training',
  'stage',
  'serve',
  'lsp',
  'cli',
  'api',
  'bin',
];

const MAX_LINES = 300;

test('every folder of src is a layer', async () => {
  const entries = await readdir(join(repository(), 'src'), { withFileTypes: true });
  assert.equal(
    entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name),
    [],
  );
  assert.equal(
    entries.map(({ name }) => name).filter((name) => !LAYERS.includes(name)),
    [],
  );
});

test('the README lists the layers in their order', () => {
  const rows = [...read('README.md').matchAll(/^\| `(\w+)` \| /gm)].map(([, folder = '']) => folder);
  assert.equal(rows, LAYERS);
});

test('a layer imports only layers above it', async () => {
  const wrong: string[] = [];
  for (const file of await sources('src')) {
    for (const imported of relativeImports(file)) {
      if (LAYERS.indexOf(layerOf(imported)) > LAYERS.indexOf(layerOf(file)))
        wrong.push(`${file}: ${imported}`);
    }
  }
  assert.equal(wrong, []);
});

test('no files import each other in a circle, not even their types', async () => {
  const edges = new Map((await sources('src')).map((file) => [file, relativeImports(file)] as const));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' > '));
    if (done.has(file) || way.includes(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  assert.equal(circles, []);
});

test('src imports nothing of the tests', async () => {
  const wrong = (await sources('src')).filter((file) =>
    relativeImports(file).some((path) => !path.startsWith('src/')),
  );
  assert.equal(wrong, []);
});

test('the model imports nothing', async () => {
  const files = await sources('src/model');
  assert.equal(
    files.filter((file) => imports(file).some((path) => !path.startsWith('./'))),
    [],
  );
});

test('no folder and no file is called utils or index', async () => {
  const named = (file: string) => /(?:^|\/)(?:utils?|helpers?|common|misc|index)(?:\/|\.ts$)/.test(file);
  assert.equal((await sources('src')).filter(named), []);
});

test(`no file of src has more than ${MAX_LINES} lines`, async () => {
  const lines = (file: string) => read(file).split('\n').length - 1;
  assert.equal(
    (await sources('src')).filter((file) => lines(file) > MAX_LINES),
    [],
  );
});

test('no file re-exports all of another: things are imported from where they are', async () => {
  assert.equal(
    (await sources('src')).filter((file) => /^export \* from /m.test(read(file))),
    [],
  );
});

/** Registry → what a file of its folder declares when it belongs there. */
const REGISTRIES: Readonly<Record<string, RegExp>> = {
  'src/check/catalogue.ts': /^export const \w+: CheckKind\b/m,
  'src/report/reporters.ts': /^export const \w+: ReporterKind\b/m,
  'src/match/layouts/registry.ts': /^export function compare\w+\(\s*document: readonly Line\[\]/m,
  'src/match/values/registry.ts': /^export const \w+: (?:Measure|Identity)\b/m,
};

test('a registry names every file of its folder that belongs in it', async () => {
  const files = await sources('src');
  for (const [registry, declaration] of Object.entries(REGISTRIES)) {
    const members = files.filter(
      (file) => dirname(file) === dirname(registry) && declaration.test(read(file)),
    );
    assert.ok(members.length > 0, `${registry}: nothing belongs in it`);
    const imported = relativeImports(registry);
    assert.equal(
      members.filter((file) => !imported.includes(file)),
      [],
    );
  }
});

/** Each takes longer to load than a lab takes to start, and most labs need none of them. */
const HEAVY = ['dockerode', 'execa', 'yaml', 'zx'];

test('to plan and to run, heavy packages are loaded only when something needs them', () => {
  const seen = new Set(['src/cli/main.ts', 'src/cli/plan-verb.ts', 'src/cli/run-verb.ts']);
  const heavy: string[] = [];
  for (const file of seen) {
    const loaded = loadedAtOnce(file);
    for (const name of loaded.filter((path) => HEAVY.includes(path))) heavy.push(`${file}: ${name}`);
    for (const path of loaded.filter((one) => one.startsWith('.'))) seen.add(join(dirname(file), path));
  }
  assert.ok(seen.size > 100);
  assert.equal(heavy, []);
});

test("test files use uvu's test alone, which the runner watches", async () => {
  const tests = (await sources('test')).filter((file) => file.endsWith('.test.ts'));
  assert.equal(
    tests.filter((file) => /import \{[^}]*\bsuite\b[^}]*\} from 'uvu'/.test(read(file))),
    [],
  );
});

/** Files below a folder of the repository, by their paths in it. */
async function sources(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(repository(), folder), { recursive: true });
  return entries.filter((entry) => entry.endsWith('.ts')).map((entry) => join(folder, entry));
}

function read(file: string): string {
  return readFileSync(join(repository(), file), 'utf8');
}

function imports(file: string): readonly string[] {
  return ts.preProcessFile(read(file)).importedFiles.map(({ fileName }) => fileName);
}

/** What a file imports when it is loaded itself: neither types nor what it imports later. */
function loadedAtOnce(file: string): readonly string[] {
  return [...read(file).matchAll(/^(?:import|export) (?!type )[^;]*?\bfrom '([^']+)';/gm)].map(
    ([, path]) => path!,
  );
}

function relativeImports(file: string): readonly string[] {
  const top = repository();
  const target = (path: string) => relative(top, join(top, dirname(file), path));
  return imports(file)
    .filter((path) => path.startsWith('.'))
    .map(target);
}

function layerOf(file: string): string {
  return file.split('/')[1] ?? '';
}

test.run();
