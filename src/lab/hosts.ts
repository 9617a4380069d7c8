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
  const octets = octetsOf(name);
  if (octets) {
    if (isPrivate(octets) || lab.addresses.has(name)) return false;
    return !lab.subnets.some((subnet) => contains(subnet, octets));
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

function octetsOf(name: string): readonly number[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(name);
  return match ? match.slice(1).map(Number) : undefined;
}

/** Source: RFC 1918, RFC 6598, RFC 3927, RFC 1122. */
function isPrivate([a = 0, b = 0]: readonly number[]): boolean {
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

function contains(subnet: string, octets: readonly number[]): boolean {
  const [base = '', size = '32'] = subnet.split('/');
  const own = octetsOf(base);
  if (!own) return false;
  const bits = Math.min(Math.max(Number(size) || 0, 0), 32);
  const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
  return (number(own) & mask) >>> 0 === (number(octets) & mask) >>> 0;
}

function number(octets: readonly number[]): number {
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
