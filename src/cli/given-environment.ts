import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * The variables that labs are given besides the caller's: `NAME=VALUE`, `NAME` for the caller's own
 * value, also of one that looks secret, and those of files with such lines. Later ones win; `--env`
 * wins over files.
 */
export function readGivenEnvironment(
  { pairs, files }: { readonly pairs: readonly string[]; readonly files: readonly string[] },
  env: NodeJS.ProcessEnv,
): { readonly given: Readonly<Record<string, string>> } | { readonly error: string } {
  const given: Record<string, string> = {};
  for (const file of files) {
    try {
      Object.assign(given, parseEnv(readFileSync(file, 'utf8')));
    } catch (error) {
      return { error: `--env-file ${file}: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
  for (const pair of pairs) {
    const [, name, value] = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(pair) ?? [];
    if (name === undefined) return { error: `--env takes NAME=VALUE or NAME, not '${pair}'` };
    const found = value ?? env[name];
    if (found === undefined) return { error: `--env ${name}: the environment has no such variable` };
    given[name] = found;
  }
  return { given };
}
