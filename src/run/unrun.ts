import type { CommandResult } from '../model/verdict.ts';
import type { PlannedCommand } from '../plan/plan.ts';

/** The result of a command that has not been run, or could not be. */
export function unrun(
  { command, step }: PlannedCommand,
  why: Pick<CommandResult, 'verdict' | 'reason' | 'skip'>,
  durationMs = 0,
): CommandResult {
  return {
    id: command.id,
    line: command.span.line,
    ...(command.from ? { from: command.from } : {}),
    command: command.typed,
    step: step.ordinal,
    ...why,
    durationMs,
    output: '',
    differences: [],
    acceptances: [],
    checks: [],
  };
}
