import { nearest } from '../match/nearest.ts';
import { generatedName } from '../match/values/generated-name.ts';
import type { Plan } from '../plan/plan.ts';
import { BUILT_IN_NETWORKS, SWARM_NETWORKS } from '../profile/networks.ts';
import type { ObjectKind } from '../profile/verb.ts';
import type { Life } from './lives.ts';
import { isHexWord, readShownIds } from './shown-ids.ts';
import type { Place, Source } from './source.ts';
import { placeInCommand, placeInRow, placeOf } from './source.ts';
import { type Story, showsError } from './story.ts';

/** A name that a document uses or shows, and that no command of it gives to anything. */
export interface Stranger {
  readonly kind: ObjectKind;
  readonly name: string;
  /** In document order. */
  readonly places: readonly Place[];
  /** What it is most likely meant to be; undefined when nothing or more than one thing is near. */
  readonly meant: Life | undefined;
  /** It is so because of the container's own networks, and not only because the names are alike. */
  readonly proof: string;
}

export interface Strangers {
  readonly all: readonly Stranger[];
  /** The name that is meant by a name. */
  readonly resolve: (kind: ObjectKind, name: string) => string;
}

interface Looked {
  readonly plan: Plan;
  readonly story: Story;
  readonly source: Source;
}

/** Finds the names that nothing of the document makes. */
export function readStrangers(looked: Looked): Strangers {
  const sightings = new Map<string, Sighting[]>();
  for (const sighting of looked.story.severalMachines ? [] : sightingsIn(looked)) {
    if (!isStrange(sighting, looked.story)) continue;
    const key = `${sighting.kind} ${sighting.name}`;
    const same = sightings.get(key);
    if (same) same.push(sighting);
    else sightings.set(key, [sighting]);
  }
  const { story } = looked;
  const beside = namesByCommand(story);
  const all = [...sightings.values()].map((same) => strangerOf(same, { story, beside }));
  const meant = new Map(
    all.flatMap((one) => (one.meant ? [[`${one.kind} ${one.name}`, one.meant.name]] : [])),
  );
  return { all, resolve: (kind, name) => meant.get(`${kind} ${name}`) ?? name };
}

/** The names that a command or its output has; what stands there already is not what another name means. */
function namesByCommand({ shown, uses }: Story): ReadonlyMap<number, ReadonlySet<string>> {
  const names = new Map<number, Set<string>>();
  for (const { command, name } of [...shown, ...uses]) {
    const known = names.get(command) ?? new Set();
    names.set(command, known.add(name));
  }
  return names;
}

interface Sighting {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly command: number;
  readonly place: Place;
  /** The only networks that the document lets the container be on, as candidates with the proof. */
  readonly only?: { readonly lives: readonly Life[]; readonly proof: string };
}

function sightingsIn({ plan, story, source }: Looked): readonly Sighting[] {
  const shownIds = readShownIds(plan, source);
  const inOutputs = story.shown
    .filter(({ kind, name }) => KINDS.has(kind) && name !== '')
    .map(({ kind, name, line, command }) => ({
      kind,
      name,
      command,
      place: placeInRow(source, { line, last: kind !== 'network' }, name),
    }));
  const inCommands = story.uses.flatMap(({ kind, name, command }): readonly Sighting[] => {
    const planned = plan.commands[command]!;
    if (showsError(planned) || shownIds(name) || isHexWord(name)) return [];
    return [{ kind, name, command, place: placeInCommand(source, planned.command.span, name) }];
  });
  const inNetworks = story.memberships.flatMap(({ container, networks, command }) => {
    const only = remainingNetworks(story, { container, command, named: networks.map(({ name }) => name) });
    return networks.map(
      ({ kind, name, line }): Sighting => ({
        kind,
        name,
        command,
        place: placeOf(source, { line }, name),
        ...(only ? { only } : {}),
      }),
    );
  });
  return [...inOutputs, ...inCommands, ...inNetworks].sort((a, b) => a.place.from - b.place.from);
}

const KINDS: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['container', 'network', 'volume']);

/** The networks of a container that its documented `inspect` does not name, where that is one. */
function remainingNetworks(
  { lives }: Story,
  { container, command, named }: { container: string; command: number; named: readonly string[] },
): Sighting['only'] {
  const life = lives.at('container', container, command);
  if (!life) return undefined;
  const own = life.attachments.filter(({ from, to }) => from <= command && command < to);
  const rest = own.filter(({ network }) => !named.includes(network));
  const strange = named.filter((name) => !own.some(({ network }) => network === name));
  if (rest.length !== 1 || strange.length !== 1) return undefined;
  const network = lives.at('network', rest[0]!.network, command);
  if (!network) return undefined;
  return {
    lives: [network],
    proof: `container ${container} is on network ${network.name} (line ${life.line})`,
  };
}

const BUILT_IN = new Set(['default', ...BUILT_IN_NETWORKS, ...SWARM_NETWORKS]);

function isStrange({ kind, name, command }: Sighting, story: Story): boolean {
  if (kind === 'network' && BUILT_IN.has(name)) return false;
  if (command >= story.unclearFrom || story.given.has(name) || story.lives.ever(kind, name).length > 0)
    return false;
  if (kind !== 'container' || generatedName.end(name, 0) !== name.length) return true;
  return story.unnamedFrom > command;
}

/** The latest names are those that a slip of the pen is likely to be of. */
const MOST_NEAR = 60;

function strangerOf(
  same: readonly Sighting[],
  { story, beside }: { readonly story: Story; readonly beside: ReadonlyMap<number, ReadonlySet<string>> },
): Stranger {
  const { kind, name } = same[0]!;
  const meant = same.map((sighting) => {
    const others = beside.get(sighting.command) ?? new Set();
    const candidates =
      sighting.only?.lives ??
      story.lives
        .latest(kind, { command: sighting.command, most: MOST_NEAR })
        .filter((life) => sighting.command <= life.to && !others.has(life.name) && isSlip(name, life.name));
    return candidates.length === 1 ? candidates[0] : undefined;
  });
  const agreed = meant.every((life) => life && life === meant[0]) ? meant[0] : undefined;
  return {
    kind,
    name,
    places: same.map(({ place }) => place),
    meant: agreed,
    proof: (agreed && same.find(({ only }) => only)?.only?.proof) ?? '',
  };
}

/** Whether a name is the other one misspelt. Names that only digits tell apart are a series. */
export function isSlip(name: string, meant: string): boolean {
  const letters = (text: string): string => text.replace(/\d+/g, '');
  if (Math.min(name.length, meant.length) < SHORTEST || letters(name) === letters(meant)) return false;
  return nearest(name, [meant]) === meant;
}

/** Shorter names are like too many others. */
const SHORTEST = 4;
