import type { LabResult } from '../model/event.ts';
import type { CommandResult, Verdict } from '../model/verdict.ts';
import { onEngines } from '../report/engine-facts.ts';

/** What tells most first. */
const WORST: readonly Verdict[] = ['failed', 'drifted', 'passed', 'skipped'];

/**
 * What a lab came to on several engines as one result, for who looks at the document: of each command the worst, which
 * says on which engines it is so where that is not all of them.
 */
export function acrossEngines(results: readonly [LabResult, ...LabResult[]]): LabResult {
  const [first] = results;
  if (results.length === 1) return first;
  const worst = [...results].sort((a, b) => WORST.indexOf(a.verdict) - WORST.indexOf(b.verdict))[0]!;
  const ids = [...new Set(results.flatMap(({ commands }) => commands.map(({ id }) => id)))];
  return { ...worst, commands: ids.sort((a, b) => a - b).map((id) => commandAcross(id, results)) };
}

function commandAcross(id: number, results: readonly LabResult[]): CommandResult {
  const told = results.flatMap(({ commands, engine }) => {
    const command = commands.find((one) => one.id === id);
    return command ? [{ command, engine }] : [];
  });
  const verdict = WORST.find((one) => told.some(({ command }) => command.verdict === one))!;
  const own = told.filter(({ command }) => command.verdict === verdict);
  const { command } = own[0]!;
  if (own.length === results.length || verdict === 'passed') return command;
  const engines = results.flatMap(({ engine }) => engine ?? []);
  const on = onEngines(
    own.map(({ engine }) => engine),
    engines,
  ).trim();
  return { ...command, reason: command.reason === '' ? on : `${on}: ${command.reason}` };
}
