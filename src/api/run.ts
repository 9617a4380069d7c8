import { EXIT } from '../cli/exit-status.ts';
import { runQuietly } from '../cli/quiet-run.ts';
import type { RunEvent } from '../model/event.ts';
import { argumentsOf } from './arguments.ts';
import type { RunOptions, RunSummary } from './interface.ts';

/** Runs labs as the command line does, without its words. */
export async function runLabsOf(
  files: string | readonly string[] | undefined,
  {
    options = {},
    listener,
  }: { readonly options?: RunOptions | undefined; readonly listener: (event: RunEvent) => void },
): Promise<RunSummary> {
  const args = await argumentsOf('run', files, options);
  if ('severity' in args) return { status: EXIT.usage, labs: [], problems: [args] };
  const { signal = new AbortController().signal } = options;
  return runQuietly(args, { signal, listener });
}
