import type { Attachment, ContainerState, NetworkState } from '../model/engine.ts';
import { count } from './words.ts';

/**
 * Where a network's containers leave it. A gateway that the lab did not fix is told by the containers
 * only that go through it; the engine gives internal networks an address for one that none goes through.
 */
export function gatewayText(
  { name, subnets, internal }: NetworkState,
  containers: readonly ContainerState[],
): string {
  if (internal) return '';
  const fixed = subnets.map(({ gateway }) => gateway);
  const attachments = containers.flatMap(({ networks }) => networks[name] ?? []);
  const used = attachments.flatMap(({ gateway, ipv6 }) => [gateway, ipv6?.gateway ?? '']);
  const of = (isIpv6: boolean): readonly string[] => {
    const own = (gateway: string): boolean => gateway !== '' && gateway.includes(':') === isIpv6;
    const known = fixed.filter(own);
    return known.length > 0 ? known : used.filter(own).slice(0, 1);
  };
  return [...of(false), ...of(true)].join(', ');
}

export function networkFacts({
  driver,
  subnets,
  internal,
  options,
  machine,
}: NetworkState): readonly string[] {
  const mode = options.macvlan_mode ?? options.ipvlan_mode;
  const kind = [driver, ...(mode ? [mode] : []), ...(internal ? ['internal'] : [])].filter(
    (word) => word !== '',
  );
  const all = subnets.map(({ subnet }) => subnet).filter((subnet) => subnet !== '');
  const rest = all.length - SUBNETS;
  return [
    [kind.join(', '), ...(machine === undefined ? [] : [`on ${machine}`])].join(' '),
    ...(rest > 0 ? [...all.slice(0, SUBNETS - 1), `and ${rest + 1} more`] : all),
  ].filter((text) => text !== '');
}

/** Lines of a card for them: a network of both kinds of addresses has two. */
const SUBNETS = 2;

const PORTS = 3;

export function containerFacts(container: ContainerState): readonly string[] {
  const { image, running, paused, health, exitCode, ports, networks } = container;
  const state = running
    ? ['running', ...(paused ? ['paused'] : []), ...(health ? [health] : [])]
    : [`exited (${exitCode})`];
  // A port that is published for IPv4 and IPv6 is one.
  const published = [...new Set(ports.map((port) => `${hostPort(port)} → ${port.container}`))];
  const alone = Object.keys(networks).every((name) => name === 'none');
  return [
    image,
    state.join(', '),
    ...(alone ? ['no network'] : []),
    ...published.slice(0, PORTS),
    ...(published.length > PORTS ? [`and ${count(published.length - PORTS, 'more port')}`] : []),
  ];
}

/** With the address, where it is not published on all of them. */
const hostPort = ({ hostIp, hostPort: port }: ContainerState['ports'][number]): string =>
  ['', '0.0.0.0', '::'].includes(hostIp)
    ? `${port}`
    : `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:${port}`;

export function labelsOf(attachment: Attachment, { driver }: NetworkState): readonly string[] {
  if (driver === 'host') return ["the host's addresses"];
  const addresses = addressesOf(attachment);
  return addresses.length === 0 ? ['no address now'] : addresses;
}

/** With the lengths of their networks; of the link's layer last. */
export function addressesOf({ ip, prefixLength, ipv6, mac }: Attachment): readonly string[] {
  const whole = (address: string, length: number): string =>
    address === '' || length === 0 ? address : `${address}/${length}`;
  return [whole(ip, prefixLength), ipv6 ? whole(ipv6.ip, ipv6.prefixLength) : '', mac].filter(
    (text) => text !== '',
  );
}
