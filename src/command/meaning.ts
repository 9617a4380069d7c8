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

export type ObjectKind = 'container' | 'network' | 'volume' | 'image' | 'service' | 'secret' | 'config';

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

export type Change = 'start' | 'stop' | 'kill' | 'pause' | 'unpause' | 'restart' | 'remove' | 'wait';

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
type Reader = (command: DockerCommand) => readonly BareEffect[];

const change =
  (what: Change, kind: ObjectKind): Reader =>
  ({ arguments: names }) => [{ act: 'change', change: what, kind, names }];
const list =
  (kind: ObjectKind): Reader =>
  () => [{ act: 'list', kind }];
const use =
  (kind: ObjectKind | undefined, count = Number.POSITIVE_INFINITY): Reader =>
  ({ arguments: names }) => [{ act: 'use', kind, names: names.slice(0, count) }];

/** The canonical verbs that mean something to planning; a verb that is not here has no effect. */
const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    run: (command) => [{ act: 'create', object: containerOf(command, true) }],
    create: (command) => [{ act: 'create', object: containerOf(command, false) }],
    'network create': (command) => [{ act: 'create', object: networkOf(command) }],
    'volume create': ({ options, arguments: [name] }) => [
      {
        act: 'create',
        object: {
          kind: 'volume',
          name: name ?? options.get('name')?.[0],
          driver: options.get('driver')?.[0] ?? 'local',
        },
      },
    ],
    build: ({ options }) =>
      (options.get('tag') ?? []).map((name) => ({ act: 'create', object: { kind: 'image', name } })),
    tag: ({ arguments: [from, to] }) => [
      { act: 'use', kind: 'image', names: from === undefined ? [] : [from] },
      ...(to === undefined ? [] : [{ act: 'create', object: { kind: 'image', name: to } } as const]),
    ],
    commit: ({ arguments: [from, to] }) => [
      { act: 'use', kind: 'container', names: from === undefined ? [] : [from] },
      ...(to === undefined ? [] : [{ act: 'create', object: { kind: 'image', name: to } } as const]),
    ],
    import: ({ arguments: [, to] }) =>
      to === undefined ? [] : [{ act: 'create', object: { kind: 'image', name: to } }],
    'service create': ({ options, arguments: [image = ''] }) => [
      {
        act: 'create',
        object: {
          kind: 'service',
          name: options.get('name')?.at(-1) ?? '',
          image,
          ports: (options.get('publish') ?? []).flatMap(publishedPort),
        },
      },
    ],
    'secret create': ({ arguments: [name] }) =>
      name === undefined ? [] : [{ act: 'create', object: { kind: 'secret', name } }],
    'config create': ({ arguments: [name] }) =>
      name === undefined ? [] : [{ act: 'create', object: { kind: 'config', name } }],
    'network connect': ({ arguments: [network, container] }) =>
      network && container ? [{ act: 'connect', network, container }] : [],
    'network disconnect': ({ arguments: [network, container] }) =>
      network && container ? [{ act: 'disconnect', network, container }] : [],
    rename: ({ arguments: [from, to] }) => (from && to ? [{ act: 'rename', from, to }] : []),
    start: change('start', 'container'),
    stop: change('stop', 'container'),
    restart: change('restart', 'container'),
    kill: change('kill', 'container'),
    pause: change('pause', 'container'),
    unpause: change('unpause', 'container'),
    wait: change('wait', 'container'),
    rm: change('remove', 'container'),
    rmi: change('remove', 'image'),
    'network rm': change('remove', 'network'),
    'volume rm': change('remove', 'volume'),
    'service rm': change('remove', 'service'),
    'secret rm': change('remove', 'secret'),
    'config rm': change('remove', 'config'),
    ps: list('container'),
    images: list('image'),
    'network ls': list('network'),
    'volume ls': list('volume'),
    'service ls': list('service'),
    exec: use('container', 1),
    attach: use('container', 1),
    logs: use('container', 1),
    top: use('container', 1),
    port: use('container', 1),
    diff: use('container', 1),
    stats: use('container'),
    update: use('container'),
    export: use('container', 1),
    cp: ({ arguments: paths }) => [
      {
        act: 'use',
        kind: 'container',
        names: paths.flatMap((path) => /^([^/:.][^/:]*):/.exec(path)?.[1] ?? []),
      },
    ],
    inspect: use(undefined),
    'container inspect': use('container'),
    'image inspect': use('image'),
    history: use('image', 1),
    save: use('image'),
    push: use('image', 1),
    'network inspect': use('network'),
    'volume inspect': use('volume'),
    'service inspect': use('service'),
    'service ps': use('service'),
    'service logs': use('service', 1),
    'service update': use('service', 1),
    'service rollback': use('service', 1),
    'service scale': ({ arguments: pairs }) => [
      { act: 'use', kind: 'service', names: pairs.map((pair) => pair.split('=')[0]!) },
    ],
  }),
);

function effectsOfDocker(command: DockerCommand): readonly BareEffect[] {
  if (command.options.has('help')) return [];
  return READERS.get(command.verb)?.(command) ?? [];
}

/** Whether it concerns an object that every machine of a swarm has. */
export function isSwarmWide(effect: Effect): boolean {
  if (effect.act === 'change') return SWARM_KINDS.has(effect.kind) || effect.kind === 'network';
  if (effect.act !== 'create') return false;
  const { object } = effect;
  return SWARM_KINDS.has(object.kind) || (object.kind === 'network' && object.driver === 'overlay');
}

const SWARM_KINDS: ReadonlySet<ObjectKind> = new Set(['service', 'secret', 'config']);
