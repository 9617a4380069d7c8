import { IPV4 } from '../text/ipv4.ts';
import type { DockerCommand } from './docker.ts';

/** A container as a command line asks for it. */
export interface CreatedContainer {
  readonly kind: 'container';
  /** Undefined when the engine chooses one. */
  readonly name: string | undefined;
  readonly image: string;
  readonly command: readonly string[];
  readonly running: boolean;
  readonly detached: boolean;
  readonly autoRemove: boolean;
  readonly interactive: boolean;
  readonly tty: boolean;
  /** Networks by name; empty for the engine's default. */
  readonly networks: readonly string[];
  readonly ip: string | undefined;
  readonly ports: readonly PublishedPort[];
  readonly volumes: readonly Mount[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

export interface PublishedPort {
  readonly hostIp: string;
  /** Undefined when the engine chooses one. */
  readonly hostPort: number | undefined;
  readonly containerPort: number;
  readonly protocol: string;
}

export interface Mount {
  /** A named volume, a path of the host, or '' for an anonymous volume. */
  readonly source: string;
  readonly destination: string;
  readonly readOnly?: true;
}

export interface CreatedNetwork {
  readonly kind: 'network';
  readonly name: string;
  readonly driver: string;
  readonly subnets: readonly string[];
  readonly gateways: readonly string[];
  readonly parent: string | undefined;
}

export function containerOf(command: DockerCommand, running: boolean): CreatedContainer {
  const { options } = command;
  const [image = '', ...rest] = command.arguments;
  return {
    kind: 'container',
    name: options.get('name')?.at(-1),
    image,
    command: rest,
    running,
    detached: options.has('detach'),
    autoRemove: options.has('rm'),
    interactive: options.has('interactive'),
    tty: options.has('tty'),
    networks: (options.get('network') ?? []).map(networkName),
    ip: options.get('ip')?.at(-1),
    ports: (options.get('publish') ?? []).flatMap(publishedPort),
    volumes: [
      ...(options.get('volume') ?? []).map(shortMount),
      ...(options.get('mount') ?? []).map(longMount),
    ],
    options,
  };
}

export function networkOf({ options, arguments: names }: DockerCommand): CreatedNetwork {
  const driverOptions = (options.get('opt') ?? []).map((pair) => pair.split('=', 2));
  return {
    kind: 'network',
    name: names[0] ?? '',
    driver: options.get('driver')?.at(-1) ?? 'bridge',
    subnets: options.get('subnet') ?? [],
    gateways: options.get('gateway') ?? [],
    parent: driverOptions.find(([key]) => key === 'parent')?.[1],
  };
}

/** `--network name=net1,ip=…` or `--network net1`. */
function networkName(value: string): string {
  if (!value.includes('=')) return value;
  return new Map(value.split(',').map((pair) => pair.split('=', 2) as [string, string])).get('name') ?? '';
}

/** `[[IP:][HOST]:]CONTAINER[/PROTOCOL]`; ranges name their first port. */
export function publishedPort(value: string): readonly PublishedPort[] {
  if (value.includes('=')) {
    const long = new Map(value.split(',').map((pair) => pair.split('=', 2) as [string, string]));
    const containerPort = Number(long.get('target'));
    const published = long.get('published');
    return Number.isInteger(containerPort)
      ? [
          {
            hostIp: '',
            hostPort: published === undefined ? undefined : Number(published),
            containerPort,
            protocol: long.get('protocol') ?? 'tcp',
          },
        ]
      : [];
  }
  const match = PUBLISHED.exec(value);
  if (!match) return [];
  const [, hostIp = '', host = '', container, protocol = 'tcp'] = match;
  return [
    { hostIp, hostPort: host === '' ? undefined : Number(host), containerPort: Number(container), protocol },
  ];
}

const PUBLISHED = new RegExp(
  String.raw`^(?:(?:(\[[^\]]*\]|${IPV4}):)?(\d*)(?:-\d+)?:)?(\d+)(?:-\d+)?(?:\/(\w+))?$`,
);

function shortMount(value: string): Mount {
  const [first = '', second, mode = ''] = value.split(':');
  if (second === undefined) return { source: '', destination: first };
  const readOnly = mode.split(',').includes('ro');
  return { source: first, destination: second, ...(readOnly && { readOnly }) };
}

function longMount(value: string): Mount {
  const pairs = new Map(value.split(',').map((pair) => pair.split('=', 2) as [string, string]));
  const readOnly = ['readonly', 'ro'].some((key) => pairs.has(key) && pairs.get(key) !== 'false');
  return {
    source: pairs.get('source') ?? pairs.get('src') ?? '',
    destination: pairs.get('destination') ?? pairs.get('target') ?? pairs.get('dst') ?? '',
    ...(readOnly && { readOnly }),
  };
}
