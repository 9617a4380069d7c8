import { dockerCommand } from '../command/docker.ts';
import { filesOf, isBelow } from '../command/files.ts';
import type { Effect } from '../command/meaning.ts';
import { parseScript } from '../command/words.ts';
import type { Skip } from '../model/lab.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';
import type { ObjectKind } from '../profile/verb.ts';
import { sameImage } from '../text/image-reference.ts';

/** What happened in a lab before one of its commands. */
export interface Happened {
  readonly plan: Plan;
  readonly results: ReadonlyMap<number, CommandResult>;
}

/** What the lab has to do with an object. */
export type Origin =
  /** A command made it; it has been removed since, or it is there. */
  | { readonly origin: 'made'; readonly by: PlannedCommand }
  /** The command that makes it was skipped or failed. */
  | { readonly origin: 'left out'; readonly by: PlannedCommand }
  /** Only a later command makes it. */
  | { readonly origin: 'later'; readonly by: PlannedCommand }
  | { readonly origin: 'none' };

/** It was skipped, or it failed and so did not do what it is for. */
export const isLeftOut = (result: CommandResult | undefined): boolean =>
  result?.verdict === 'skipped'
    ? result.skip?.reason !== 'synopsis'
    : result?.verdict === 'failed' && (result.exitCode ?? 0) !== 0 && !saysThatItExists(result.output);

/** A command that fails since what it makes is there already leaves it there. */
export const saysThatItExists = (output: string): boolean =>
  /already exists|is already in use by container|already in use by|name conflicts with an existing object/.test(
    output,
  );

/** The commands before one, the latest last. */
export const before = ({ plan }: Happened, { command }: PlannedCommand): readonly PlannedCommand[] =>
  plan.commands.slice(0, command.id);

/** The same, and those that are typed before its output is shown, where the document shows that later. */
export const shownAfter = ({ plan }: Happened, { command }: PlannedCommand): readonly PlannedCommand[] => {
  const { id, expected } = command;
  return plan.commands.filter(
    (other) =>
      other.command.id < id ||
      (other.command.id > id && expected !== undefined && other.command.span.line < expected.span.line),
  );
};

/** The latest command before one that was left out and that `makes` tells of. */
export function leftOut(
  happened: Happened,
  self: PlannedCommand,
  makes: (planned: PlannedCommand) => boolean,
): PlannedCommand | undefined {
  return before(happened, self).findLast(
    (planned) => isLeftOut(happened.results.get(planned.command.id)) && makes(planned),
  );
}

/** Where an object comes from, by the name that a command uses. Linear in the commands. */
export function originOf(
  { kind, name }: { readonly kind: ObjectKind | undefined; readonly name: string },
  self: PlannedCommand,
  { plan, results }: Happened,
): Origin {
  const makers = plan.commands.filter(
    (planned) => planned !== self && planned.effects.some((effect) => makes(effect, kind, name)),
  );
  const earlier = makers.filter(({ command }) => command.id < self.command.id);
  const ran = earlier.findLast(({ command }) => !isLeftOut(results.get(command.id)));
  const lost = earlier.findLast(({ command }) => isLeftOut(results.get(command.id)));
  // The latest tells: what a later command was to make again is not there for its sake.
  if (lost && (!ran || lost.command.id > ran.command.id)) return { origin: 'left out', by: lost };
  if (ran) return { origin: 'made', by: ran };
  const [later] = makers.filter(({ command }) => command.id > self.command.id);
  return later ? { origin: 'later', by: later } : { origin: 'none' };
}

function makes(effect: Effect, kind: ObjectKind | undefined, name: string): boolean {
  if (effect.act === 'rename') return (kind ?? 'container') === 'container' && effect.to === name;
  if (effect.act !== 'create') return false;
  const { object } = effect;
  if (object.kind === 'container' && (kind ?? 'volume') === 'volume' && hasVolume(object.volumes, name))
    return true;
  if (kind !== undefined && object.kind !== kind) return false;
  if (object.name === undefined) return false;
  return object.kind === 'image' ? sameImage(object.name, name) : object.name === name;
}

const hasVolume = (volumes: readonly { readonly source: string }[], name: string): boolean =>
  volumes.some(({ source }) => source === name);

/** The names of objects of a kind that commands before one have made. */
export function namesMade(kind: ObjectKind | undefined, self: PlannedCommand, happened: Happened): Named {
  const ran = before(happened, self).filter(({ command }) => !isLeftOut(happened.results.get(command.id)));
  return namesGiven(kind, ran);
}

type Named = readonly { readonly name: string; readonly by: PlannedCommand }[];

/** The names that commands give to objects of a kind, whether they ran or not. */
export function namesGiven(kind: ObjectKind | undefined, commands: readonly PlannedCommand[]): Named {
  return commands.flatMap((by) =>
    by.effects.flatMap((effect) => {
      if (effect.act === 'rename') return [{ name: effect.to, by }];
      if (effect.act !== 'create' || effect.object.name === undefined) return [];
      return kind === undefined || effect.object.kind === kind ? [{ name: effect.object.name, by }] : [];
    }),
  );
}

/** The docker verbs of a command, such as `compose up`. */
export const verbsOf = ({ command }: PlannedCommand): readonly string[] =>
  parseScript(command.script).commands.flatMap(({ words }) => dockerCommand(words)?.verb ?? []);

/** Whether a command makes a path, or a folder that it is below. */
export const makesPath = ({ command }: PlannedCommand, path: string): boolean =>
  isBelow(path, filesOf(command.script).makes);

/** Why a command can't do what it is for: another, which `what` comes from, was left out. */
export function blocked(
  { command }: PlannedCommand,
  what: string,
  { results }: Pick<Happened, 'results'>,
): Skip {
  const { line } = command.span;
  const how = results.get(command.id)?.verdict === 'failed' ? 'failed' : 'was skipped';
  return {
    reason: 'blocked',
    message: `${what} comes from line ${line}, which ${how}`,
    hint: `make line ${line} work`,
  };
}

/** Whether a command makes a container that has this port of the host. */
export const publishes = ({ effects }: PlannedCommand, port: string): boolean =>
  effects.some(
    (effect) =>
      effect.act === 'create' &&
      effect.object.kind === 'container' &&
      effect.object.ports.some(({ hostPort }) => String(hostPort) === port),
  );
