import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importModule } from '../text/import-module.ts';

/**
 * The default export of a config file in JavaScript or TypeScript. Node takes the types out itself from
 * 22.18 on; before, the TypeScript of the project does.
 */
export async function configModule(file: string): Promise<{ config: unknown } | { error: string }> {
  const path = resolve(file);
  if (!existsSync(path)) return { error: "it can't be read (ENOENT)" };
  try {
    if (!/ts$/.test(path) || STRIPS_TYPES) return { config: await defaultOf(path) };
    const plain = await withoutTypes(path);
    if (plain === undefined)
      return {
        error: `Node ${process.versions.node} can't read TypeScript; use Node 22.18 or later, add typescript to the project, or name it labproof.config.mjs`,
      };
    // Beside it, so that what it imports is found from the same place.
    const beside = `${path}.${process.pid}.mjs`;
    await writeFile(beside, plain, { flag: 'wx' });
    try {
      return { config: await defaultOf(beside) };
    } finally {
      await rm(beside, { force: true });
    }
  } catch (error) {
    return { error: error instanceof Error ? error.message.split('\n')[0]! : String(error) };
  }
}

/** `strip` or `transform` where Node reads TypeScript. */
const STRIPS_TYPES = Boolean((process.features as { readonly typescript?: unknown }).typescript);

const defaultOf = async (path: string): Promise<unknown> =>
  ((await importModule(pathToFileURL(path).href)) as { readonly default?: unknown }).default;

/** Undefined where the project has no TypeScript. */
async function withoutTypes(path: string): Promise<string | undefined> {
  let compiler: string;
  try {
    compiler = createRequire(path).resolve('typescript');
  } catch {
    return undefined;
  }
  const { default: ts } = (await importModule(pathToFileURL(compiler).href)) as {
    readonly default: { transpileModule(text: string, how: object): { readonly outputText: string } };
  };
  const compilerOptions = { module: 'ESNext', target: 'ES2022', verbatimModuleSyntax: true };
  return ts.transpileModule(await readFile(path, 'utf8'), { compilerOptions }).outputText;
}
