import { contains, formatNetwork, type Network, networkOf, parseIpv4 } from './addresses.ts';
import type { Contradiction, Meeting, Pin } from './meeting.ts';

/**
 * Networks of both worlds: those a command of the lab fixes, which are the same in both, and those
 * the engine chose, which correspond. An address must lie in the network that its own lies in.
 */
export class NetworkMap {
  readonly #pinned = new NetworkTable<{ readonly text: string; readonly pin: Pin }>();
  readonly #learnt = new NetworkTable<{ readonly live: Network; readonly line: number }>();

  pin(cidr: string, pin: Pin): void {
    const network = networkOf(cidr);
    if (network) this.#pinned.add(network, { text: cidr, pin });
  }

  contradiction({ document, live, space }: Meeting): Contradiction | undefined {
    if (space !== 'address' && space !== 'network') return undefined;
    const documented = parseIpv4(withoutPrefix(document));
    const found = parseIpv4(withoutPrefix(live));
    if (documented === undefined || found === undefined) return undefined;
    for (const address of [documented, found]) {
      for (const [network, { text, pin }] of this.#pinned.around(address)) {
        if (contains(network, documented) && contains(network, found)) continue;
        return { kind: 'outside-network', line: pin.line, value: text, what: pin.what };
      }
    }
    for (const [, { live: to, line }] of this.#learnt.around(documented)) {
      if (!contains(to, found)) return { kind: 'outside-network', line, value: formatNetwork(to), what: '' };
    }
    return undefined;
  }

  /** Takes in what a bound network tells about addresses; returns how to forget it. */
  learn({ document, live, space, line }: Meeting): () => void {
    const from = networkOf(document);
    const to = networkOf(live);
    if (space !== 'network' || !from || !to || this.#learnt.has(from)) return () => {};
    this.#learnt.add(from, { live: to, line });
    return () => this.#learnt.delete(from);
  }
}

/** Networks by base and length: finds those around an address in time that does not grow with them. */
class NetworkTable<T> {
  readonly #networks = new Map<string, readonly [Network, T]>();
  readonly #lengths = new Set<number>();

  add(network: Network, value: T): void {
    this.#networks.set(formatNetwork(network), [network, value]);
    this.#lengths.add(network.length);
  }

  has(network: Network): boolean {
    return this.#networks.has(formatNetwork(network));
  }

  delete(network: Network): void {
    this.#networks.delete(formatNetwork(network));
  }

  around(address: number): readonly (readonly [Network, T])[] {
    return [...this.#lengths].flatMap((length) => {
      const base = length === 0 ? 0 : (address & (0xffffffff << (32 - length))) >>> 0;
      const found = this.#networks.get(formatNetwork({ base, length }));
      return found ? [found] : [];
    });
  }
}

function withoutPrefix(address: string): string {
  const cut = address.indexOf('/');
  return cut < 0 ? address : address.slice(0, cut);
}
