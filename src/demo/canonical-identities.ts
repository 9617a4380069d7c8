import { createHash } from 'node:crypto';
import type { ValueClass } from '../match/values/value-class.ts';
import { contains, IPV4, type Network, networkOf, octetsOf, parseIpv4 } from '../text/ipv4.ts';

/**
 * Values for things that the document never names. They are numbered as they come, so that one thing
 * has one value, and two runs that print the same come to the same values.
 */
export class CanonicalIdentities {
  readonly #subnets: readonly Network[];
  readonly #known = new Map<string, number>();
  readonly #counts = new Map<string, number>();

  constructor(subnets: readonly string[]) {
    this.#subnets = subnets.flatMap((subnet) => networkOf(subnet) ?? []);
  }

  of(text: string, valueClass: ValueClass): string {
    if (valueClass.kind !== 'identity') return text;
    switch (valueClass.space) {
      case 'id':
        return valueClass.name === 'layer link' ? this.#link(text) : this.#id(text);
      case 'address':
        return text.includes(':') ? this.#ipv6(text) : this.#ipv4(text);
      case 'network':
        return this.#cidr(text);
      case 'MAC address':
        return `02:42:ac:11:00:${this.#hexNumber('MAC', text.toLowerCase(), 2)}`;
      case 'port':
        return String(32767 + this.#number('port', text));
      case 'generated name':
        return this.#name(text);
      case 'interface':
        return `veth${this.#digits('interface', text, 7)}`;
      case 'UUID':
        return this.#digits('UUID', text.toLowerCase(), 32).replace(
          /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/,
          '$1-$2-4$3-8$4-$5',
        );
      case 'swarm ID':
        return this.#swarm(text);
      case 'data root':
        return '/var/lib/docker';
      default:
        return text;
    }
  }

  /** Of a link, or `if` and that of its other end; a queue's length beside them is no number of either. */
  interfaceNumber(text: string): string {
    if (text === '1' || text === '1000') return text;
    const head = text.startsWith('if') ? 'if' : '';
    return `${head}${this.#number('interface number', text.slice(head.length)) + 1}`;
  }

  #id(text: string): string {
    const head = text.startsWith('sha256:') ? 'sha256:' : '';
    const digits = text.slice(head.length);
    // The twelve that lists show and the whole are one ID.
    return head + this.#digits('ID', digits.slice(0, 12), digits.length);
  }

  #link(text: string): string {
    const digits = this.#digits('link', text, text.length).toUpperCase();
    return digits.replace(/[0189]/g, (digit) => 'WXYZ'['0189'.indexOf(digit)]!);
  }

  #swarm(text: string): string {
    const token = /^SWMTKN-1-([\w*]+)(?:-([\w*]+))?(?<rest>.*)$/s.exec(text);
    if (!token) return this.#digits('swarm ID', text.slice(0, 12), text.length);
    const [, cluster = '', secret, rest = ''] = token;
    const own = `SWMTKN-1-${this.#digits('cluster', cluster, cluster.length)}`;
    const address = ADDRESS_BEHIND.exec(rest);
    return (
      own +
      (secret === undefined ? '' : `-${this.#digits('token', secret, secret.length)}`) +
      (address ? address[1]! + this.#ipv4(address[2]!) + address[3]! : rest)
    );
  }

  #name(text: string): string {
    const number = this.#number('name', text);
    const name = GENERATED[(number - 1) % GENERATED.length]!;
    const round = Math.floor((number - 1) / GENERATED.length);
    return round === 0 ? name : `${name}${round}`;
  }

  #cidr(text: string): string {
    const [address = '', length = ''] = text.split('/');
    return `${address.includes(':') ? this.#ipv6(address) : this.#ipv4(address)}/${length}`;
  }

  /** Of a network that the lab states the engine gives the same address each time. */
  #ipv4(text: string): string {
    const address = parseIpv4(text);
    if (address === undefined || this.#subnets.some((subnet) => contains(subnet, address))) return text;
    const [first, second, third, last] = octetsOf(address);
    // The default bridge, and what overlays get.
    if ((first === 172 && second === 17) || (first === 10 && second === 0)) return text;
    if (first === 172 && second >= 16 && second < 32)
      return `172.${17 + this.#number('bridge', `${first}.${second}`)}.${third}.${last}`;
    if (first === 192 && second === 168)
      return `172.${17 + this.#number('bridge', `${first}.${second}.${third >> 4}`)}.${third & 15}.${last}`;
    return `203.0.113.${this.#number('address', text)}`;
  }

  #ipv6(text: string): string {
    const [address = '', length] = text.split('/');
    const head = /^fe80:/i.test(address) ? 'fe80::' : '2001:db8::';
    const own = head + this.#number('IPv6', address.toLowerCase()).toString(16);
    return length === undefined ? own : `${own}/${length}`;
  }

  #hexNumber(space: string, text: string, digits: number): string {
    return (this.#number(space, text) + 1).toString(16).padStart(digits, '0').slice(-digits);
  }

  #digits(space: string, text: string, length: number): string {
    const seed = `labproof ${space} ${this.#number(space, text)}`;
    const hex = createHash('sha256').update(seed).digest('hex');
    return hex.repeat(Math.ceil(length / hex.length)).slice(0, length);
  }

  #number(space: string, text: string): number {
    const key = `${space} ${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const number = (this.#counts.get(space) ?? 0) + 1;
    this.#counts.set(space, number);
    this.#known.set(key, number);
    return number;
  }
}

const GENERATED = [
  'quirky_hopper',
  'happy_curie',
  'jolly_turing',
  'brave_noether',
  'keen_lovelace',
  'zen_euler',
  'bold_galois',
  'nice_hypatia',
];

const ADDRESS_BEHIND = new RegExp(String.raw`(\s+)(${IPV4})(:\d+)$`);
