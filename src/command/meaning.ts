import type { Change, ObjectKind, VerbProfile } from '../profile/verb.ts';
import { verbOf } from '../profile/verbs.ts';
import { type DockerCommand, dockerCommand } from './docker.ts';
import {
  type CreatedContainer,
  type CreatedNetwork,
  containerOf,
  networkOf,
  type PublishedPort,
  publishedPort,
} from './objects.ts';
import { parseScript, type SimpleCommand } from './words.ts';

/** What a command line does to the engine's objects, as far as its words tell. */
export type Effect =
  | { readonly act: 'create'; readonly object: CreatedObject; readonly certain: boolean }
  | {
      readonly act: 'change';
      readonly change: Change;
      readonly kind: ObjectKind;
      readonly names: readonly string[];
      readonly certain: boolean;
    }
  | {
      readonly act: 'connect' | 'disconnect';
      readonly network: string;
      readonly container: string;
      readonly certain: boolean;
    }
  | { readonly act: 'rename'; readonly from: string; readonly to: string; readonly certain: boolean }
  | { readonly act: 'list'; readonly kind: ObjectKind; readonly certain: boolean }
  | {
      readonly act: 'use';
      /** Undefined when the command takes objects of several kinds, such as `docker inspect`. */
      readonly kind: ObjectKind | undefined;
      readonly names: readonly string[];
      readonly certain: boolean;
    };

export type CreatedObject =
  | CreatedContainer
  | CreatedNetwork
  | { readonly kind: 'volume'; readonly name: string | undefined; readonly driver: string }
  | { readonly kind: 'image'; readonly name: string }
  | {
      readonly kind: 'service';
      readonly name: string;
      readonly image: string;
      readonly ports: readonly PublishedPort[];
    }
  | { readonly kind: 'secret' | 'config'; readonly name: string };

/**
 * The effects of a script, in order. An effect is `certain` when it happened if the script's exit
 * status is 0: not behind `||`, in the background, or in a compound command.
 */
export function effectsOf(script: string): readonly Effect[] {
  const { commands } = parseScript(script);
  const compound = commands.some(({ words }) => COMPOUND.has(words[0]?.text ?? ''));
  return commands.flatMap((command, index) => {
    const docker = dockerCommand(command.words);
    if (!docker) return [];
    const certain = !compound && isCertain(commands, index);
    return effectsOfDocker(docker).map((effect) => ({ ...effect, certain }) as Effect);
  });
}

const COMPOUND = new Set(['for', 'while', 'until', 'if', 'case', 'function', 'select']);

function isCertain(commands: readonly SimpleCommand[], index: number): boolean {
  const command = commands[index]!;
  if (command.background || command.operator === '||' || command.operator === '|') return false;
  const next = commands[index + 1]?.operator;
  // The exit status of a pipe or of a list that goes on is not this command's.
  return next === undefined || next === '&&';
}

type Bare<T> = T extends unknown ? Omit<T, 'certain'> : never;
type BareEffect = Bare<Effect>;

function effectsOfDocker(command: DockerCommand): readonly BareEffect[] {
  if (command.options.has('help')) return [];
  const profile = verbOf(command.verb);
  return [...done(command, profile), ...made(command, profile)];
}

/** What a verb does to the objects that its arguments name. */
function done({ arguments: args }: DockerCommand, profile: VerbProfile): readonly BareEffect[] {
  const { does, subject = 'none', count, named } = profile;
  const [first, second] = args;
  if (does === 'connect' || does === 'disconnect')
    return first && second ? [{ act: does, network: first, container: second }] : [];
  if (does === 'rename') return first && second ? [{ act: 'rename', from: first, to: second }] : [];
  if (does === undefined || subject === 'none' || subject === 'node') return [];
  const names = named?.(args) ?? args.slice(0, count);
  if (does === 'use') return [{ act: 'use', kind: subject === 'any' ? undefined : subject, names }];
  if (subject === 'any') return [];
  return [
    does === 'list' ? { act: 'list', kind: subject } : { act: 'change', change: does, kind: subject, names },
  ];
}

/** What a verb makes. */
function made(command: DockerCommand, { makes, gives, leavesStopped }: VerbProfile): readonly BareEffect[] {
  const { options } = command;
  const given = gives === undefined ? undefined : command.arguments[gives];
  const create = (object: CreatedObject): readonly BareEffect[] => [{ act: 'create', object }];
  switch (makes) {
    case undefined:
      return [];
    case 'container':
      return create(containerOf(command, !leavesStopped));
    case 'network':
      return create(networkOf(command));
    case 'volume':
      return create({
        kind: 'volume',
        name: given ?? options.get('name')?.[0],
        driver: options.get('driver')?.[0] ?? 'local',
      });
    case 'image': {
      const names = gives === undefined ? (options.get('tag') ?? []) : given === undefined ? [] : [given];
      return names.flatMap((name) => create({ kind: 'image', name }));
    }
    case 'service':
      return create({
        kind: 'service',
        name: options.get('name')?.at(-1) ?? '',
        image: command.arguments[0] ?? '',
        ports: (options.get('publish') ?? []).flatMap(publishedPort),
      });
    default:
      return given === undefined ? [] : create({ kind: makes, name: given });
  }
}

/** Whether it concerns an object that every machine of a swarm has. */
export function isSwarmWide(effect: Effect): boolean {
  if (effect.act === 'change') return SWARM_KINDS.has(effect.kind) || effect.kind === 'network';
  if (effect.act !== 'create') return false;
  const { object } = effect;
  return SWARM_KINDS.has(object.kind) || (object.kind === 'network' && object.driver === 'overlay');
}

const SWARM_KINDS: ReadonlySet<ObjectKind> = new Set(['service', 'secret', 'config']);
