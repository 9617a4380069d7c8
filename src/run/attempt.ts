import { setTimeout as delay } from 'node:timers/promises';
import { absencesIn } from '../absence/catalogue.ts';
import type { Lack } from '../absence/sign.ts';
import { workTime } from '../docker/work-time.ts';
import type { Learnt } from '../match/journal.ts';
import { type Comparison, matchOutput } from '../match/match.ts';
import type { Command } from '../model/lab.ts';
import type { Execution } from '../session/execution.ts';
import type { LabContext } from './context.ts';
import { execute } from './execute.ts';
import { matchContextOf } from './match-context.ts';
import { mayChange, patienceFor } from './patience.ts';
import { outputAbove } from './run-up.ts';
import { asLogged, withoutTyped } from './session-log.ts';
import { asSpread } from './spread.ts';

/** Ms between two looks; no event tells what programs print and when they end. */
const INTERVAL = 250;

export interface Attempt {
  readonly execution: Execution;
  readonly comparison: Comparison | undefined;
}

/** Looks again, as a reader would, while programs that have just begun or ended may still change what is seen. */
export async function executeAndCompare(
  command: Command,
  script: string,
  context: LabContext,
): Promise<Attempt> {
  const { correspondence, latestChange, signal } = context;
  const looks = correspondence.begin();
  const attempt = async (): Promise<Attempt> => {
    const { execution, logged } = asLogged(await execute(command, script, context));
    const { expected } = command;
    const shown = logged && expected ? { ...command, expected: withoutTyped(expected) } : command;
    return { execution, comparison: compareAll(shown, script, { output: execution.output, context }) };
  };
  const first = await attempt();
  const { exitCode, ended } = first.execution;
  if (command.where.kind === 'inside' || mayChange(script)) latestChange.at = workTime.now();
  const settles = Math.max(patienceFor(script, exitCode), awaitsSwarm(first) ? SWARM_NETWORKS : 0);
  const patience = ended === 'exit' && command.where.kind === 'host' ? settles : 0;
  const deadline = latestChange.at + patience;
  let last = first;
  let learnt: Learnt | undefined;
  while (patience > 0 && isUnsettled(last) && workTime.now() < deadline && !signal.aborted) {
    await delay(INTERVAL);
    const forgotten = looks.restart();
    learnt ??= forgotten;
    last = await attempt();
  }
  if (learnt === undefined || !isUnsettled(last)) {
    looks.commit();
    return last;
  }
  looks.drop();
  correspondence.learn(learnt);
  return first;
}

/** Compares what it prints or, where that is not what is shown, what those above print and it. */
function compareAll(
  command: Command,
  script: string,
  { output, context }: { readonly output: string; readonly context: LabContext },
): Comparison | undefined {
  const { correspondence } = context;
  const comparing = correspondence.begin();
  const own = compare(command, script, { output, context });
  const above = own?.verdict === 'failed' ? outputAbove(command, context) : '';
  if (above === '') {
    comparing.commit();
    return own;
  }
  const learnt = comparing.drop();
  const all = correspondence.attempt(
    () => compare(command, script, { output: above + output, context }),
    (comparison) => comparison?.verdict !== 'failed',
  );
  if (all?.verdict !== 'failed') return all;
  correspondence.learn(learnt);
  return own;
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
