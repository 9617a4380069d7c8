import { setTimeout as delay } from 'node:timers/promises';
import { absencesIn } from '../absence/catalogue.ts';
import type { Lack } from '../absence/sign.ts';
import { inferChecks } from '../check/infer.ts';
import { type Effect, effectsOf, isSwarmWide } from '../command/meaning.ts';
import { workTime } from '../docker/work-time.ts';
import { contradictionsIn } from '../lint/contradictions.ts';
import { type Comparison, matchOutput, noteOutput } from '../match/match.ts';
import type { Command, Skip, SkipReason } from '../model/lab.ts';
import type { CheckResult, CommandResult } from '../model/verdict.ts';
import { withMachine } from '../plan/check-place.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import type { Execution } from '../session/execution.ts';
import { absenceOf } from './absent.ts';
import type { LabContext } from './context.ts';
import { execute } from './execute.ts';
import { couldPass, judge, withChecks } from './judge.ts';
import { matchContextOf } from './match-context.ts';
import { mayChange, patienceFor } from './patience.ts';
import { byContexts, respellCompose, usesCompose, withDecoration } from './repair.ts';
import { outputAbove } from './run-up.ts';
import { decide } from './skips.ts';
import { asSpread } from './spread.ts';
import { joinedOnce, joinMembers, withLiveSwarm } from './swarm-join.ts';
import { unrun } from './unrun.ts';
import { verify } from './verify.ts';

/** Ms between two looks; no event tells what programs print and when they end. */
const INTERVAL = 250;

/** Runs, compares and checks one command; never throws for what the lab does. */
export async function runCommand(planned: PlannedCommand, context: LabContext): Promise<CommandResult> {
  const { command } = planned;
  const started = performance.now();
  await gatherMachines(command, context);
  const decision = await decide(planned, context);
  if ('skip' in decision) return skipped(planned, decision.skip, context);
  if (command.unreadable !== undefined) return unreadable(planned, command.unreadable);
  const respelled = await spell(decision.script, context);
  if (respelled === undefined) return skipped(planned, NO_COMPOSE, context);
  for (const { value, what, kind } of planned.pins) {
    const origin = { line: command.span.line, what, kind };
    if (kind === 'subnet') context.correspondence.pinNetwork(value, origin);
    context.correspondence.pin(value, origin);
  }
  const joined = await withLiveSwarm(command, respelled, context);
  const { script: rewritten } = context.correspondence.rewrite(joined);
  const script = withDecoration(byContexts(joinedOnce(rewritten)), command.expected?.lines ?? []);
  const mark = context.correspondence.mark();
  const { execution, comparison } = await executeAndCompare(command, script, context);
  const judgement = judge(planned, execution, comparison);
  const absence =
    judgement.verdict === 'failed' ? await absenceOf(planned, { execution, comparison }, context) : undefined;
  if (absence?.skip) return skipped(planned, absence.skip, context);
  if (decision.guess && judgement.verdict === 'failed') return skipped(planned, decision.guess, context);
  if (comparison?.verdict === 'failed' && couldPass(planned, execution, comparison))
    tellOfOutput(command, { script, execution, mark }, context);
  const succeeded =
    execution.exitCode === 0 || (execution.exitCode === undefined && execution.ended === 'enough');
  const effects = succeeded && command.where.kind === 'host' ? effectsOf(script) : [];
  const checks = await checkEffects(command, effects, context);
  const by = { line: command.span.line, command: command.id };
  context.inventory.apply(effects, by);
  for (const other of context.several?.contexts.values() ?? []) {
    if (other !== context) other.inventory.apply(effects.filter(isSwarmWide), by);
  }
  const final = withChecks(absence ? { ...judgement, reason: absence.cause } : judgement, checks);
  return {
    id: command.id,
    line: command.span.line,
    ...(command.from ? { from: command.from } : {}),
    command: command.typed,
    step: planned.step.ordinal,
    ...final,
    ...(execution.exitCode === undefined ? {} : { exitCode: execution.exitCode }),
    durationMs: performance.now() - started,
    output: execution.output,
    differences: comparison?.differences ?? [],
    acceptances: comparison?.acceptances ?? [],
    checks,
  };
}

/** What the document has done by now elsewhere: joins that no command does, the same typed on others. */
async function gatherMachines(command: Command, context: LabContext): Promise<void> {
  const { several } = context;
  if (!several) return;
  if (command.joins) await joinMembers(command.joins, context, command.span.line);
  for (const name of command.also ?? []) {
    const other = several.contexts.get(name);
    if (!other || name === context.machine || command.where.kind !== 'host') continue;
    const joined = await withLiveSwarm(command, command.script, other);
    const script = joinedOnce(context.correspondence.rewrite(joined).script);
    await execute({ ...command, machine: name }, script, other);
  }
}

/** A shell would wait for the rest of it, and what follows would be taken for that. */
function unreadable(planned: PlannedCommand, reason: string): CommandResult {
  return unrun(planned, { verdict: 'failed', reason });
}

function tellOfOutput(
  command: Command,
  { script, execution, mark }: { script: string; execution: Execution; mark: number },
  context: LabContext,
): void {
  if (!command.expected) return;
  const above = outputAbove(command, context);
  context.options.outputFailed?.({
    command,
    expected: command.expected,
    live: [execution.output, ...(above === '' ? [] : [above + execution.output])],
    context: matchContextOf(command, script, context),
    mark,
  });
}

interface Attempt {
  readonly execution: Execution;
  readonly comparison: Comparison | undefined;
}

/** Looks again, as a reader would, while programs that have just begun or ended may still change what is seen. */
async function executeAndCompare(command: Command, script: string, context: LabContext): Promise<Attempt> {
  const { correspondence, latestChange, signal } = context;
  const mark = correspondence.mark();
  const attempt = async (): Promise<Attempt> => {
    const execution = await execute(command, script, context);
    return { execution, comparison: compareAll(command, script, { output: execution.output, context }) };
  };
  const first = await attempt();
  const { exitCode, ended } = first.execution;
  if (command.where.kind === 'inside' || mayChange(script)) latestChange.at = workTime.now();
  const settles = Math.max(patienceFor(script, exitCode), awaitsSwarm(first) ? SWARM_NETWORKS : 0);
  const patience = ended === 'exit' && command.where.kind === 'host' ? settles : 0;
  const deadline = latestChange.at + patience;
  let last = first;
  while (patience > 0 && isUnsettled(last) && workTime.now() < deadline && !signal.aborted) {
    await delay(INTERVAL);
    correspondence.rollback(mark);
    last = await attempt();
  }
  if (last === first || !isUnsettled(last)) return last;
  correspondence.rollback(mark);
  const { output } = first.execution;
  return { ...first, comparison: compareAll(command, script, { output, context }) };
}

/** Compares what it prints or, where that is not what is shown, what those above print and it. */
function compareAll(
  command: Command,
  script: string,
  { output, context }: { readonly output: string; readonly context: LabContext },
): Comparison | undefined {
  const { correspondence } = context;
  const mark = correspondence.mark();
  const own = compare(command, script, { output, context });
  const above = own?.verdict === 'failed' ? outputAbove(command, context) : '';
  if (above === '') return own;
  correspondence.rollback(mark);
  const all = correspondence.attempt(
    () => compare(command, script, { output: above + output, context }),
    (comparison) => comparison?.verdict !== 'failed',
  );
  return all?.verdict === 'failed' ? compare(command, script, { output, context }) : all;
}

/** What does not come to be by itself, so that a second look finds the same. */
const STAYS: ReadonlySet<Lack> = new Set<Lack>([
  'container',
  'image',
  'network',
  'volume',
  'service',
  'secret',
  'config',
  'object',
  'swarm',
  'node',
  'context',
  'file',
  'program',
]);

/** How long, in ms, the networks may take that a swarm brings along. */
const SWARM_NETWORKS = 15_000;

const awaitsSwarm = ({ comparison }: Attempt): boolean =>
  comparison?.differences.some(({ changes }) => changes === 'with the swarm') ?? false;

/** It shows less than the document, or a thing more that may be about to go. */
function isUnsettled({ execution, comparison }: Attempt): boolean {
  if (execution.exitCode !== 0 && absencesIn(execution.output).some(({ lack }) => STAYS.has(lack)))
    return false;
  if (!comparison) return execution.exitCode !== 0;
  const { differences } = comparison;
  const failed = differences.filter(({ verdict }) => verdict === 'failed');
  if (
    failed.length > 0 &&
    failed.every(({ lasting, changes }) => changes === 'never' || (lasting && changes === undefined))
  )
    return false;
  return comparison.verdict === 'failed' || differences.some(({ kind }) => kind === 'extra row');
}

export const NO_COMPOSE: Skip = {
  reason: 'platform',
  message: 'neither docker compose nor docker-compose is installed',
  hint: 'install the compose plugin of the docker CLI',
};

/** Reasons that lie in what is here, not in what the command is. */
const LACKS: ReadonlySet<SkipReason> = new Set<SkipReason>([
  'network',
  'missing-file',
  'precondition',
  'image',
  'blocked',
]);

function skipped(planned: PlannedCommand, skip: Skip, { correspondence, plan }: LabContext): CommandResult {
  const { expected, id } = planned.command;
  if (expected) noteOutput(expected, correspondence);
  // What is missing here does not hide what can be nowhere.
  const contradiction = LACKS.has(skip.reason) ? contradictionsIn(plan).get(id) : undefined;
  if (contradiction)
    return unrun(planned, {
      verdict: 'failed',
      reason: `line ${contradiction.line}: ${contradiction.message}`,
    });
  return unrun(planned, { verdict: 'skipped', reason: `${skip.reason}: ${skip.message}`, skip });
}

async function spell(script: string, context: LabContext): Promise<string | undefined> {
  if (!usesCompose(script)) return script;
  const spelling = await context.composeSpelling();
  return spelling === undefined ? undefined : respellCompose(script, spelling).script;
}

function compare(
  command: Command,
  script: string,
  { output, context }: { readonly output: string; readonly context: LabContext },
): Comparison | undefined {
  if (!command.expected?.lines.some(({ text }) => text.trim() !== '')) return undefined;
  const matchContext = matchContextOf(command, script, context);
  const live = asSpread(command.expected, output, context);
  return matchOutput({ expected: command.expected, live, context: matchContext });
}

/** Without what is done to an object that the same line then removes. */
function lasting(effects: readonly Effect[]): readonly Effect[] {
  return effects.filter((effect, index) => {
    const names =
      effect.act === 'change' ? effect.names : effect.act === 'create' ? [effect.object.name] : [];
    return !effects
      .slice(index + 1)
      .some(
        (later) =>
          later.act === 'change' &&
          later.change === 'remove' &&
          later.names.some((name) => names.includes(name)),
      );
  });
}

async function checkEffects(
  command: Command,
  effects: readonly Effect[],
  context: LabContext,
): Promise<readonly CheckResult[]> {
  const shown = command.expected?.lines.map(({ text }) => text).join('\n') ?? '';
  const results: CheckResult[] = [];
  for (const { sentence, whileRunning } of inferChecks(lasting(effects), context.inventory, shown)) {
    if (context.signal.aborted) break;
    if (whileRunning !== undefined && !(await isRunning(whileRunning, context))) continue;
    const result = await verify(sentence, command.span.line, context);
    results.push({
      ...result,
      sentence: withMachine(result.sentence, context.several ? context.machine : ''),
    });
  }
  return results;
}

/** False also when the engine does not answer: the checks that do not ask for it say so. */
async function isRunning(container: string, { engine }: LabContext): Promise<boolean> {
  const state = await engine.container(container).catch(() => undefined);
  return state?.running ?? false;
}
