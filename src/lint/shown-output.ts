import type { ObjectKind } from '../profile/verb.ts';

/** An object that a documented output shows. */
export interface Shown {
  readonly kind: ObjectKind;
  /** '' where only the ID is shown. */
  readonly name: string;
  /** Hex digits without an algorithm; '' where none is shown. */
  readonly id: string;
  /** Line of the name, and of the ID. */
  readonly line: number;
  readonly idLine: number;
  /** What else is shown of it, by the column's name of a list; empty cells are left out. */
  readonly cells?: ReadonlyMap<string, string>;
  /** Where that is not on the line of the name. */
  readonly cellsLine?: number;
}

/** A container's address on a network, or a network's own range, that a documented output shows. */
export interface ShownAddress {
  readonly network: string;
  /** The container that the output is about, '' where it is the network. */
  readonly container: string;
  readonly value: string;
  /** Such as `IPAddress` or `Subnet`. */
  readonly what: string;
  readonly line: number;
}

export interface ShownOutput {
  readonly objects: readonly Shown[];
  readonly addresses: readonly ShownAddress[];
  /** Networks under `Networks` of a container's `inspect`, by that container's name. */
  readonly memberships: readonly Membership[];
}

export interface Membership {
  /** As the command names it. */
  readonly container: string;
  readonly networks: readonly Shown[];
}
