import { engineProblem } from '../cli/engines.ts';
import { EXIT } from '../cli/exit-status.ts';
import { rememberRun } from '../cli/history.ts';
import { runInfo } from '../cli/run-info.ts';
import { runLabs } from '../cli/run-labs.ts';
import { readRunSettings } from '../cli/run-options.ts';
import { selectPlans } from '../cli/run-selection.ts';
import { judged, withRefused } from '../cli/run-status.ts';
import type { RunEvent } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import { argumentsOf, usage } from './arguments.ts';
import type { RunOptions, RunSummary } from './interface.ts';

/** Runs labs as the command line does, without its words. */
export async function runLabsOf(
  files: string | readonly string[] | undefined,
  { options = {}, listener }: { readonly options?: RunOptions | undefined; readonly listener: Listener },
): Promise<RunSummary> {
  const args = await argumentsOf('run', files, options);
  if ('severity' in args) return refused([args], EXIT.usage);
  const settings = readRunSettings(args);
  if ('error' in settings) return refused([usage(settings.error)], EXIT.usage);
  const problem = await engineProblem(settings.engines, process.env);
  if (problem) return refused([problem], EXIT.usage);
  const quiet = { ...settings, reporters: args.flags.reporter === undefined ? [] : settings.reporters };
  const { signal = new AbortController().signal } = options;
  const [selection, info] = await Promise.all([
    selectPlans(args.operands, settings),
    runInfo(process.env, settings.shard),
  ]);
  const title = `labproof run ${args.operands.join(' ')}`;
  const run = { settings: quiet, title, signal, info, listener };
  if ('problems' in selection) {
    const { problems, status } = selection;
    if (status !== EXIT.nothingToRun || !settings.passWithNoLabs) return refused(problems, status);
    await runLabs([], { ...run, notices: [] });
    return refused(problems, EXIT.passed);
  }
  const outcome = await runLabs(selection.plans, { ...run, notices: selection.notices });
  await rememberRun(outcome.whole, settings);
  const { status, problem: reason } = judged(outcome, settings);
  const broken = outcome.broken.map((name) => unwritten(name));
  return {
    status: signal.aborted ? EXIT.interrupted : withRefused(status, selection.refused),
    labs: outcome.results,
    problems: [...selection.refused, ...broken, ...(reason ? [reason] : [])],
  };
}

type Listener = (event: RunEvent) => void;

const refused = (problems: readonly Problem[], status: number): RunSummary => ({
  status,
  labs: [],
  problems,
});

const unwritten = (name: string): Problem => ({
  severity: 'error',
  code: 'report-not-written',
  message: `report not written: ${name}`,
});
