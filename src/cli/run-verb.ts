import type { RunInfo } from '../model/event.ts';
import { lastLine } from '../report/words.ts';
import { debugShell } from './debug-shell.ts';
import { DEFAULT_LABS } from './documents.ts';
import { engineProblem } from './engines.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { rememberRun } from './history.ts';
import { Interruption } from './interruption.ts';
import { leftBehind } from './remembered-runs.ts';
import { runInfo } from './run-info.ts';
import { runLabs } from './run-labs.ts';
import { type RunSettings, readRunSettings, stateDirectory } from './run-options.ts';
import { selectPlans } from './run-selection.ts';
import { complain, statusOf, usage, withRefused } from './run-status.ts';
import { type RunOptions, runAndWatch } from './run-watch.ts';

/** Runs labs and reports; the exit status is that of the table in the help, worst cause first. */
export async function runVerb(args: Arguments): Promise<number> {
  const settings = readRunSettings(args);
  if ('error' in settings) return complain([usage(settings.error)], EXIT.usage);
  const problem = await engineProblem(settings.engines, process.env);
  if (problem) return complain([problem], EXIT.usage);
  if (settings.debug && !(process.stdin.isTTY && process.stdout.isTTY))
    return complain([NO_TERMINAL], EXIT.usage);
  const operands = args.operands.length > 0 ? args.operands : [DEFAULT_LABS];
  const title = `labproof run ${args.operands.join(' ')}`.trim();
  const interruption = new Interruption();
  using _ = interruption.listen();
  const { signal } = interruption;
  const run = (options: RunOptions): Promise<number> => runOnce(operands, { settings, title, ...options });
  // Without `await` the signals would be left to Node before the run is over.
  const status = await (settings.watch
    ? runAndWatch(operands, { settings, interruption, run })
    : run({ signal }));
  return interruption.status ?? status;
}

const NO_TERMINAL = usage('--debug opens a shell where a command fails, so it needs a terminal');

interface RunContext extends RunOptions {
  readonly settings: RunSettings;
  readonly title: string;
}

async function runOnce(
  operands: readonly string[],
  { settings, title, signal, affected }: RunContext,
): Promise<number> {
  // git is asked while the documents are read.
  const [selection, info] = await Promise.all([
    selectPlans(operands, settings, affected),
    runInfo(process.env, settings.shard),
  ]);
  if ('problems' in selection) {
    const { problems, status } = selection;
    complain(problems, status);
    const passes = status === EXIT.nothingToRun && settings.passWithNoLabs;
    return passes ? reportNothing(info, { settings, title, signal }) : status;
  }
  const { jobs, refused } = selection;
  // Said at once: the others take their time.
  complain(refused, EXIT.usage);
  const notices = [...selection.notices, ...(await leftBehind(stateDirectory(process.env)))];
  const watched = settings.debug
    ? { watched: { paused: debugShell({ signal, color: settings.color }) } }
    : {};
  const outcome = await runLabs(jobs, { settings, title, signal, info, notices, ...watched });
  if (!tellsVerdict(settings)) {
    const verdicts = outcome.results.flatMap(({ commands }) => commands.map(({ verdict }) => verdict));
    process.stdout.write(`${lastLine(verdicts)}\n`);
  }
  await rememberRun({ labs: jobs.map(({ plan }) => plan.lab), results: outcome.whole }, settings);
  if (signal.aborted && outcome.results.length === 0) return EXIT.nothingToRun;
  return withRefused(statusOf(outcome, settings, signal.aborted), refused);
}

/** The reports of a run without labs: who puts shards together finds that of an empty one, too. */
async function reportNothing(info: RunInfo, { settings, title, signal }: RunContext): Promise<number> {
  const { broken } = await runLabs([], { settings, title, signal, info, notices: [] });
  if (!tellsVerdict(settings)) process.stdout.write(`${lastLine([])}\n`);
  for (const name of broken) process.stderr.write(`labproof run: report not written: ${name}\n`);
  return broken.length > 0 ? EXIT.cannotWrite : EXIT.passed;
}

/** Annotations tell of trouble only, and what is in files is not seen by who waits for the run. */
const tellsVerdict = ({ reporters }: RunSettings): boolean =>
  reporters.some(({ name, file }) => file === undefined && name !== 'github');
