import type { LabResult, RunEvent, StepResult } from '../model/event.ts';
import type { Action, CheckDirective, Command, Step } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CheckResult, CleanupResult, CommandResult, EngineObject, Verdict } from '../model/verdict.ts';
import { ofMachine } from '../plan/check-place.ts';
import type { LabContext } from './context.ts';
import { worst } from './judge.ts';
import type { AnyLaboratory } from './laboratories.ts';
import { isAbove, isShownLate } from './late-outputs.ts';
import { runInShell } from './shell-lost.ts';
import { topologyOf } from './topology.ts';
import { unrun } from './unrun.ts';
import { verify } from './verify.ts';

export interface LabRunOptions {
  /** Those that are run: a section, or all that the lab has. */
  readonly steps?: readonly Step[];
  /** Whether a step is reported; those before the last of them run all the same, for what it needs. */
  readonly reports: (step: Step) => boolean;
  /** Whether to stop before the next command, given how many have failed so far. */
  readonly stopsAfter: (failed: number) => boolean;
  /** Whether to leave what the lab made, given whether it failed. */
  readonly keeps: (failed: boolean) => boolean;
  /** Whether a reporter draws the lab's networks; then what there is of them is looked up after each step. */
  readonly pictures: boolean;
  /** Told of an error that is no affair of the lab's but a bug; what it throws is thrown. The lab is given up. */
  readonly broke: (error: unknown) => void;
}

/**
 * Runs a lab in document order and yields what happens. Whatever comes, interruption and bugs included, it
 * ends with the cleanup and `lab-finished`.
 */
export async function* runLab(
  laboratory: AnyLaboratory,
  options: LabRunOptions,
): AsyncGenerator<RunEvent, LabResult> {
  const { context } = laboratory;
  const { lab, commands, problems } = context.plan;
  const started = performance.now();
  const steps: StepResult[] = [];
  const reported: CommandResult[] = [];
  const refused: Problem[] = [];
  let failed = 0;
  let drawn = NOTHING;
  let broken = false;
  const over = (): boolean =>
    broken || context.signal.aborted || laboratory.engineLost || options.stopsAfter(failed);
  const broke = (error: unknown, where: Partial<Pick<Problem, 'span'>>): Problem => {
    options.broke(error);
    broken = true;
    const problem = internalError(error, where);
    refused.push(problem);
    return problem;
  };
  // Nothing that is reported needs what comes later.
  const { steps: all = lab.steps } = options;
  const needed = all.slice(0, all.findLastIndex(options.reports) + 1);
  yield { type: 'lab-started', lab, startedAt: new Date().toISOString() };
  for (const step of needed) {
    if (over()) break;
    const reports = options.reports(step);
    const stepStarted = performance.now();
    const results: CommandResult[] = [];
    const checks: CheckResult[] = [];
    const late: LateCommand[] = [];
    const finished = function* (action: Command, result: CommandResult): Generator<RunEvent> {
      laboratory.finished(result);
      results.push(result);
      if (reports && result.verdict === 'failed') failed += 1;
      if (reports) yield { type: 'command-finished', lab, result };
      if (reports && isFlaky(result)) yield { type: 'notice', lab, problem: flaky(result, action) };
    };
    const shownBy = async function* (next: Command | undefined): AsyncGenerator<RunEvent> {
      for (const { command, result } of takeShown(late, next)) {
        laboratory.contextOf(command).shells.late.release(command.id);
        const judged = await result;
        if (!context.signal.aborted) yield* finished(command, judged);
      }
    };
    if (reports) yield { type: 'step-started', lab, step };
    let at: Action | undefined;
    try {
      for (const action of step.actions) {
        if (over()) break;
        at = action;
        if (action.kind === 'file') {
          const problem = await laboratory.write(action);
          if (!problem) continue;
          // What follows would use another file than the document shows.
          refused.push(problem);
          yield { type: 'notice', lab, problem };
        } else if (action.kind === 'check') {
          checks.push(await checkDirective(action, { before: results.at(-1), context }));
        } else {
          yield* shownBy(action);
          if (reports) yield { type: 'command-started', lab, command: action };
          const own = laboratory.contextOf(action);
          if (isShownLate(action, step)) own.shells.late.expect(action.id);
          const running = runInShell(commands[action.id]!, own);
          const result = await Promise.race([running, own.shells.late.begun(action.id) ?? running]);
          if (context.signal.aborted) break;
          if (!result) {
            // Its shell may be closed before anybody waits for it.
            running.catch(() => {});
            late.push({ command: action, result: running });
            continue;
          }
          yield* finished(action, result);
          if (!laboratory.engineLost) continue;
          const problem = engineLost(action);
          refused.push(problem);
          yield { type: 'notice', lab, problem };
        }
      }
      yield* shownBy(undefined);
    } catch (error) {
      yield { type: 'notice', lab, problem: broke(error, at ? { span: at.span } : {}) };
      if (at?.kind === 'command' && !laboratory.contextOf(at).results.has(at.id))
        yield* finished(at, unrun(commands[at.id]!, { verdict: 'failed', reason: BROKE }));
    }
    if (!reports || (results.length === 0 && checks.length === 0)) continue;
    results.sort((a, b) => a.id - b.id);
    reported.push(...results);
    const result = stepResult(step, { results, checks, durationMs: performance.now() - stepStarted });
    steps.push(result);
    yield { type: 'step-finished', lab, result };
    if (!options.pictures || broken || context.signal.aborted) continue;
    const topology = await topologyOf(context).catch((error) => broke(error, {}));
    if ('severity' in topology) {
      yield { type: 'notice', lab, problem: topology };
      continue;
    }
    const state = JSON.stringify(topology);
    if (state === drawn) continue;
    drawn = state;
    yield { type: 'topology', lab, ...topology };
  }
  const verdictSoFar = (): Verdict =>
    refused.length > 0 ? 'failed' : worst(steps.map((step) => step.verdict));
  yield { type: 'cleanup-started', lab };
  const keep = options.keeps(verdictSoFar() === 'failed') && !context.signal.aborted;
  const cleaned = await laboratory.cleanUp({ keep }).catch((error) => broke(error, {}));
  if ('severity' in cleaned) yield { type: 'notice', lab, problem: cleaned };
  const cleanup = 'severity' in cleaned ? allLeft(context.made(), cleaned.message) : cleaned;
  for (const problem of laboratory.notices()) yield { type: 'notice', lab, problem };
  yield { type: 'cleanup-finished', lab, result: cleanup };
  const result: LabResult = {
    file: lab.file,
    title: lab.title,
    verdict: verdictSoFar(),
    steps,
    commands: reported,
    cleanup,
    problems: [...problems, ...refused],
    durationMs: performance.now() - started,
  };
  yield { type: 'lab-finished', lab, result };
  return result;
}

/** A command that goes on until its output is shown. */
interface LateCommand {
  readonly command: Command;
  readonly result: Promise<CommandResult>;
}

/** Takes out those whose output is shown before the next command is typed; all, where there is none. */
function takeShown(late: LateCommand[], next: Command | undefined): readonly LateCommand[] {
  const isDue = ({ command: { expected } }: LateCommand): boolean =>
    !next || !expected || !isAbove(next, expected);
  const due = late.filter(isDue);
  late.splice(0, late.length, ...late.filter((one) => !isDue(one)));
  return due;
}

const NOTHING = JSON.stringify({ networks: [], containers: [] });

const isFlaky = ({ attempts, verdict }: CommandResult): boolean =>
  attempts !== undefined && (verdict === 'passed' || verdict === 'drifted');

function flaky({ line, attempts }: CommandResult, { span }: Command): Problem {
  return {
    severity: 'warning',
    code: 'flaky',
    span,
    message: `flaky: line ${line} passed at attempt ${attempts} only`,
  };
}

function engineLost({ span }: Command): Problem {
  return {
    severity: 'error',
    code: 'engine-lost',
    span,
    message: `the engine ended while line ${span.line} ran, and with it what ran on it; the lab was given up`,
    hint: "start it again; 'labproof clean' removes what is left",
  };
}

/** Why a command has no verdict of its own when an error that is no affair of the lab's ends it. */
const BROKE = 'a bug in labproof ended this command; what the document states of it is undecided';

/** An error that is no affair of the lab's, as a problem of the document that it ended. */
export function internalError(error: unknown, where: Partial<Pick<Problem, 'span'>>): Problem {
  const line = where.span ? ` at line ${where.span.line}` : '';
  return {
    severity: 'error',
    code: 'internal-error',
    ...where,
    message: `internal error${line}: ${error instanceof Error ? error.message : String(error)}; the lab was given up`,
    hint: 'please report it with the document that was run; what is reported before it holds',
  };
}

/** What a cleanup came to that broke off: nothing is known to be gone. */
const allLeft = (made: readonly EngineObject[], why: string): CleanupResult => ({
  made,
  removed: [],
  left: made.map((object) => ({ ...object, why })),
  durationMs: 0,
});

/** A check that the author wrote below a command says what is so after it, so it goes with it. */
async function checkDirective(
  { sentence, span: { line } }: CheckDirective,
  { before, context }: { readonly before: CommandResult | undefined; readonly context: LabContext },
): Promise<CheckResult> {
  if (before?.verdict !== 'skipped') return verifyAt(sentence, line, context);
  return { sentence, verdict: 'skipped', found: `line ${before.line} was skipped`, line };
}

/** A check may name the machine; the one that the lab begins at is meant by one that does not. */
async function verifyAt(sentence: string, line: number, context: LabContext): Promise<CheckResult> {
  const { plain, machine } = ofMachine(sentence, (name) => context.several?.contexts.has(name) ?? false);
  const result = await verify(plain, line, context.several?.contexts.get(machine) ?? context);
  return plain === sentence ? result : { ...result, sentence };
}

function stepResult(
  step: Step,
  {
    results,
    checks,
    durationMs,
  }: { results: readonly CommandResult[]; checks: readonly CheckResult[]; durationMs: number },
): StepResult {
  const verdicts = [...results.map(({ verdict }) => verdict), ...checks.map(({ verdict }) => verdict)];
  return {
    ordinal: step.ordinal,
    number: step.number,
    title: step.title,
    line: step.span.line,
    verdict: worst(verdicts),
    durationMs,
    checks,
  };
}
