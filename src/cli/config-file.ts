import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { usePrograms } from '../profile/programs.ts';
import type { Config } from './config-text.ts';
import type { Arguments, Verb } from './flags.ts';
import type { Plugin } from './plugin.ts';

/** A folder has one of these. */
const CONFIG_FILES = ['ts', 'mts', 'mjs', 'js', 'json'].map((end) => `labproof.config.${end}`);

/** Flags of which one on the command line takes the place of the others in the file. */
const EXCLUSIVE: readonly (readonly string[])[] = [
  ['color', 'no-color'],
  ['quiet', 'verbose'],
  ['keep', 'keep-on-failure'],
  ['cache', 'no-cache'],
];

/**
 * The arguments with what the config file adds: the flags and the files that the command line does
 * not give. Paths of the file start at its folder. Its plugins are loaded. Returns what is wrong with
 * it, where and what to do.
 */
export async function withConfig(
  verb: Verb,
  args: Arguments,
): Promise<Arguments | { readonly error: string }> {
  if (args.flags['no-config']) return args;
  const found = (args.flags.config as string | undefined) ?? findConfig(process.cwd());
  if (found === undefined) return args;
  if (typeof found !== 'string') return found;
  const read = await readConfigFile(found);
  if ('error' in read) return read;
  if (read.plugins.length > 0) {
    const { usePlugins } = await import('./plugins.ts');
    const wrong = await usePlugins(read.plugins, dirname(resolve(found)));
    if (wrong !== undefined) return { error: `${found}: ${wrong}` };
  }
  if (read.config.programs) usePrograms(read.config.programs);
  const section = read.config[verb] ?? {};
  const given = new Set(Object.keys(args.flags));
  for (const group of EXCLUSIVE)
    if (group.some((name) => given.has(name))) for (const name of group) given.add(name);
  const flags = Object.fromEntries(
    Object.entries(section).filter(([name]) => name !== 'files' && !given.has(name)),
  );
  const files = args.operands.length > 0 ? args.operands : (section.files as readonly string[] | undefined);
  const plugins = read.plugins.filter((plugin) => typeof plugin === 'string');
  const sources = [found, ...(await pluginSources(plugins, dirname(resolve(found))))];
  return { flags: { ...flags, ...args.flags }, operands: files ?? [], sources };
}

async function pluginSources(plugins: readonly string[], folder: string): Promise<readonly string[]> {
  if (plugins.length === 0) return [];
  const { filesOfPlugin } = await import('./plugins.ts');
  return plugins.flatMap((plugin) => filesOfPlugin(plugin, folder));
}

interface ReadConfig {
  readonly config: Config;
  readonly plugins: readonly (string | Plugin)[];
}

async function readConfigFile(file: string): Promise<ReadConfig | { readonly error: string }> {
  const { readConfig } = await import('./config-text.ts');
  if (/\.m?[jt]s$/.test(file)) {
    const { configModule } = await import('./config-module.ts');
    const module = await configModule(file);
    return 'error' in module ? { error: `${file}: ${module.error}` } : withObjects(module.config, file);
  }
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (text instanceof Error) return { error: `${file}: it can't be read (${text.code})` };
  const config = readConfig(text, file);
  return 'error' in config ? config : { config, plugins: config.plugins ?? [] };
}

/** A module may have plugins themselves where a file of data names them. */
async function withObjects(
  configuration: unknown,
  file: string,
): Promise<ReadConfig | { readonly error: string }> {
  const { readConfigObject } = await import('./config-text.ts');
  if (typeof configuration !== 'object' || configuration === null)
    return { error: `${file}: its default export is no object; export default defineConfig({ … })` };
  const { plugins, ...rest } = configuration as { readonly plugins?: unknown };
  if (plugins !== undefined && !Array.isArray(plugins)) return { error: `${file}: plugins takes a list` };
  const config = readConfigObject(rest, file);
  return 'error' in config ? config : { config, plugins: (plugins ?? []) as readonly (string | Plugin)[] };
}

/** The config file of a folder or of the nearest folder above that has one. */
function findConfig(folder: string): string | { readonly error: string } | undefined {
  const [file, second] = CONFIG_FILES.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (file !== undefined && second !== undefined)
    return { error: `${file}: there is ${second} as well; keep one, or name one with --config` };
  if (file !== undefined) return file;
  return dirname(folder) === folder ? undefined : findConfig(dirname(folder));
}
