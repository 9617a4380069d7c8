import { inferChecks } from '../check/infer.ts';
import { type Effect, effectsOf, isSwarmWide } from '../command/meaning.ts';
import { contradictionsIn } from '../lint/contradictions.ts';
import type { Transaction } from '../match/journal.ts';
import { noteOutput } from '../match/match.ts';
import type { Command, Skip, SkipReason } from '../model/lab.ts';
import type { CheckResult, CommandResult } from '../model/verdict.ts';
import { withMachine } from '../plan/check-place.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { absenceOf } from './absent.ts';
import { type Attempt, executeAndCompare } from './attempt.ts';
import type { LabContext } from './context.ts';
import { execute } from './execute.ts';
import { couldPass, judge, withChecks } from './judge.ts';
import { matchContextOf } from './match-context.ts';
import { byContexts, respellCompose, usesCompose, withDecoration } from './repair.ts';
import { outputAbove } from './run-up.ts';
import { decide } from './skips.ts';
import { joinedOnce, joinMembers, withLiveSwarm } from './swarm-join.ts';
import { unrun } from './unrun.ts';
import { verify } from './verify.ts';

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
  const { execution, comparison, judgement, absence, skip } = await context.correspondence.within(
    async (comparing) => {
      const attempt = await executeAndCompare(command, script, context);
      const judgement = judge(planned, attempt.execution, attempt.comparison);
      const failed = judgement.verdict === 'failed';
      const absence = failed ? await absenceOf(planned, attempt, context) : undefined;
      const skip = absence?.skip ?? (failed ? decision.guess : undefined);
      if (!skip) tellOfOutput(planned, { script, ...attempt, comparing }, context);
      return { ...attempt, judgement, absence, skip };
    },
  );
  if (skip) return skipped(planned, skip, context);
  const succeeded =
    execution.exitCode === 0 || (execution.exitCode === undefined && execution.ended === 'enough');
  const effects = succeeded && command.where.kind === 'host' ? effectsOf(script) : [];
  const checks = await checkEffects(command, effects, context);
  const by = { line: command.span.line, command: command.id };
  context.inventory.apply(effects, by);
  for (const other of context.several?.contexts.values() ?? []) {
    if (other !== context) other.inventory.apply(effects.filter(isSwarmWide), by);
  }
  const final = withChecks(
    absence?.cause === undefined ? judgement : { ...judgement, reason: absence.cause },
    checks,
  );
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

/** Tells who wants to know of an output that is not as documented, of a command that did what it was to do. */
function tellOfOutput(
  planned: PlannedCommand,
  {
    script,
    execution,
    comparison,
    comparing,
  }: Attempt & { readonly script: string; readonly comparing: Transaction },
  context: LabContext,
): void {
  const { command } = planned;
  if (!command.expected || comparison?.verdict !== 'failed' || !couldPass(planned, execution, comparison))
    return;
  const above = outputAbove(command, context);
  context.options.outputFailed?.({
    command,
    expected: command.expected,
    live: [execution.output, ...(above === '' ? [] : [above + execution.output])],
    context: matchContextOf(command, script, context),
    comparing,
  });
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
