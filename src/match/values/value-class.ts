/**
 * Values that differ between two runs of one lab. An *identity* stands for one thing and so must
 * correspond, one to one, over the whole lab; a *measure* matches any value of its class.
 */
export type ValueClass = Identity | Measure;

interface Recognizer {
  /** As reports name it. */
  readonly name: string;
  /** The characters a value can begin with; others are not tried. */
  readonly starts: string;
  /**
   * Offset after the value that begins at `from`, or -1. `from` is never inside a longer run of
   * letters and digits. Takes time that is bounded or in proportion to what it accepts.
   */
  readonly end: (text: string, from: number) => number;
}

export interface Identity extends Recognizer {
  readonly kind: 'identity';
  readonly space: IdentitySpace;
}

export interface Measure extends Recognizer {
  readonly kind: 'measure';
}

/** Values of different spaces never stand for the same thing. */
export type IdentitySpace =
  | 'id'
  | 'hostname'
  | 'swarm ID'
  | 'UUID'
  | 'MAC address'
  | 'address'
  | 'network'
  | 'port'
  | 'generated name'
  | 'interface'
  | 'data root'
  | 'folder'
  | 'git hash'
  | 'temporary name'
  | 'user'
  | 'group';

export const DIGITS = '0123456789';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER = LOWER.toUpperCase();
export const HEX = `${DIGITS}abcdef`;

/** A recognizer from a pattern, which must be sticky and bounded. */
export function matching(pattern: RegExp): (text: string, from: number) => number {
  return (text, from) => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
}

/** A letter, digit or underscore: a value that touches one is only a part of a word. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
  );
}
