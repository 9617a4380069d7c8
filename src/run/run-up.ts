import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Command } from '../model/lab.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * What the commands right above one printed, where the document shows nothing of theirs: authors
 * type several commands and show below the last what all of them print. '' when there are none.
 */
export function outputAbove(
  { id, span, where, machine }: Command,
  { plan, results }: { readonly plan: Plan; readonly results: ReadonlyMap<number, CommandResult> },
): string {
  const outputs: string[] = [];
  let next = span.line;
  for (let at = id - 1; at >= 0; at -= 1) {
    const above = plan.commands[at]?.command;
    const result = results.get(at);
    if (!above || above.expected || above.terminal !== 'none' || !result) break;
    if (above.machine !== machine) break;
    if (where.kind !== 'host' || above.where.kind !== 'host' || next - above.span.endLine > 2) break;
    if (result.verdict === 'skipped') break;
    next = above.span.line;
    // What builds and downloads tell of their progress is not what the output below shows.
    if (isProgress(above.script)) continue;
    outputs.push(result.output.endsWith('\n') || result.output === '' ? result.output : `${result.output}\n`);
  }
  return outputs.reverse().join('');
}

function isProgress(script: string): boolean {
  const verb = parseScript(script).commands.flatMap(({ words }) => dockerCommand(words)?.verb ?? [])[0];
  return verb === 'build' || verb === 'pull' || verb === 'push';
}
