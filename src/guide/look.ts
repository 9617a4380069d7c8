import { type Comparison, matchOutput } from '../match/match.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import type { LabContext } from '../run/context.ts';
import { judge } from '../run/judge.ts';
import { matchContextOf } from '../run/match-context.ts';
import { visibleLines } from '../text/lines.ts';
import { doneBy, sameKind, sameMeaning } from './compare.ts';
import type { LearnerRun } from './goal.ts';

export type LookContext = Pick<LabContext, 'inventory' | 'correspondence' | 'plan' | 'made'>;

export interface Look {
  /** The learner typed what the document has, in whatever spelling. */
  readonly same: boolean;
  readonly seen: boolean;
  /** Where it parts from the document, '' where it does not. */
  readonly found: string;
}

/**
 * Whether what a learner's command printed is what the document shows for `planned`. What both show
 * together is then known of the correspondence; of a command that shows something else nothing is.
 */
export function lookAt(planned: PlannedCommand, run: LearnerRun, context: LookContext): Look {
  const { command } = planned;
  const wanted = context.correspondence.rewrite(command.script).script;
  const same = sameMeaning(wanted, run.script);
  const kind = same || sameKind(wanted, run.script) || doneBy(wanted, [run.script]);
  if (!command.expected || (!kind && !tells(planned, run.output))) return { same, seen: false, found: '' };
  const comparing = context.correspondence.begin();
  const comparison = matchOutput({
    expected: command.expected,
    live: run.output,
    context: matchContextOf(command, run.script, context),
  });
  const { verdict, reason } = judge(planned, executionOf(run), comparison);
  const seen = same || kind ? verdict === 'passed' || verdict === 'drifted' : verdict === 'passed';
  if (seen) {
    comparing.commit();
    return { same, seen, found: '' };
  }
  comparing.drop();
  return { same, seen, found: same ? (firstDifference(comparison) ?? reason) : '' };
}

/** What a learner's terminal showed, as a run of it would have come to. */
export function executionOf({ output, exitCode }: LearnerRun) {
  return {
    output,
    exitCode,
    ended: 'exit',
    truncated: false,
    totalBytes: output.length,
    durationMs: 0,
  } as const;
}

/**
 * Whether another command's output has something of the documented one that is not just of the same
 * kind: any two IDs look alike.
 */
function tells({ command }: PlannedCommand, live: string): boolean {
  const words = new Set(visibleLines(live).flatMap((line) => line.split(/[\s",]+/)));
  const lines = command.expected?.lines ?? [];
  const shared = lines
    .flatMap(({ text }) => text.split(/[\s",]+/))
    .filter((word) => /[a-z]{3}/i.test(word) && words.has(word));
  return new Set(shared).size >= 2;
}

function firstDifference({ differences }: Comparison): string | undefined {
  const difference = differences.find(({ verdict }) => verdict === 'failed') ?? differences[0];
  if (!difference) return undefined;
  const { line, expected, found, cause } = difference;
  if (cause !== '')
    return cause.startsWith('line ') || expected === '' ? cause : `line ${line} of the document: ${cause}`;
  const live = found === '' ? 'nothing of the kind is there' : `here it is ‘${squeezed(found)}’`;
  return `line ${line} of the document says ‘${squeezed(expected)}’; ${live}`;
}

const squeezed = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 120);
