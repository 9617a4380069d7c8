import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { statusAsked } from '../lab/exit-status.ts';
import { isElision } from '../match/elision.ts';
import { isErrorLine } from '../match/layouts/message.ts';
import type { Comparison } from '../match/match.ts';
import { isNoise } from '../match/noise.ts';
import type { Command } from '../model/lab.ts';
import type { CheckResult, Verdict } from '../model/verdict.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import type { Execution } from '../session/execution.ts';
import { decisiveLine } from './decisive-line.ts';
import { dockerErrorIn } from './docker-errors.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence; '' when passed. */
  readonly reason: string;
}

/**
 * The verdict on a command that ran. A non-zero exit status fails it unless the documented output
 * shows that error, in which case the error is the fact to match, or an `echo $?` below that status, or
 * the command itself asks for it, as `sh -c 'exit 3'` does; `exit=` states the status itself.
 */
export function judge(
  { command, malformed }: Pick<PlannedCommand, 'command' | 'malformed'>,
  execution: Execution,
  comparison: Comparison | undefined,
): Judgement {
  const { exitCode, ended } = execution;
  if (ended === 'timeout')
    return failure(
      `it did not end within ${seconds(execution.limitMs ?? execution.durationMs)}${lastWords(execution)}`,
    );
  if (ended === 'aborted') return failure('it was interrupted');
  if (ended === 'lost') return failure('the shell ended with it');
  const wanted = command.directives.exit;
  if (wanted !== undefined && exitCode !== wanted) {
    return failure(`its exit status is ${exitCode}, not ${wanted}${lastWords(execution)}`);
  }
  const bad =
    wanted === undefined &&
    ended === 'exit' &&
    exitCode !== undefined &&
    exitCode !== 0 &&
    exitCode !== command.exitShown &&
    exitCode !== statusAsked(command.script);
  if (comparison && comparison.verdict !== 'failed' && !(bad && !showsEnd(command, comparison))) {
    const [first] = comparison.differences;
    return comparison.verdict === 'passed'
      ? { verdict: 'passed', reason: '' }
      : {
          verdict: 'drifted',
          reason: first ? first.cause || 'the output has another form' : 'the output has another form',
        };
  }
  if (bad) {
    if (malformed) return failure(`exit status ${exitCode}: ${malformed}`);
    return failure(`exit status ${exitCode}${lastWords(execution)}`);
  }
  if (comparison?.verdict === 'failed') {
    const cause = comparison.differences.find(
      ({ verdict, cause }) => verdict === 'failed' && cause !== '',
    )?.cause;
    return failure(cause ?? 'the documented output is not what it prints');
  }
  const broken = comparison ? undefined : brokenPipe(command, execution);
  return broken === undefined ? { verdict: 'passed', reason: '' } : failure(broken);
}

/** The error of the docker command in front of a pipe, whose exit status a shell does not tell. */
function brokenPipe({ script }: Command, { output }: Execution): string | undefined {
  const { commands } = parseScript(script);
  const piped = commands.some(
    ({ words }, index) => commands[index + 1]?.operator === '|' && dockerCommand(words) !== undefined,
  );
  return piped ? dockerErrorIn(output) : undefined;
}

/**
 * Whether another output could make the command pass: what it prints when it did not succeed is
 * right only where the document shows that it fails, though in other words.
 */
export function couldPass(
  planned: Pick<PlannedCommand, 'command' | 'malformed'>,
  execution: Execution,
  comparison: Comparison,
): boolean {
  const { expected, directives } = planned.command;
  const right: Comparison = { verdict: 'passed', differences: [], acceptances: [] };
  if (judge(planned, execution, right).verdict === 'failed') return false;
  if (directives.exit !== undefined || !execution.exitCode) return true;
  if (expected?.lines.some(({ text }) => isErrorLine(text))) return true;
  const failed = comparison.differences.filter(({ verdict }) => verdict === 'failed');
  return showsEnd(planned.command, comparison) && failed.every(({ found }) => found !== '');
}

/**
 * Whether what the document shows is how a command that did not succeed ended, not only how far it
 * had come: progress alone tells no end, nor do lines before an error that the document lacks.
 */
function showsEnd({ expected }: Command, { differences }: Comparison): boolean {
  const lines = (expected?.lines ?? []).filter(({ text }) => text.trim() !== '' && !isElision(text));
  if (lines.some(({ text }) => isErrorLine(text))) return true;
  if (lines.every(({ text }) => isNoise(text)) || lines.some(({ text }) => BUILDS.test(text))) return false;
  const lacks = differences.some(
    ({ expected, found }) => expected === '' && found.split('\n').some((text) => isErrorLine(text)),
  );
  return !lacks;
}

const BUILDS =
  /^\s*(?:Sending build context |Step \d+(?:\/\d+)? : |\[\+\] Building |Successfully (?:built|tagged) )/;

/** A check that fails makes its command fail, however its output compares. */
export function withChecks(judgement: Judgement, checks: readonly CheckResult[]): Judgement {
  const broken = checks.find(({ verdict }) => verdict === 'failed');
  if (!broken || judgement.verdict === 'failed' || judgement.verdict === 'skipped') return judgement;
  return failure(`${broken.sentence}: ${broken.found}`);
}

const ORDER: readonly Verdict[] = ['skipped', 'passed', 'drifted', 'failed'];

/** The worst verdict of the parts; `skipped` only when all parts are. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return ORDER[Math.max(0, ...verdicts.map((verdict) => ORDER.indexOf(verdict)))]!;
}

const failure = (reason: string): Judgement => ({ verdict: 'failed', reason });
const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;

function lastWords({ output }: Execution): string {
  const line = decisiveLine(output);
  return line === '' ? '' : `: ${line.slice(0, 200)}`;
}
