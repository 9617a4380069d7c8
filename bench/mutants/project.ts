import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Built files by their paths below the project, such as `dist/src/text/lines.js`, and who imports whom. */
export interface Project {
  readonly folder: string;
  readonly sources: readonly string[];
  readonly tests: readonly string[];
  text(path: string): string;
  /** The file and all that it imports, directly or not. */
  closure(path: string): ReadonlySet<string>;
  /** Tests that load the file. */
  testsOf(path: string): readonly string[];
  /** Changes when one of the files does. */
  hash(paths: Iterable<string>): string;
}

export function readProject(folder: string): Project {
  const texts = new Map<string, string>();
  const closures = new Map<string, ReadonlySet<string>>();
  const text = (path: string): string => {
    const known = texts.get(path) ?? readFileSync(join(folder, path), 'utf8');
    texts.set(path, known);
    return known;
  };
  const closure = (path: string): ReadonlySet<string> => {
    const known = closures.get(path);
    if (known) return known;
    const seen = new Set<string>([path]);
    for (const file of seen) for (const imported of importsOf(folder, file, text(file))) seen.add(imported);
    closures.set(path, seen);
    return seen;
  };
  const built = (top: string): readonly string[] =>
    (readdirSync(join(folder, 'dist', top), { recursive: true }) as string[])
      .map((path) => `dist/${top}/${path}`)
      .filter((path) => path.endsWith('.js') && existsSync(join(folder, sourceOf(path))))
      .sort();
  // Those that need an engine or a browser take too long to be run for each mutant.
  const tests = built('test').filter((path) => /(?<!\.docker|\.browser)\.test\.js$/.test(path));
  return {
    folder,
    sources: built('src'),
    tests,
    text,
    closure,
    testsOf: (path) => tests.filter((test) => closure(test).has(path)),
    hash: (paths) => {
      const hash = createHash('sha256');
      for (const path of [...paths].sort()) hash.update(`${path}\0${text(path)}\0`);
      return hash.digest('hex');
    },
  };
}

/** `src/a.ts` of `dist/src/a.js`. */
export const sourceOf = (path: string): string => path.replace(/^dist\//, '').replace(/\.js$/, '.ts');

function importsOf(folder: string, path: string, text: string): readonly string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => join(dirname(path), fileName))
    .filter((imported) => imported.endsWith('.js') && existsSync(join(folder, imported)));
}

/** The line of the TypeScript source, from 1, that a place in the built file comes of, and its text. */
export function lineFinder(
  folder: string,
  path: string,
): (at: number) => { readonly line: number; readonly text: string } {
  const source = readFileSync(join(folder, sourceOf(path)), 'utf8');
  const { outputText, sourceMapText = '' } = ts.transpileModule(source, {
    fileName: sourceOf(path),
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
      sourceMap: true,
    },
  });
  const map = new SourceMap(JSON.parse(sourceMapText));
  const lines = source.split('\n');
  return (at) => {
    const before = outputText.slice(0, at).split('\n');
    const { originalLine = 0 } = map.findEntry(before.length - 1, before.at(-1)!.length) as {
      originalLine?: number;
    };
    return { line: originalLine + 1, text: (lines[originalLine] ?? '').trim() };
  };
}
