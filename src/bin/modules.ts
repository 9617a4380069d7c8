import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import type { CodeCache } from './code-cache.ts';

type Module = { exports: unknown };
type Body = (
  exports: unknown,
  require: (name: string) => unknown,
  module: Module,
  filename: string,
  dirname: string,
  importModule: (specifier: string) => Promise<unknown>,
) => void;

/**
 * Loads a CommonJS module and those that it requires by relative paths, compiled as the cache has them. They import
 * other modules by an `importModule` that is given to them like `require`.
 */
export function loadModules(first: string, cache: CodeCache | undefined): void {
  const modules = new Map<string, Module>();
  const load = (file: string): unknown => {
    const known = modules.get(file);
    if (known) return known.exports;
    const module: Module = { exports: {} };
    modules.set(file, module);
    const folder = dirname(file);
    const requireFrom = (name: string): unknown =>
      name.startsWith('.') ? load(join(folder, name)) : require(name);
    body(file, cache)(module.exports, requireFrom, module, file, folder, importModule);
    return module.exports;
  };
  load(first);
}

const importModule = (specifier: string): Promise<unknown> => import(specifier);

function body(file: string, cache: CodeCache | undefined): Body {
  const source = `(function (exports, require, module, __filename, __dirname, importModule) {${readFileSync(file, 'utf8')}\n})`;
  const key = cache && { file, state: `${source.length} ${statSync(file).mtimeMs}` };
  const cachedData = key && cache.get(key);
  const script = new Script(source, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  if (key) cache.add(key, script);
  return script.runInThisContext() as Body;
}
