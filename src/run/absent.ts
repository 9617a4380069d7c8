import { existsSync } from 'node:fs';
import { answerTo } from '../absence/answer.ts';
import { absencesIn } from '../absence/catalogue.ts';
import { absentFrom, filteredOut } from '../absence/rows.ts';
import type { Answer } from '../absence/rule.ts';
import { blocked, leftOut, verbsOf } from '../absence/story.ts';
import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Comparison } from '../match/match.ts';
import type { Skip } from '../model/lab.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import type { Execution } from '../session/execution.ts';
import type { LabContext } from './context.ts';
import { dockerErrorIn } from './docker-errors.ts';

/**
 * Why a command that failed could not do what its document says: something is missing that comes
 * from elsewhere, or that the document calls by another name. Undefined when nothing is missing.
 */
export async function absenceOf(
  self: PlannedCommand,
  { execution, comparison }: { readonly execution: Execution; readonly comparison: Comparison | undefined },
  context: LabContext,
): Promise<Answer | undefined> {
  const { plan, results, correspondence } = context;
  const shownOn = (value: string): number | undefined => correspondence.unboundOrigin(value);
  if (self.malformed !== '') return undefined;
  const ran = { plan, results, shownOn, present: await presentImages(self, context) };
  const nothing = execution.exitCode === 1 && execution.output.trim() === '';
  const unseen =
    (comparison && absentFrom(self, comparison, ran)) ?? (nothing ? filteredOut(self, ran) : undefined);
  if (unseen) return { skip: unseen };
  const restarted = otherEngine(self, context);
  if (restarted) return { skip: restarted };
  const { output, exitCode, ended } = execution;
  if (ended === 'aborted' || ended === 'timeout') return undefined;
  if (exitCode === 0 && dockerErrorIn(output) === undefined) return undefined;
  const standing = standingNeed(self, execution, context);
  if (standing) return { skip: standing };
  const absences = absencesIn(output);
  if (absences.length === 0) return undefined;
  const balances = existsSync('/proc/net/ip_vs');
  return answerTo(absences, { self, plan, results, output, shownOn, serving: context.shells.busy, balances });
}

/** What it needs is there, but not as the command says that was to make it and found it there already. */
function standingNeed(
  self: PlannedCommand,
  { exitCode }: Execution,
  { plan, results }: LabContext,
): Skip | undefined {
  if (!exitCode) return undefined;
  const need = self.needs.find(({ command }) => {
    const result = results.get(command);
    return result?.verdict === 'failed' && (result.exitCode ?? 0) !== 0;
  });
  const maker = need && plan.commands[need.command];
  return maker && blocked(maker, need.what, { results });
}

/** A command that was left out would have started the engine with other settings, which this one may be about. */
function otherEngine(self: PlannedCommand, { plan, results }: LabContext): Skip | undefined {
  if (verbsOf(self).length === 0) return undefined;
  const restarts = leftOut({ plan, results }, self, ({ command }) =>
    parseScript(command.script).commands.some(({ words }) => {
      const [program = '', option = ''] = programWords(words).map(({ text }) => text);
      return program.split('/').at(-1) === 'dockerd' && option.startsWith('-');
    }),
  );
  return restarts && blocked(restarts, 'the engine with these settings', { results });
}

/** The images that commands before would have pulled and that are here all the same. */
async function presentImages(
  { command }: PlannedCommand,
  { plan, results, engine }: LabContext,
): Promise<ReadonlySet<string>> {
  const pulled = plan.commands.slice(0, command.id).flatMap((planned) => {
    if (results.get(planned.command.id)?.verdict !== 'skipped') return [];
    return parseScript(planned.command.script).commands.flatMap(({ words }) => {
      const docker = dockerCommand(words);
      return docker?.verb === 'pull' && !docker.options.has('platform') ? docker.arguments.slice(0, 1) : [];
    });
  });
  const found = await Promise.all(
    [...new Set(pulled)].map(async (image) =>
      (await engine.image(image).catch(() => undefined)) ? [image] : [],
    ),
  );
  return new Set(found.flat());
}
