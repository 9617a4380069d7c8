import { withConfig } from '../cli/config-file.ts';
import { readConfigObject } from '../cli/config-text.ts';
import type { Arguments, Verb } from '../cli/flags.ts';
import { usage } from '../cli/run-status.ts';
import type { Problem } from '../model/problem.ts';
import type { Configured } from './interface.ts';

/** The arguments that options stand for, with those of the config file; or what is wrong with them. */
export async function argumentsOf(
  verb: Verb,
  files: string | readonly string[] | undefined,
  { config, signal: _, ...options }: Configured & { readonly signal?: AbortSignal } = {},
): Promise<Arguments | Problem> {
  const read = readConfigObject({ [verb]: options }, `${verb}()`);
  if ('error' in read) return usage(read.error as string);
  const { files: named = [], ...flags } = read[verb] ?? {};
  const operands = files === undefined ? (named as readonly string[]) : [files].flat();
  const chosen = config === undefined ? {} : config === false ? { 'no-config': true } : { config };
  const args = await withConfig(verb, { flags: { ...flags, ...chosen }, operands });
  return 'error' in args ? usage(args.error) : { ...args, operands: orLabs(args.operands) };
}

/** The folder that verbs take when nothing is named. */
const orLabs = (operands: readonly string[]): readonly string[] =>
  operands.length > 0 ? operands : ['labs'];
