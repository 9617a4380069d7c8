import { setTimeout as delay } from 'node:timers/promises';
import type { Transaction } from '../match/journal.ts';
import type { Command, Skip } from '../model/lab.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import { runCommand } from './command-run.ts';
import type { LabContext } from './context.ts';
import { unrun } from './unrun.ts';

/** Ms until a command that failed is run again. */
const PAUSE = 1_000;

/** Runs a command as the marks say that its author has put to it: for which system, how often, known to fail. */
export async function runMarked(planned: PlannedCommand, context: LabContext): Promise<CommandResult> {
  const { directives } = planned.command;
  const skip = leftOut(planned.command, context.options.skipTags);
  if (skip) return unrun(planned, { verdict: 'skipped', reason: `${skip.reason}: ${skip.message}`, skip });
  const result = await context.correspondence.within((learning) => runUntilHeld(planned, learning, context));
  return directives.knownBad ? asKnown(result, directives.knownBad) : result;
}

/** Runs a command again that fails, as often as its author allows; of an attempt that failed nothing is known. */
async function runUntilHeld(
  planned: PlannedCommand,
  learning: Transaction,
  context: LabContext,
): Promise<CommandResult> {
  const { retries = 0 } = planned.command.directives;
  let result = ofMade(planned, await runCommand(planned, context));
  for (let attempts = 2; attempts <= 1 + retries; attempts += 1) {
    if (result.verdict !== 'failed' || context.signal.aborted) break;
    await delay(PAUSE, undefined, { signal: context.signal }).catch(() => {});
    learning.restart();
    result = { ...ofMade(planned, await runCommand(planned, context)), attempts };
  }
  return result;
}

/** Why a command is left out by the systems or the tags that its author has put to it. */
export function leftOut({ directives }: Command, skipTags: ReadonlySet<string> = NONE): Skip | undefined {
  const { platforms, tags = [] } = directives;
  const tag = tags.find((name) => skipTags.has(name));
  if (tag !== undefined) return { reason: 'directive', message: `it has the tag ${tag}, which is left out` };
  if (!platforms || platforms.includes(process.platform)) return undefined;
  return { reason: 'platform', message: `it is for ${platforms.map(nameOf).join(' and ')} only` };
}

const NONE: ReadonlySet<string> = new Set();

const nameOf = (platform: string): string =>
  ({ darwin: 'macOS', win32: 'Windows', linux: 'Linux' })[platform] ?? platform;

/** A file that commands are to have made is not missing but not as documented. */
function ofMade({ command }: PlannedCommand, result: CommandResult): CommandResult {
  const { made } = command.directives;
  if (made === undefined || result.skip?.reason !== 'missing-file') return result;
  const { skip: _, ...ran } = result;
  return { ...ran, verdict: 'failed', reason: `no command made ${made}` };
}

/** Said of a command that is known to fail and does not. */
export const HOLDS_AGAIN = 'it holds again: take the mark known-bad away';

/** What is known of a command that is marked so, as a sentence; undefined when the day up to which it is excused is past. */
export function knownToFail({ directives: { knownBad } }: Command): string | undefined {
  if (!knownBad || isPast(knownBad.until)) return undefined;
  return `it fails, as is known${knownBad.reason === '' ? '' : ` (${knownBad.reason})`}`;
}

const isPast = (day: string | undefined): boolean =>
  day !== undefined && new Date().toISOString().slice(0, 10) > day;

function asKnown(
  result: CommandResult,
  { reason, until }: { readonly reason: string; readonly until?: string },
): CommandResult {
  const { verdict } = result;
  if (verdict === 'skipped') return result;
  if (verdict !== 'failed') return { ...result, verdict: 'failed', reason: HOLDS_AGAIN };
  if (isPast(until))
    return { ...result, reason: `${result.reason} (known-bad until ${until}, which is past)` };
  const known = reason === '' ? '' : ` (${reason})`;
  const message = `it fails, as is known${known}: ${result.reason}`;
  return {
    ...result,
    verdict: 'skipped',
    reason: `known-bad: ${message}`,
    skip: { reason: 'known-bad', message, hint: until ? `until ${until}` : 'put right what is wrong' },
  };
}
