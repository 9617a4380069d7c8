import { contains, networkOf, octetsOf, parseIpv4 } from '../text/ipv4.ts';

/** What a lab says about machines that are its own. */
export interface LabHosts {
  /** Names of containers, services and aliases. */
  readonly names: ReadonlySet<string>;
  /** Networks as CIDR texts. */
  readonly subnets: readonly string[];
  /** Addresses that outputs of the lab show. */
  readonly addresses: ReadonlySet<string>;
}

/** Whether a machine is neither this host nor the lab's nor on a private network. */
export function isOutside(host: string, lab: LabHosts): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (/[$`<>{}[\]*]/.test(name) || lab.names.has(name)) return false;
  const address = parseIpv4(name);
  if (address !== undefined) {
    if (isPrivate(octetsOf(address)) || lab.addresses.has(name)) return false;
    return !lab.subnets.some((subnet) => isIn(subnet, address));
  }
  const labels = name.split('.');
  const top = labels.at(-1)!;
  if (labels.length < 2 || lab.names.has(labels[0]!) || lab.names.has(top)) return false;
  return /^[a-z]{2,18}$/.test(top) && !OWN_TOP.has(top);
}

/** Top-level names that are not of the internet. Source: RFC 2606, RFC 6762, RFC 8375, and Docker's own. */
const OWN_TOP = new Set([
  'local',
  'localhost',
  'localdomain',
  'internal',
  'test',
  'lan',
  'home',
  'invalid',
  'arpa',
  'svc',
  'docker',
]);

/** Source: RFC 1918, RFC 6598, RFC 3927, RFC 1122. */
function isPrivate([a, b]: ReturnType<typeof octetsOf>): boolean {
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128) ||
    a >= 224
  );
}

function isIn(subnet: string, address: number): boolean {
  const network = networkOf(subnet);
  return network !== undefined && contains(network, address);
}
