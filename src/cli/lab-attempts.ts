import type { EngineInfo, LabEngine, LabResult, RunEvent } from '../model/event.ts';
import type { Command, Step } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { Plan } from '../plan/plan.ts';
import type { FailedOutput, LabContext } from '../run/context.ts';
import { openLabMachines } from '../run/lab-machines.ts';
import { runLab } from '../run/lab-run.ts';
import type { AnyLaboratory } from '../run/laboratories.ts';
import { type EnginePlace, infoOf, labEngine } from './engine-places.ts';
import { runSections } from './lab-sections.ts';
import { laboratoryOptions, machineOptions } from './laboratory-options.ts';
import { isReported } from './reported-steps.ts';
import type { RunSettings } from './run-options.ts';

export interface AttemptContext {
  readonly settings: RunSettings;
  readonly place: EnginePlace;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
  /** Told what happens while it happens; `emit` may get it later, or never. */
  readonly observe: (event: RunEvent) => void;
  readonly engineOpened: (engine: EngineInfo | undefined) => void;
  /** Whether to stop, given how many commands of this lab have failed. */
  readonly bails: (failed: number) => boolean;
  /** Told of a bug that ended an attempt, which is the last then. */
  readonly broke: (error: unknown) => void;
  readonly outputFailed?: (output: FailedOutput) => void;
  /** What is to be told what a command writes to its terminal, anew for each execution. */
  readonly terminal?: (command: Command) => (chunk: string) => void;
  /** Told what the commands of an attempt share, before the first one runs. */
  readonly opened?: (context: LabContext) => void;
  /** Told of a command that failed while the lab waits; whether it is to go on. */
  readonly paused?: (result: CommandResult, laboratory: AnyLaboratory) => Promise<boolean>;
}

/**
 * Runs a lab, and again in a fresh laboratory while it fails and retries are left; only the last
 * attempt is reported. Undefined when it was interrupted before it began; a Problem when there is
 * no engine.
 */
export async function runAttempts(
  plan: Plan,
  context: AttemptContext,
): Promise<LabResult | Problem | undefined> {
  const failures: LabResult[] = [];
  for (;;) {
    const last = failures.length >= context.settings.retries;
    const held: RunEvent[] = [];
    let final: LabResult | undefined;
    let broken = false;
    const result = await attempt(plan, {
      ...context,
      emit: (event) => {
        for (const told of asFinal(event, failures)) {
          if (told.type === 'lab-finished') final = told.result;
          if (last) context.emit(told);
          else held.push(told);
        }
      },
      broke: (error) => {
        broken = true;
        context.broke(error);
      },
      bails: last ? context.bails : (failed) => failed >= context.settings.bail,
      last,
    });
    if (result === undefined || 'severity' in result) return result;
    if (result.verdict === 'failed' && !last && !broken && !context.signal.aborted) {
      failures.push(result);
      continue;
    }
    context.bails(result.commands.filter(({ verdict }) => verdict === 'failed').length);
    for (const event of held) context.emit(event);
    return final ?? result;
  }
}

/** The end of a lab tells of the attempts before; one that passes after all is announced. */
function asFinal(event: RunEvent, failures: readonly LabResult[]): readonly RunEvent[] {
  if (event.type !== 'lab-finished' || failures.length === 0) return [event];
  const left = [...failures, event.result].flatMap(({ cleanup }) => cleanup.left);
  const cleanup = { ...event.result.cleanup, left };
  const result = { ...event.result, cleanup, attempts: failures.length + 1 };
  const told = { ...event, result };
  return result.verdict === 'failed'
    ? [told]
    : [{ type: 'notice', lab: event.lab, problem: flaky(failures) }, told];
}

function flaky(failures: readonly LabResult[]): Problem {
  const first = failures[0]!.commands.find(({ verdict }) => verdict === 'failed');
  const reason = first ? `line ${first.line}: ${first.reason}` : 'a check did not hold';
  const times = failures.length === 1 ? 'the first time' : `the first ${failures.length} times`;
  return {
    severity: 'warning',
    code: 'flaky',
    message: `flaky: passed at attempt ${failures.length + 1}; failed ${times} (${reason})`,
  };
}

/** Reporters that show the lab's networks and containers. */
export const DRAWING: ReadonlySet<string> = new Set(['html', 'blob']);

type OneAttempt = AttemptContext & { readonly last: boolean };

async function attempt(plan: Plan, context: OneAttempt): Promise<LabResult | Problem | undefined> {
  if (!plan.lab.steps.some(({ fresh }) => fresh)) return attemptSteps(plan, plan.lab.steps, context);
  return runSections(plan.lab, context.emit, ({ steps, emit, failed }) =>
    attemptSteps(plan, steps, { ...context, emit, bails: (more) => context.bails(failed + more) }),
  );
}

async function attemptSteps(
  plan: Plan,
  steps: readonly Step[],
  context: OneAttempt,
): Promise<LabResult | Problem | undefined> {
  const { settings, signal, last } = context;
  if (signal.aborted) return undefined;
  const machines = await openLabMachines(plan, machineOptions(settings, context.place)).catch((error) => {
    // A terminal that interrupts us interrupts what we have started, too.
    if (signal.aborted) return undefined;
    throw error;
  });
  if (machines === undefined) return undefined;
  if ('severity' in machines) return machines;
  await using _machines = machines;
  const { engine } = machines;
  // A lab that needs no engine may do without.
  const isThere = engine.endpoint.kind !== 'none';
  context.engineOpened(isThere ? infoOf(engine) : undefined);
  const info = isThere ? labEngine(engine, context.place, settings) : undefined;
  let laboratory: Awaited<ReturnType<typeof machines.open>>;
  try {
    const optionsAt = laboratoryOptions(settings, signal);
    laboratory = await machines.open(plan, (machine) => ({
      ...optionsAt(machine),
      ...(context.outputFailed && { outputFailed: context.outputFailed }),
      ...(context.terminal && { terminal: context.terminal }),
    }));
  } catch (error) {
    // What is being fetched or built for the lab is given up when it is interrupted.
    if (signal.aborted) return undefined;
    throw error;
  }
  await using _laboratory = laboratory;
  context.opened?.(laboratory.context);
  let stopped = false;
  const events = runLab(laboratory, {
    steps,
    reports: (step) => isReported(step, settings),
    stopsAfter: (failed) => stopped || context.bails(failed),
    broke: context.broke,
    pictures: settings.reporters.some(({ name }) => DRAWING.has(name)),
    keeps: (failed) =>
      (last || !failed) && (settings.keep === 'always' || (settings.keep === 'on-failure' && failed)),
  });
  for (let next = await events.next(); ; next = await events.next()) {
    if (next.done) return { ...next.value, ...(info && { engine: info }) };
    context.emit(info ? on(info, next.value) : next.value);
    context.observe(next.value);
    if (next.value.type !== 'command-finished' || next.value.result.verdict !== 'failed') continue;
    if (context.paused && !signal.aborted) stopped = !(await context.paused(next.value.result, laboratory));
  }
}

/** The beginning and the end of a lab tell what it runs on. */
function on(engine: LabEngine, event: RunEvent): RunEvent {
  if (event.type === 'lab-started') return { ...event, engine };
  return event.type === 'lab-finished' ? { ...event, result: { ...event.result, engine } } : event;
}
