import { contains, formatNetwork, type Network, networkAround, networkOf, parseIpv4 } from '../text/ipv4.ts';
import type { Journal } from './journal.ts';
import type { Contradiction, Meeting, Pin } from './meeting.ts';

/**
 * Networks of both worlds: those a command of the lab fixes, which are the same in both, and those
 * the engine chose, which correspond. An address must lie in the network that its own lies in.
 */
export class NetworkMap {
  readonly #pinned: NetworkTable<{ readonly text: string; readonly pin: Pin }>;
  readonly #learnt: NetworkTable<{ readonly live: Network; readonly line: number }>;

  constructor(journal: Journal) {
    this.#pinned = new NetworkTable(journal);
    this.#learnt = new NetworkTable(journal);
  }

  pin(cidr: string, pin: Pin): void {
    const network = networkOf(cidr);
    if (network) this.#pinned.add(network, { text: cidr, pin });
  }

  contradiction(meeting: Meeting): Contradiction | undefined {
    const { document, live, space } = meeting;
    if (space !== 'address' && space !== 'network') return undefined;
    if (lengthOf(document) !== lengthOf(live) && !haveDefaultLengths(document, live))
      return standsForAnother(live, meeting.line);
    const documented = parseIpv4(withoutPrefix(document));
    const found = parseIpv4(withoutPrefix(live));
    if (documented === undefined || found === undefined) return undefined;
    for (const address of [documented, found]) {
      for (const [network, { text, pin }] of this.#pinned.around(address)) {
        if (!contains(network, documented) || !contains(network, found))
          return { kind: 'outside-network', line: pin.line, value: text, what: pin.what };
        if (roleIn(network, documented) !== roleIn(network, found))
          return standsForAnother(live, meeting.line);
      }
    }
    for (const [network, { live: to, line }] of this.#learnt.around(documented)) {
      if (!contains(to, found)) return { kind: 'outside-network', line, value: formatNetwork(to), what: '' };
      if (roleIn(network, documented) !== roleIn(to, found)) return standsForAnother(live, meeting.line);
    }
    return undefined;
  }

  /** Takes in what a bound network tells about addresses. */
  learn({ document, live, space, line }: Meeting): void {
    if (space !== 'network') return;
    const from = networkOf(document);
    const to = networkOf(live);
    if (from && to && !this.#learnt.has(from)) this.#learnt.add(from, { live: to, line });
  }
}

/** Networks by base and length: finds those around an address in time that does not grow with them. */
class NetworkTable<T> {
  readonly #networks = new Map<string, readonly [Network, T]>();
  /** Lengths of prefixes that there are networks of. */
  readonly #lengths = new Map<number, true>();
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  add(network: Network, value: T): void {
    this.#journal.set(this.#networks, formatNetwork(network), [network, value] as const);
    if (!this.#lengths.has(network.length)) this.#journal.set(this.#lengths, network.length, true as const);
  }

  has(network: Network): boolean {
    return this.#networks.has(formatNetwork(network));
  }

  around(address: number): readonly (readonly [Network, T])[] {
    return [...this.#lengths.keys()].flatMap((length) => {
      const found = this.#networks.get(formatNetwork(networkAround(address, length)));
      return found ? [found] : [];
    });
  }
}

function withoutPrefix(address: string): string {
  const cut = address.indexOf('/');
  return cut < 0 ? address : address.slice(0, cut);
}

/** The length of a network's prefix; undefined for an address alone. */
function lengthOf(text: string): string | undefined {
  const cut = text.indexOf('/');
  return cut < 0 ? undefined : text.slice(cut + 1);
}

/**
 * Whether an engine could have chosen either length: it takes networks of 16 bits from 172.17.0.0 on,
 * then of 20 from 192.168.0.0 on, and of 24 for a swarm (moby, libnetwork/ipamutils).
 */
function haveDefaultLengths(document: string, live: string): boolean {
  return [document, live].every((text) => DEFAULT_LENGTHS.has(lengthOf(text) ?? ''));
}

const DEFAULT_LENGTHS = new Set(['16', '20', '24']);

/** The first and the last address of a network are its own and that of all. */
function roleIn({ base, length }: Network, address: number): 'network' | 'broadcast' | 'host' {
  if (length > 30) return 'host';
  if (address === base) return 'network';
  return address - base === 2 ** (32 - length) - 1 ? 'broadcast' : 'host';
}

const standsForAnother = (live: string, line: number): Contradiction => ({
  kind: 'stands-for-another',
  line,
  value: live,
  what: '',
});
