import { BlockList, isIP } from 'node:net';
import { dockerCommand } from '../command/docker.ts';
import type { Effect } from '../command/meaning.ts';
import type { CreatedContainer, CreatedNetwork } from '../command/objects.ts';
import { parseScript } from '../command/words.ts';
import type { Plan } from '../plan/plan.ts';
import { verbOf } from '../profile/verbs.ts';

/** What a lab takes of an engine that other labs use at the same time. */
export interface Claims {
  /** What it changes or publishes for all, in words; such a lab runs by itself. */
  readonly alone: string | undefined;
  /** What only one lab can have at a time, such as `container web` or `parent eth1`. */
  readonly names: ReadonlySet<string>;
  readonly ports: readonly PortClaim[];
  /** Whether a container has the host's network, and so ports that no option names. */
  readonly hostNetwork: boolean;
  /** Networks in CIDR notation that the lab fixes. */
  readonly subnets: readonly string[];
  /** Whether the engine chooses the subnet of a network of the lab. */
  readonly anySubnet: boolean;
}

export interface PortClaim {
  readonly protocol: string;
  /** '' for every address of the host. */
  readonly hostIp: string;
  readonly first: number;
  readonly last: number;
}

/** What the commands of a lab claim, as far as their words tell. Linear in the commands. */
export function claimsOf(plan: Plan): Claims {
  const names = new Set<string>();
  const ports: PortClaim[] = [];
  const subnets: string[] = [];
  let hostNetwork = false;
  let anySubnet = false;
  let alone: string | undefined;
  for (const { command, effects } of plan.commands) {
    if (command.where.kind === 'host') alone ??= aloneBecause(command.script);
    for (const effect of effects) {
      for (const name of namesOf(effect)) names.add(name);
      if (effect.act !== 'create') continue;
      if (effect.object.kind === 'container') {
        ports.push(...portsOf(effect.object));
        hostNetwork ||= effect.object.networks.includes('host');
      } else if (effect.object.kind === 'network') {
        subnets.push(...effect.object.subnets);
        anySubnet ||= effect.object.subnets.length === 0;
      }
    }
  }
  return { alone, names, ports, hostNetwork, subnets, anySubnet };
}

function aloneBecause(script: string): string | undefined {
  const verbs = parseScript(script).commands.flatMap(({ words }) => dockerCommand(words)?.verb ?? []);
  return verbs.map((verb) => verbOf(verb).claims).find((what) => what !== undefined);
}

/** Names that an engine has once. A word with an expansion is known only when it runs. */
function namesOf(effect: Effect): readonly string[] {
  if (effect.act === 'rename') return [`container ${effect.to}`];
  if (effect.act !== 'create') return [];
  const { object } = effect;
  switch (object.kind) {
    case 'container':
      return [
        ...(object.name === undefined ? [] : [`container ${object.name}`]),
        ...object.volumes
          .filter(({ source }) => /^[a-zA-Z0-9][\w.-]*$/.test(source))
          .map(({ source }) => `volume ${source}`),
      ];
    case 'network':
      return [`network ${object.name}`, ...parentOf(object)];
    default:
      return object.name === undefined ? [] : [`${object.kind} ${object.name}`];
  }
}

/** An interface is the parent of one macvlan or ipvlan network at a time. */
function parentOf({ parent }: CreatedNetwork): readonly string[] {
  return parent === undefined ? [] : [`parent ${parent}`];
}

/** `[[IP:]HOST[-HOST]:]CONTAINER`, as `docker run --publish` reads it; no host port, no claim. */
function portsOf({ ports, options }: CreatedContainer): readonly PortClaim[] {
  const ranges = new Map<number, number>();
  for (const value of options.get('publish') ?? []) {
    const [, first, last] = /(?:^|:)(\d{1,5})-(\d{1,5}):\d/.exec(value) ?? [];
    if (first !== undefined) ranges.set(Number(first), Number(last));
  }
  return ports.flatMap(({ hostIp, hostPort, protocol }) =>
    hostPort === undefined
      ? []
      : [
          {
            protocol,
            hostIp: hostIp === '0.0.0.0' || hostIp === '[::]' ? '' : hostIp,
            first: hostPort,
            last: ranges.get(hostPort) ?? hostPort,
          },
        ],
  );
}

/** Why two labs can't have an engine at the same time, in words; undefined when they can. */
export function conflict(a: Claims, b: Claims): string | undefined {
  const alone = a.alone ?? b.alone;
  if (alone !== undefined) return alone;
  for (const name of a.names) if (b.names.has(name)) return name;
  for (const port of a.ports) {
    const other = b.ports.find((candidate) => samePort(port, candidate));
    if (other) return `port ${Math.max(port.first, other.first)}/${port.protocol}`;
  }
  const ofHost = (claims: Claims): boolean => claims.hostNetwork || claims.ports.length > 0;
  if ((a.hostNetwork && ofHost(b)) || (b.hostNetwork && ofHost(a))) return "the host's ports";
  return (
    a.subnets.find((subnet) => b.subnets.some((other) => overlap(subnet, other))) ??
    pooled(a, b) ??
    pooled(b, a)
  );
}

function samePort(a: PortClaim, b: PortClaim): boolean {
  const sameAddress = a.hostIp === '' || b.hostIp === '' || a.hostIp === b.hostIp;
  return a.protocol === b.protocol && sameAddress && a.first <= b.last && b.first <= a.last;
}

/** Where an engine takes subnets from by default: libnetwork's local address pools. */
const POOLS = ['172.16.0.0/12', '192.168.0.0/16'];

/** A subnet of `fixed` that the engine may have given to a network of `free` already. */
function pooled(free: Claims, fixed: Claims): string | undefined {
  if (!free.anySubnet) return undefined;
  return fixed.subnets.find((subnet) => POOLS.some((pool) => overlap(subnet, pool)));
}

/** Two networks overlap when the longer one's address is in the shorter one. */
function overlap(a: string, b: string): boolean {
  const [addressA = '', lengthA = ''] = a.split('/');
  const [addressB = '', lengthB = ''] = b.split('/');
  if (Number(lengthA) < Number(lengthB)) return overlap(b, a);
  const family = isIP(addressA);
  if (family === 0 || isIP(addressB) !== family || !/^\d{1,3}$/.test(lengthB)) return false;
  if (Number(lengthB) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(addressB, Number(lengthB), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(addressA, family === 4 ? 'ipv4' : 'ipv6');
}
