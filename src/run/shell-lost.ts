import type { CommandResult } from '../model/verdict.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { NoShell } from '../session/no-shell.ts';
import type { LabContext } from './context.ts';
import { runMarked } from './marked.ts';
import { unrun } from './unrun.ts';

/** Runs a command; where the lab has left nothing that a shell could be started with, it fails and says so. */
export async function runInShell(planned: PlannedCommand, context: LabContext): Promise<CommandResult> {
  const started = performance.now();
  try {
    return await runMarked(planned, context);
  } catch (error) {
    if (!(error instanceof NoShell)) throw error;
    const reason = `no shell can be started any more: ${error.message.replace(/^no shell: /, '')}`;
    return unrun(planned, { verdict: 'failed', reason }, performance.now() - started);
  }
}
