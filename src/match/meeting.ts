import type { IdentitySpace } from './values/value-class.ts';

/** What fixed a value, so that it is the same in both worlds. */
export interface Pin {
  readonly line: number;
  /** Such as `network macvlan-mynet`. */
  readonly what: string;
  readonly kind: 'name' | 'subnet' | 'address' | 'gateway' | 'image' | 'port' | 'label' | 'other';
}

/** A document value met together with a live value. */
export interface Meeting {
  readonly document: string;
  readonly live: string;
  readonly space: IdentitySpace;
  /** The document's line. */
  readonly line: number;
  /** What it is the value of, such as `network macvlan-mynet`, when the output says. */
  readonly what?: string;
  /**
   * Two document values may stand for this live one: images that were there before the lab and that
   * one ID serves under several names.
   */
  readonly shared?: boolean;
}

/** Why a document value cannot stand for the live value it was met with. */
export interface Contradiction {
  readonly kind: 'pinned' | 'stands-for-another' | 'known-as-another' | 'outside-network';
  /** The earlier line that it contradicts. */
  readonly line: number;
  /** What is right by that line: a document value; for `stands-for-another` a live one. */
  readonly value: string;
  readonly what: string;
}

/** `bound`: learnt now; `known`: learnt earlier, and the same. */
export type Bound = 'bound' | 'known' | Contradiction;
