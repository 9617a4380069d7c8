import { isIpv4 } from '../text/ipv4.ts';
import { addressInMac, wellKnownIpv6 } from './addresses.ts';
import { canonical, type Entry, IdentityIndex, identityKey, sameValue } from './identities.ts';
import { Journal, type Learnt, type Transaction } from './journal.ts';
import type { Bound, Contradiction, Meeting, Pin } from './meeting.ts';
import { NetworkMap } from './network-map.ts';
import { type Rewritten, rewriteScript } from './rewrite.ts';
import type { IdentitySpace } from './values/value-class.ts';

/**
 * The one-to-one correspondence between the values of a document and those of a live run, learnt
 * while the run goes on. A pairing that contradicts an earlier one is refused and changes nothing.
 */
export class Correspondence {
  readonly #journal = new Journal();
  readonly #document = new IdentityIndex(this.#journal);
  readonly #live = new IdentityIndex(this.#journal);
  readonly #pins = new Map<string, Pin>();
  readonly #networks = new NetworkMap(this.#journal);

  /** Declares that the value is the same in both worlds. The first declaration counts. */
  pin(value: string, origin: Pin): void {
    if (value === '' || this.#pins.has(value)) return;
    this.#journal.set(this.#pins, value, origin);
    // Of a setting its value, too, unless it is as common as `1` or `no`.
    const setting = /^[\w.-]+=(.{3,})$/s.exec(value)?.[1];
    if (setting !== undefined && !this.#pins.has(setting)) this.#journal.set(this.#pins, setting, origin);
    if (origin.kind === 'subnet') this.#networks.pin(value, origin);
  }

  /** Declares a network: documented addresses inside it must be inside it live, and the reverse. */
  pinNetwork(cidr: string, origin: Pin): void {
    this.pin(cidr, { ...origin, kind: 'subnet' });
  }

  pinOf(value: string): Pin | undefined {
    return this.#pins.get(value);
  }

  /** Makes the document value stand for the live value, if nothing speaks against it. */
  bind(meeting: Meeting): Bound {
    const { document, live, space, line, what = '' } = meeting;
    const pinned = this.#pinContradiction(document, live) ?? this.#networks.contradiction(meeting);
    if (pinned) return pinned;
    const wellKnown = space === 'address' ? wellKnownIpv6(document) : undefined;
    if (space === 'address' && wellKnown !== wellKnownIpv6(live))
      return { kind: 'stands-for-another', line, value: live, what };
    if (wellKnown !== undefined) return 'known';
    const forward = this.#document.get(space, document);
    const backward = this.#live.get(space, live);
    if (
      forward?.live !== undefined &&
      sameValue(space, forward.live, live) &&
      sameValue(space, forward.document, document)
    ) {
      this.#lengthen(forward, document, live);
      return 'known';
    }
    if (forward?.live !== undefined && sameValue(space, forward.document, document)) {
      if (backward || !isDerivedMac(meeting, document)) {
        return { kind: 'stands-for-another', line: forward.line, value: forward.live, what: forward.what };
      }
    }
    // Several names of one image may have been given other IDs, but not two that begin alike.
    const isAnother = !meeting.shared || isSlip(meeting, backward);
    if (
      backward &&
      isAnother &&
      sameValue(space, backward.live ?? '', live) &&
      !isDerivedMac(meeting, live)
    ) {
      return { kind: 'known-as-another', line: backward.line, value: backward.document, what: backward.what };
    }
    this.#add({ document, live, space, line, what });
    this.#networks.learn(meeting);
    return 'bound';
  }

  /** Records a document value that nothing live was met for, so that later uses of it can be explained. */
  note({ document, space, line, what = '' }: Omit<Meeting, 'live'>): void {
    if (this.#pins.has(document) || this.#document.get(space, document)) return;
    this.#document.set(document, { document, live: undefined, space, line, what });
  }

  /** The entry of a document value, bound or only noted. */
  documented(space: IdentitySpace, document: string): Entry | undefined {
    return this.#document.get(space, document);
  }

  /** The entry of a live value. */
  metLive(space: IdentitySpace, live: string): Entry | undefined {
    return this.#live.get(space, live);
  }

  /** The live value that a document value stands for, in the form (long or short) it was met in. */
  liveOf(document: string): string | undefined {
    return this.#find(this.#document, document)?.live;
  }

  /** The document value that stands for a live value. */
  documentOf(live: string): string | undefined {
    return this.#find(this.#live, live)?.document;
  }

  /**
   * The entry of which a typed word is the value or, for IDs, a beginning of at least two digits. A
   * beginning that several IDs share means none of them.
   */
  resolve(word: string): Entry | undefined {
    if (this.#pins.has(word)) return undefined;
    const exact = this.#find(this.#document, word);
    if (exact || !/^[0-9a-z]{2,63}$/.test(word)) return exact;
    const begun = (space: IdentitySpace): readonly Entry[] =>
      [...this.#document.of(space)].filter(({ document }) => canonical(space, document).startsWith(word));
    const ids = [...begun('id'), ...begun('swarm ID')];
    const found = ids.length > 0 ? ids : begun('hostname');
    return found.length === 1 ? found[0] : undefined;
  }

  /** The folders of the author's that stand for ones of ours. */
  folders(): Iterable<Entry> {
    return this.#document.of('folder');
  }

  /** The script with document values replaced by the live ones they stand for. */
  rewrite(script: string): Rewritten {
    return rewriteScript(script, this);
  }

  /** The line of an earlier output that shows the value, when nothing live was met for it. */
  unboundOrigin(word: string): number | undefined {
    const entry = this.resolve(word);
    return entry && entry.live === undefined ? entry.line : undefined;
  }

  /** The same of an address that outputs show with the length of its network only, as `inspect` does. */
  unboundAddressOrigin(address: string): number | undefined {
    if (!isIpv4(address)) return undefined;
    for (const { document, live, line } of this.#document.of('network'))
      if (live === undefined && document.startsWith(`${address}/`)) return line;
    return undefined;
  }

  /** What is learnt in an attempt is kept when its result is one to keep, and otherwise forgotten. */
  attempt<T>(work: () => T, keep: (result: T) => boolean): T {
    const transaction = this.begin();
    let kept = false;
    try {
      const result = work();
      kept = keep(result);
      return result;
    } finally {
      if (kept) transaction.commit();
      else transaction.drop();
    }
  }

  /** A look: whatever is learnt in it is forgotten. */
  peek<T>(work: () => T): T {
    return this.attempt(work, () => false);
  }

  /** Begins something of which what is learnt may have to be forgotten, such as a comparison. */
  begin(): Transaction {
    return this.#journal.begin();
  }

  /** Begins it for work that waits, and keeps what is learnt, however the work ends. */
  async within<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transaction = this.begin();
    try {
      return await work(transaction);
    } finally {
      transaction.commit();
    }
  }

  /** What was learnt and forgotten is learnt again, where all else is as it was then. */
  learn(learnt: Learnt): void {
    this.#journal.learn(learnt);
  }

  /** A number that is another one whenever something else is known. */
  get state(): number {
    return this.#journal.state;
  }

  #pinContradiction(document: string, live: string): Contradiction | undefined {
    if (document === live) return undefined;
    const pin = this.#pins.get(document);
    if (pin) return { kind: 'pinned', line: pin.line, value: document, what: pin.what };
    const other = this.#pins.get(live);
    return other && { kind: 'pinned', line: other.line, value: live, what: other.what };
  }

  #add(entry: Entry & { live: string }): void {
    const found = this.#document.get(entry.space, entry.document);
    const noted = found && sameValue(entry.space, found.document, entry.document) ? found : undefined;
    if (noted) this.#document.delete(noted.document, noted);
    this.#document.set(entry.document, entry);
    const before = this.#live.get(entry.space, entry.live);
    if (!before || !sameValue(entry.space, before.live ?? '', entry.live)) this.#live.set(entry.live, entry);
  }

  /** Keeps the longest form of an ID, which tells more and is what a command can be given. */
  #lengthen(entry: Entry, document: string, live: string): void {
    const { document: oldDocument, live: oldLive } = entry;
    const longerDocument =
      canonical(entry.space, document).length > canonical(entry.space, oldDocument).length;
    const longerLive = canonical(entry.space, live).length > canonical(entry.space, oldLive!).length;
    if (!longerDocument && !longerLive) return;
    this.#journal.change(
      () => {
        if (longerDocument) entry.document = document;
        if (longerLive) entry.live = live;
      },
      () => {
        entry.document = oldDocument;
        entry.live = oldLive;
      },
    );
  }

  #find(index: IdentityIndex, value: string): Entry | undefined {
    for (const space of SPACES) {
      const entry = index.get(space, value);
      if (entry && sameValue(space, index === this.#document ? entry.document : (entry.live ?? ''), value))
        return entry;
    }
    return undefined;
  }
}

const SPACES: readonly IdentitySpace[] = [
  'id',
  'address',
  'network',
  'generated name',
  'port',
  'swarm ID',
  'UUID',
  'MAC address',
  'interface',
  'hostname',
  'data root',
  'folder',
  'git hash',
  'temporary name',
];

/** Two IDs that differ only after the twelfth digit are one, written wrongly. */
function isSlip({ space, document }: Meeting, entry: Entry | undefined): boolean {
  return (
    entry !== undefined &&
    identityKey(space, document) === identityKey(space, entry.document) &&
    !sameValue(space, document, entry.document)
  );
}

/** A MAC address made of the container's address comes back with the address; a random one does not. */
function isDerivedMac({ space }: Meeting, value: string): boolean {
  return space === 'MAC address' && addressInMac(value) !== undefined;
}
