import { nearFile } from '../absence/files.ts';
import { nearObject } from '../absence/objects.ts';
import { absentServer } from '../absence/servers.ts';
import { saysThatItExists } from '../absence/story.ts';
import { engineChoice } from '../command/engine-choice.ts';
import { quote, quotePath } from '../command/quote.ts';
import { isRefused } from '../command/refused.ts';
import { parseScript } from '../command/words.ts';
import { type Hazard, unheldIn } from '../hazard/hazards.ts';
import { pathsBeyond } from '../hazard/kinds/files.ts';
import { asksStatus } from '../lab/exit-status.ts';
import { joinsSwarm } from '../lab/machine-clues.ts';
import { placeholders } from '../lab/placeholders.ts';
import type { Command, Skip } from '../model/lab.ts';
import type { PlannedCommand } from '../plan/plan.ts';
import type { Requirement } from '../plan/requirements.ts';
import { variablesUsed } from '../plan/variable-needs.ts';
import type { ShellSession } from '../session/shell.ts';
import type { LabContext } from './context.ts';
import { fillPlaceholders } from './placeholders.ts';
import { inSkippedFolder } from './skipped-folder.ts';
import { meetUnseenIds } from './unseen-ids.ts';
import { unsetVariable } from './unset.ts';

/** What to do with a command before it runs: leave it out, or give the shell this script. */
export type Decision =
  | { readonly skip: Skip }
  /** `guess`: why to skip it should the one object that fits turn out not to be meant. */
  | { readonly script: string; readonly guess?: Skip };

/** Decides in the order of what a reader would notice first; asks the session only for files. */
export async function decide(planned: PlannedCommand, context: LabContext): Promise<Decision> {
  const { command } = planned;
  const skip =
    isSetOutside(command, context) || joinsLive(command, context)
      ? undefined
      : await skipFromText(command, context);
  if (skip && skip.reason !== 'placeholder' && skip.reason !== 'network') return { skip };
  // What is missing here does not hide that it is wrong.
  const wrong = command.where.kind === 'host' && skip?.reason !== 'placeholder' && isRefused(command.script);
  if (wrong) return { script: command.script };
  const past = pastTheGateway(command, context) ?? (await beyondTheLab(planned, context));
  if (past) return { skip: past };
  if (skip?.reason === 'network') return { skip };
  const unmet = planned.requirements.flatMap(
    (requirement) => unmetIn(requirement, planned, context) ?? [],
  )[0];
  if (unmet) return { skip: unmet };
  const blocked =
    blockedBy(planned, context) ??
    inSkippedFolder(planned, context) ??
    absentServer(planned, context) ??
    statusOfSkipped(command, context);
  if (blocked) return { skip: blocked };
  const unknown = unknownValue(command, context);
  if (unknown) return { skip: unknown };
  const missing = await missingFile(planned, context);
  if (missing) return { skip: missing };
  const unset = skip ? undefined : await unsetVariable(command, context);
  if (unset) return { skip: unset };
  const unseen = await meetUnseenIds(command, context);
  if (unseen?.skip) return { skip: unseen.skip };
  if (!skip) return { script: command.script, ...(unseen?.guess && { guess: unseen.guess }) };
  const script = fillPlaceholders(command, context);
  return script === undefined ? { skip } : { script, guess: skip };
}

/** An image that is nearly called as one that the lab makes is no image of the reader's: it is run, and fails. */
function unmetIn(requirement: Requirement, self: PlannedCommand, context: LabContext): Skip | undefined {
  const skip = context.unmet(requirement);
  if (!skip || requirement.kind !== 'image') return skip;
  const { plan, results } = context;
  return nearObject('image', requirement.name, { self, plan, results }) ? undefined : skip;
}

/** What looked as if the reader were to fill it in are variables that the caller's environment has. */
function isSetOutside({ skip, script }: Command, { environment }: LabContext): boolean {
  if (skip?.reason !== 'placeholder') return false;
  const used = variablesUsed(script);
  const onlyVariables = placeholders(script).every(({ text }) => text.startsWith('$'));
  return onlyVariables && used.length > 0 && used.every((name) => environment.has(name));
}

/** What the reader is to fill in is the token or the address of the live swarm. */
const joinsLive = ({ skip, script }: Command, { several }: LabContext): boolean =>
  several !== undefined && (skip?.otherwise ?? skip)?.reason === 'placeholder' && joinsSwarm(script);

/** The host's shell, in front of which no session stands. */
async function openHost(shell: number, { shells }: LabContext): Promise<ShellSession> {
  await shells.leave();
  return shells.host(shell);
}

/** What the document's text alone gives as a reason, but for the internet where that is allowed. */
async function skipFromText(
  { skip: first, script, where }: Command,
  context: LabContext,
): Promise<Skip | undefined> {
  const { options, several, internet } = context;
  const skip = several && first?.unless === 'machines' ? first.otherwise : first;
  if (skip?.reason !== 'network') return skip;
  const reached =
    options.online ??
    (where.kind === 'host' && (await internet.reaches(script, () => openHost(where.shell, context))));
  return reached ? undefined : { hint: '--online, where the internet can be reached', ...skip };
}

/** A command that would change the computer itself, where that is no machine of the lab's own or does not hold it. */
async function beyondTheLab(
  { command: { script, where }, hazards }: PlannedCommand,
  { ownMachine, options: { allowed = NONE }, correspondence, engine }: LabContext,
): Promise<Skip | undefined> {
  if (where.kind !== 'host') return undefined;
  const refused = ({ kind }: Hazard): boolean => ownMachine || !allowed.has(kind);
  const unheld = unheldIn(script).find(refused);
  if (unheld) return { reason: 'hazard', message: unheld.message, hint: NOWHERE };
  const typed = correspondence.rewrite(script).script;
  const isOwn = async ({ kind }: Hazard): Promise<boolean> =>
    kind === 'files' && (await areOfVolumes(pathsBeyond(typed), engine));
  for (const hazard of ownMachine ? [] : hazards.filter(refused)) {
    if (await isOwn(hazard)) continue;
    return {
      reason: 'hazard',
      message: hazard.message,
      hint: `--engine private, which runs the lab on a machine of its own, or --allow hazard=${hazard.kind}`,
    };
  }
  return undefined;
}

/** Whether all paths are files of the lab's own volumes, as the engine keeps them. */
async function areOfVolumes(paths: readonly string[], engine: LabContext['engine']): Promise<boolean> {
  const own = await Promise.all(
    paths.map(async (path) => {
      const [folder, name] = /^\/.*\/([^/]+)\/_data(?=\/)/.exec(path) ?? [];
      if (folder === undefined || path.split('/').includes('..')) return false;
      return (await engine.volume(name!))?.mountpoint === folder;
    }),
  );
  return own.every(Boolean);
}

const NONE: ReadonlySet<string> = new Set();
const NOWHERE = 'nothing: the machines of labs share the kernel of the computer';

/** A command that chooses the engine's own socket, where that can be reached. */
function pastTheGateway({ script, where }: Command, { covered }: LabContext): Skip | undefined {
  if (covered || where.kind !== 'host') return undefined;
  const choices = parseScript(script).commands.flatMap(({ words }) => engineChoice(words) ?? []);
  const [choice] = choices;
  return (
    choice && {
      reason: 'platform',
      message: `${choice.typed} would reach the engine past labproof, with what is not the lab's`,
      hint: 'leave it out, or run labproof as root',
    }
  );
}

function blockedBy(planned: PlannedCommand, { results, plan }: LabContext): Skip | undefined {
  for (const need of planned.needs) {
    const result = results.get(need.command);
    const ranWell =
      result &&
      result.verdict !== 'skipped' &&
      (result.verdict !== 'failed' || result.exitCode === 0 || saysThatItExists(result.output));
    if (!result || ranWell) continue;
    const opener = plan.commands[need.command]?.command.terminal === 'session';
    if (opener && result.verdict !== 'skipped' && result.exitCode === undefined) continue;
    return {
      reason: 'blocked',
      message: `${need.what} comes from line ${need.line}, which ${result.verdict === 'skipped' ? 'was skipped' : 'failed'}`,
      hint: `make line ${need.line} work`,
    };
  }
  return undefined;
}

/** The exit status of a command that was left out. */
function statusOfSkipped({ id, script }: Command, { results, plan }: LabContext): Skip | undefined {
  const before = asksStatus(script) ? plan.commands[id - 1]?.command : undefined;
  if (!before || results.get(before.id)?.verdict !== 'skipped') return undefined;
  const { line } = before.span;
  return {
    reason: 'blocked',
    message: `the exit status is that of line ${line}, which was skipped`,
    hint: `make line ${line} work`,
  };
}

/** A word that the document shows only in the output of a command that did not give it. */
function unknownValue(command: Command, { correspondence, plan, results }: LabContext): Skip | undefined {
  const words = parseScript(command.script).commands.flatMap(({ words }) => words);
  for (const { text } of words) {
    const known = correspondence.unboundOrigin(text);
    const origin = known ?? correspondence.unboundAddressOrigin(text);
    if (origin === undefined) continue;
    const source = plan.commands.find(({ command: { expected, id } }) => {
      const { verdict, exitCode = 0 } = results.get(id) ?? {};
      // What has printed something else may have shown that address all the same.
      const failed = verdict === 'failed' && (known !== undefined || exitCode !== 0);
      return (
        (failed || verdict === 'skipped') &&
        expected !== undefined &&
        expected.span.line <= origin &&
        origin <= expected.span.endLine
      );
    });
    if (!source) continue;
    const { line } = source.command.span;
    const verdict = results.get(source.command.id)?.verdict === 'skipped' ? 'was skipped' : 'failed';
    return {
      reason: 'blocked',
      message: `${text} is a value in the output of line ${line}, which ${verdict}`,
      hint: `make line ${line} work`,
    };
  }
  return undefined;
}

/** A file that the command needs, that the document makes nowhere and that is not there. */
async function missingFile(planned: PlannedCommand, context: LabContext): Promise<Skip | undefined> {
  const { command, files } = planned;
  if (files.length === 0 || command.where.kind !== 'host') return undefined;
  const shown = command.expected?.lines.some(({ text }) => /no such file|cannot|can't|not found/i.test(text));
  if (shown) return undefined;
  await context.shells.leave();
  const shell = await context.shells.host(command.where.shell);
  const paths = files.map((path) => context.correspondence.rewrite(path).script);
  const tests = paths.map((path) => `[ -e ${quotePath(path)} ] || printf '%s\\n' ${quote(path)}`);
  const { output } = await shell.run(`(${tests.join('; ')}; exit 0)`, {
    timeoutMs: 10_000,
    terminal: 'none',
  });
  const path = output.split('\n')[0] ?? '';
  if (path === '' || nearFile(path, { self: planned, ...context }) !== undefined) return undefined;
  const fetched = context.plan.commands.find(
    (other) =>
      other.command.id < command.id &&
      /\bgit\s+clone\b/.test(other.command.script) &&
      context.results.get(other.command.id)?.verdict === 'skipped',
  );
  return fetched
    ? {
        reason: 'blocked',
        message: `${path} is not there; line ${fetched.command.span.line}, which fetches files, was skipped`,
        hint: `put ${path} into the working directory, or make line ${fetched.command.span.line} work`,
      }
    : {
        reason: 'missing-file',
        message: `${path} is not there and no block of the document shows it`,
        hint: `show the file in a block named ${path}, or add a command that makes it`,
      };
}
