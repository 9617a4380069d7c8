import { dockerCommand } from '../command/docker.ts';
import { filesOf, isBelow } from '../command/files.ts';
import { parseScript } from '../command/words.ts';
import { columnsOf } from '../match/layouts/table-columns.ts';
import type { Comparison } from '../match/match.ts';
import type { Skip } from '../model/lab.ts';
import type { CommandResult, Difference } from '../model/verdict.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';

interface Ran {
  readonly plan: Plan;
  readonly results: ReadonlyMap<number, CommandResult>;
  /** The line whose output first shows a value that no live value stands for. */
  readonly originOf: (value: string) => number | undefined;
}

/**
 * Why a documented output can't be judged: all that is missing of it comes from commands that were
 * left out. Undefined when something else is wrong too. Linear in the lab's commands and the words.
 */
export function absentFrom(
  self: PlannedCommand,
  { differences }: Pick<Comparison, 'differences'>,
  ran: Ran,
): Skip | undefined {
  // A header is missing with its rows.
  const wrong = differences.filter(
    ({ verdict, expected, found }) => verdict === 'failed' && !(found === '' && columnsOf(expected)),
  );
  if (wrong.length === 0) return undefined;
  const left = ran.plan.commands.filter(
    ({ command }) => command.id < self.command.id && isLeftOut(ran.results.get(command.id)),
  );
  if (left.length === 0) return undefined;
  const words = new Map(
    left.flatMap((planned) => wordsMade(planned).map((word) => [word, planned] as const)),
  );
  const sources = wrong.map((difference) => sourceOf(difference, { left, words, ran }));
  const [first] = sources;
  if (!first || sources.includes(undefined)) return undefined;
  return blocked(first, 'what it would show', ran.results);
}

/** Why nothing answers at a port of this machine: the server behind it was left out. */
export function absentServer(
  self: PlannedCommand,
  { plan, results }: Omit<Ran, 'originOf'>,
): Skip | undefined {
  const ports = localPorts(self.command.script);
  if (ports.size === 0) return undefined;
  const publishers = plan.commands.filter(
    ({ command, effects }) =>
      command.id < self.command.id &&
      (startsServices(command.script) ||
        effects.some(
          (effect) =>
            effect.act === 'create' &&
            effect.object.kind === 'container' &&
            effect.object.ports.some(({ hostPort }) => hostPort !== undefined && ports.has(hostPort)),
        )),
  );
  const last = publishers.at(-1);
  if (!last || publishers.some(({ command }) => !isLeftOut(results.get(command.id)))) return undefined;
  return blocked(last, 'the server on that port', results);
}

/** Whether a file or an option that is not looked at here may publish a port. */
function startsServices(script: string): boolean {
  return parseScript(script).commands.some(({ words }) =>
    /^(?:compose up|stack deploy|service create)$/.test(dockerCommand(words)?.verb ?? ''),
  );
}

/** Why a program is not found: the command that installs it was left out. */
export function absentProgram(
  self: PlannedCommand,
  output: string,
  { plan, results }: Omit<Ran, 'originOf'>,
): Skip | undefined {
  const [, quoted, plain] = NOT_FOUND.exec(output.slice(-4_096)) ?? [];
  const program = quoted ?? plain;
  if (program === undefined) return undefined;
  const installs = plan.commands.findLast(
    ({ command }) =>
      command.id < self.command.id &&
      isLeftOut(results.get(command.id)) &&
      parseScript(command.script).commands.some(({ words }) =>
        words.slice(1).some(({ text }) => text === program),
      ),
  );
  return installs && blocked(installs, program, results);
}

/** Why a file is not there: the command that makes it was left out. */
export function absentFile(
  self: PlannedCommand,
  output: string,
  { plan, results }: Omit<Ran, 'originOf'>,
): Skip | undefined {
  const path = NO_FILE.exec(output.slice(-4_096))?.[1];
  if (path === undefined) return undefined;
  const makes = plan.commands.findLast(
    ({ command }) =>
      command.id < self.command.id &&
      isLeftOut(results.get(command.id)) &&
      isBelow(path, filesOf(command.script).makes),
  );
  return makes && blocked(makes, path, results);
}

/** As programs say that there is no such file: `ls: cannot access './out': No such file or directory`. */
const NO_FILE = /(?:^|\n)[^\n]{0,80}?[ '"]([\w./~-]{1,200})['"]?: No such file or directory/;

/** As shells and the container runtime say that there is no such program. */
const NOT_FOUND =
  /exec: "([\w./+-]{1,80})": executable file not found|(?:^|\n)(?:[^\n]{0,80}: )?([\w.+-]{1,80}): (?:command )?not found/;

/** It was skipped, or it failed and so did not do what it is for. */
const isLeftOut = (result: CommandResult | undefined): boolean =>
  result?.verdict === 'skipped'
    ? result.skip?.reason !== 'synopsis'
    : result?.verdict === 'failed' && (result.exitCode ?? 0) !== 0;

function blocked({ command }: PlannedCommand, what: string, results: Ran['results']): Skip {
  const { line } = command.span;
  const how = results.get(command.id)?.verdict === 'failed' ? 'failed' : 'was skipped';
  return {
    reason: 'blocked',
    message: `${what} comes from line ${line}, which ${how}`,
    hint: `make line ${line} work`,
  };
}

/** Names of what a command makes, and the images that it would get. */
function wordsMade({ command, effects, requirements }: PlannedCommand): readonly string[] {
  const made = effects.flatMap((effect) => {
    if (effect.act === 'rename') return [effect.to];
    if (effect.act !== 'create') return [];
    return effect.object.name ? [effect.object.name] : [];
  });
  const images = requirements.filter(({ kind }) => kind === 'image').map(({ name }) => name);
  const pulled = parseScript(command.script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    return docker?.verb === 'pull' || docker?.verb === 'load' ? docker.arguments.slice(0, 1) : [];
  });
  return [...made, ...[...made, ...images, ...pulled].map(repository)].filter((word) => word !== '');
}

const repository = (image: string): string => image.replace(/(?:@.*|:[^/]*)$/, '');

function sourceOf(
  { expected }: Difference,
  {
    left,
    words,
    ran,
  }: { left: readonly PlannedCommand[]; words: ReadonlyMap<string, PlannedCommand>; ran: Ran },
): PlannedCommand | undefined {
  for (const [word] of expected.matchAll(/[\w./:@-]+/g)) {
    const named = words.get(word) ?? words.get(repository(word));
    if (named) return named;
    // A shorter word may be the beginning of an ID by chance.
    const origin = word.length < 7 ? undefined : ran.originOf(word);
    if (origin === undefined) continue;
    const shown = left.find(
      ({ command }) =>
        command.expected && command.expected.span.line <= origin && origin <= command.expected.span.endLine,
    );
    if (shown) return shown;
  }
  return undefined;
}

function localPorts(script: string): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const { words } of parseScript(script).commands) {
    const [program] = words;
    if (program?.text !== 'curl' && program?.text !== 'wget') continue;
    for (const { text } of words.slice(1)) {
      const match = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::(\d{1,5}))?(?:\/|$)/.exec(
        text,
      );
      if (match) ports.add(Number(match[1] ?? 80));
    }
  }
  return ports;
}
