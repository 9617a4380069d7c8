import type { Acceptance } from '../model/verdict.ts';
import { append } from '../text/append.ts';
import { align } from '../text/diff.ts';
import { formatNetwork, networkOf } from '../text/ipv4.ts';
import type { Correspondence } from './correspondence.ts';
import { keyOf, sameKey } from './keys.ts';
import type { Bound, Contradiction, Meeting } from './meeting.ts';
import type { Token } from './tokens.ts';
import type { IdentitySpace } from './values/value-class.ts';

/** Where and under what circumstances two token lists meet. */
export interface Site {
  readonly correspondence: Correspondence;
  /** The document's line. */
  readonly line: number;
  /** What IDs found here are the IDs of, such as `network net1`. */
  readonly what?: string;
  readonly shared?: boolean;
  /** A network is called here, not an address in it. */
  readonly subnet?: boolean;
  /** In place of a value's own space, such as `hostname` for the ID-like name of a container. */
  readonly spaces?: Partial<Record<IdentitySpace, IdentitySpace>>;
}

/** Neighbouring tokens that do not correspond. */
export interface Hunk {
  readonly document: readonly Token[];
  readonly live: readonly Token[];
  readonly contradiction?: Contradiction;
}

export interface Unification {
  /** Empty when the two correspond. */
  readonly hunks: readonly Hunk[];
  readonly acceptances: readonly Acceptance[];
}

/** Lets the tokens of a document meet live ones and binds what corresponds. */
export function unify(document: readonly Token[], live: readonly Token[], site: Site): Unification {
  const hunks: Hunk[] = [];
  const acceptances: Acceptance[] = [];
  let document0: Token[] = [];
  let live0: Token[] = [];
  const close = (): void => {
    if (document0.length + live0.length > 0) hunks.push({ document: document0, live: live0 });
    document0 = [];
    live0 = [];
  };
  for (const { document: d, live: l } of pairUp(document, live)) {
    const met = d?.hole ? 'hole' : d && l ? meet(d, l, site) : undefined;
    if (met === undefined) {
      if (d) document0.push(d);
      if (l) live0.push(l);
      continue;
    }
    close();
    if (typeof met === 'object') hunks.push({ document: [d!], live: [l!], contradiction: met });
    else if (met !== 'literal') acceptances.push(accepted(d!, l, { met, site }));
  }
  close();
  return { hunks, acceptances };
}

interface Couple {
  readonly document?: Token;
  readonly live?: Token;
}

/** Couples by position where that fits, else by the longest common run of kinds. */
function pairUp(document: readonly Token[], live: readonly Token[]): readonly Couple[] {
  if (document.length === live.length && !document.some(({ hole }) => hole)) {
    const misfits = document.filter((token, index) => !sameKey(token, live[index]!)).length;
    if (misfits * 3 <= document.length || document.length === 1) {
      return document.map((token, index) => ({ document: token, live: live[index]! }));
    }
  }
  const pairs = align(document.map(keyOf), live.map(keyOf));
  const couples: Couple[] = [];
  let d = 0;
  let l = 0;
  for (const pair of [...pairs, { left: document.length, right: live.length }]) {
    append(couples, between(document.slice(d, pair.left), live.slice(l, pair.right)));
    if (pair.left < document.length)
      couples.push({ document: document[pair.left]!, live: live[pair.right]! });
    d = pair.left + 1;
    l = pair.right + 1;
  }
  return couples;
}

/** Tokens without a partner. Holes among them take the live ones, each as far as it reaches. */
function between(document: readonly Token[], live: readonly Token[]): readonly Couple[] {
  const hole = document.findIndex((token) => token.hole);
  if (hole < 0)
    return [...document.map((token) => ({ document: token })), ...live.map((token) => ({ live: token }))];
  const after = document.slice(hole + 1);
  const before = withoutBegun(document.slice(0, hole), live);
  const taken = document[hole]!.hole === 'any' ? live.length : wordEnd(live);
  return [
    ...before.map((token) => ({ document: token })),
    ...(live.length > 0 || document[hole]!.hole === 'any' ? [{ document: document[hole]! }] : []),
    ...between(after, live.slice(taken)),
  ];
}

/** The beginning of a word that goes on in a hole needs a live word that begins so, or may be a value. */
function withoutBegun(document: readonly Token[], live: readonly Token[]): readonly Token[] {
  const last = document.at(-1);
  const other = live[document.length - 1];
  const begun =
    last?.begins &&
    other &&
    (other.text.startsWith(last.text) ||
      (other.valueClass?.kind === 'identity' && other.text.length > last.text.length));
  return begun ? document.slice(0, -1) : document;
}

/** How many of the tokens stand together without a blank. */
function wordEnd(tokens: readonly Token[]): number {
  let end = Math.min(1, tokens.length);
  while (end < tokens.length && tokens[end]!.from === tokens[end - 1]!.to) end += 1;
  return end;
}

type Met = Exclude<Bound, Contradiction> | 'literal' | 'measure' | 'pinned';

/** Undefined when the two have nothing in common. */
function meet(document: Token, live: Token, site: Site): Met | Contradiction | undefined {
  if (!sameKey(document, live)) return undefined;
  const { valueClass } = document;
  if (!valueClass) return 'literal';
  const { correspondence } = site;
  if (valueClass.kind === 'measure') {
    if (document.text === live.text) return 'literal';
    const pin = correspondence.pinOf(document.text) ?? correspondence.pinOf(live.text);
    return pin ? { kind: 'pinned', line: pin.line, value: document.text, what: pin.what } : 'measure';
  }
  const space = site.spaces?.[valueClass.space] ?? valueClass.space;
  const meeting = { ...site, document: document.text, live: live.text };
  if (document.text === live.text && correspondence.pinOf(document.text)) return 'pinned';
  if (space !== 'network') return correspondence.bind({ ...meeting, space });
  return bindNetwork({ ...meeting, space }, site);
}

/** `172.17.0.2/16` is an address and its network: each corresponds for itself. */
function bindNetwork(meeting: Meeting, { correspondence, subnet }: Site): Bound {
  const [address = ''] = meeting.document.split('/');
  const [liveAddress = ''] = meeting.live.split('/');
  const network = networkText(meeting.document);
  const liveNetwork = networkText(meeting.live);
  const bound = correspondence.bind({ ...meeting, document: network, live: liveNetwork });
  if (typeof bound === 'object') return bound;
  // Old engines call a network by the address of its bridge: `172.17.42.1/16`.
  if ((subnet || network === meeting.document) && liveNetwork === meeting.live) return bound;
  return correspondence.bind({ ...meeting, document: address, live: liveAddress, space: 'address' });
}

function networkText(cidr: string): string {
  const network = networkOf(cidr);
  return network ? formatNetwork(network) : cidr;
}

function accepted(
  document: Token,
  live: Token | undefined,
  { met, site }: { met: Met | 'hole'; site: Site },
): Acceptance {
  return {
    line: site.line,
    expected: document.text,
    found: live?.text ?? '',
    reason: reasonOf(document, met, site),
  };
}

function reasonOf(
  { text, valueClass }: Token,
  met: Met | 'hole',
  { correspondence, line, what }: Site,
): string {
  if (met === 'hole') return 'left open by the document';
  if (met === 'pinned') return `pinned by line ${correspondence.pinOf(text)?.line ?? line}`;
  if (met === 'measure' || valueClass?.kind !== 'identity') return valueClass?.name ?? '';
  const entry = correspondence.documented(valueClass.space, text);
  const name = entry?.what || what ? `${valueClass.name} of ${entry?.what || what}` : valueClass.name;
  return `bound at line ${entry?.line ?? line} as ${name}`;
}
