import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Arguments, Verb } from './flags.ts';

export const CONFIG_FILE = 'labproof.config.json';

/** Flags of which one on the command line takes the place of the others in the file. */
const EXCLUSIVE: readonly (readonly string[])[] = [
  ['color', 'no-color'],
  ['quiet', 'verbose'],
  ['keep', 'keep-on-failure'],
];

/**
 * The arguments with what the config file adds: the flags and the files that the command line does
 * not give. Paths of the file start at its folder. Returns what is wrong with it, where and what to do.
 */
export async function withConfig(
  verb: Verb,
  args: Arguments,
): Promise<Arguments | { readonly error: string }> {
  if (args.flags['no-config']) return args;
  const named = args.flags.config as string | undefined;
  const file = named ?? findConfig(process.cwd());
  if (file === undefined) return args;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (text instanceof Error) return { error: `${file}: it can't be read (${text.code})` };
  const { readConfig } = await import('./config-text.ts');
  const read = readConfig(text, file);
  if ('error' in read) return read;
  const section = read[verb] ?? {};
  const given = new Set(Object.keys(args.flags));
  for (const group of EXCLUSIVE)
    if (group.some((name) => given.has(name))) for (const name of group) given.add(name);
  const flags = Object.fromEntries(
    Object.entries(section).filter(([name]) => name !== 'files' && !given.has(name)),
  );
  const files = args.operands.length > 0 ? args.operands : (section.files as readonly string[] | undefined);
  return { flags: { ...flags, ...args.flags }, operands: files ?? [] };
}

/** The config file of a folder or of the nearest folder above that has one. */
function findConfig(folder: string): string | undefined {
  const file = join(folder, CONFIG_FILE);
  if (existsSync(file)) return file;
  return dirname(folder) === folder ? undefined : findConfig(dirname(folder));
}
