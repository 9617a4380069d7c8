import { type InterruptedRun, interruptedRuns } from '../docker/ledger.ts';
import { isOfEndedMachine } from '../docker/private-remains.ts';
import type { Problem } from '../model/problem.ts';

/**
 * Interrupted runs. Those on a machine that is gone left nothing and are forgotten, and so are
 * those in a container, which is on record itself.
 */
export async function rememberedRuns(directory: string): Promise<readonly InterruptedRun[]> {
  const runs: InterruptedRun[] = [];
  for (const run of await interruptedRuns(directory)) {
    const { endpoint } = run;
    const gone = endpoint.kind === 'inside' || (endpoint.kind === 'unix' && isOfEndedMachine(endpoint.path));
    // What can't be removed yet stays on record.
    if (gone) await run.forget().catch(() => {});
    else runs.push(run);
  }
  return runs;
}

/** A run with its age and what it made. */
export function runLine(run: InterruptedRun): string {
  const { runId, kept, record } = run;
  const names = record.made().map(({ kind, name, id }) => `${kind} ${name || id.slice(0, 12)}`);
  return `run ${runId}, ${ageOf(run)}${kept ? ', kept' : ''}: ${names.length === 0 ? 'no object on record' : names.join(', ')}`;
}

function ageOf({ startedAt }: InterruptedRun): string {
  const minutes = Math.round((Date.now() - startedAt.getTime()) / 60_000);
  return `${minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`} ago`;
}

/** What a new run says of those that were interrupted; what was kept is no news. */
export async function leftBehind(directory: string): Promise<readonly Problem[]> {
  const runs = (await rememberedRuns(directory)).filter(({ kept }) => !kept);
  return runs.map((run) => ({
    severity: 'warning',
    code: 'left-behind',
    message: `${ageOf(run)} a run was interrupted, and what it made may be left (${run.record.made().length} objects on record)`,
    hint: "'labproof clean' lists it and removes it",
  }));
}
