import type { CommandResult } from '../model/verdict.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { NoShell } from '../session/no-shell.ts';
import { runCommand } from './command-run.ts';
import type { LabContext } from './context.ts';

/** Runs a command; where the lab has left nothing that a shell could be started with, it fails and says so. */
export async function runInShell(planned: PlannedCommand, context: LabContext): Promise<CommandResult> {
  const started = performance.now();
  try {
    return await runCommand(planned, context);
  } catch (error) {
    if (!(error instanceof NoShell)) throw error;
    const { command, step } = planned;
    return {
      id: command.id,
      line: command.span.line,
      command: command.typed,
      step: step.ordinal,
      verdict: 'failed',
      reason: `no shell can be started any more: ${error.message.replace(/^no shell: /, '')}`,
      durationMs: performance.now() - started,
      output: '',
      differences: [],
      acceptances: [],
      checks: [],
    };
  }
}
