import type { RunEvent } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import { internalError } from '../run/lab-run.ts';
import { engineProblem } from './engines.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { rememberRun } from './history.ts';
import { runInfo } from './run-info.ts';
import { runLabs } from './run-labs.ts';
import { readRunSettings } from './run-options.ts';
import { selectPlans } from './run-selection.ts';
import { judged, usage, withRefused } from './run-status.ts';
import type { RunSummary } from './run-summary.ts';

/** Runs labs as the command line does, without its words; reports only where reporters are asked for. */
export async function runQuietly(
  args: Arguments,
  { signal, listener }: { readonly signal: AbortSignal; readonly listener: (event: RunEvent) => void },
): Promise<RunSummary> {
  const settings = readRunSettings(args);
  if ('error' in settings) return refused([usage(settings.error)], EXIT.usage);
  const problem = await engineProblem(settings.engines, process.env);
  if (problem) return refused([problem], EXIT.usage);
  const quiet = { ...settings, reporters: args.flags.reporter === undefined ? [] : settings.reporters };
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
  const { jobs, notices } = selection;
  const outcome = await runLabs(jobs, { ...run, notices });
  await rememberRun({ labs: jobs.map(({ plan }) => plan.lab), results: outcome.whole }, settings);
  const { status, problem: reason } = judged(outcome, settings);
  const bugs = outcome.bugs.map((bug) => internalError(bug, {}));
  const broken = outcome.broken.map((name) => unwritten(name));
  return {
    status: signal.aborted ? EXIT.interrupted : withRefused(status, selection.refused),
    labs: outcome.results,
    problems: [...selection.refused, ...bugs, ...broken, ...(reason ? [reason] : [])],
  };
}

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
