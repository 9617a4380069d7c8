import type { Acceptance, Difference } from '../model/verdict.ts';
import type { Correspondence } from './correspondence.ts';

/** What matching needs to know beside the two texts. */
export interface MatchContext {
  readonly correspondence: Correspondence;
  /** Where the lab's shells start. */
  readonly folder?: string;
  readonly command: {
    /** Canonical docker verb, such as `ps` or `network ls`; '' for other programs. */
    readonly verb: string;
    /** The program that writes the output, as `ip route` of `docker exec X ip route`; the template of `inspect`. */
    readonly program: string;
    readonly line: number;
    /** Filters pass on what comes from a program whose order means nothing. */
    readonly unordered?: boolean;
    /** It sees the network of the machine itself: in the host's shell or with `--network host`. */
    readonly ofHost?: boolean;
  };
  /** Whether the lab made an object of that name or ID. */
  readonly made: (name: string) => boolean;
  /** The earlier command that makes an object of that name. */
  readonly makers: (name: string) => Maker | undefined;
  /** Every name that the lab's commands give. */
  readonly names: readonly string[];
  /** Whether a command or file of the lab so far contains the text, so that it prints what it was given. */
  readonly given?: (text: string) => boolean;
  /** Who types it; absent for what is typed in a container. */
  readonly reader?: Reader;
  /** The command never ends, and was cut off when it had shown enough. */
  readonly endless?: boolean;
  readonly expect?: 'exact' | 'lines' | 'subset' | 'match' | 'ignore';
}

/** Who types a lab's commands, live. A document has its author instead, in every place the same. */
export interface Reader {
  readonly user: string;
}

export interface Maker {
  readonly line: number;
  /** Such as `network macvlan-mynet`. */
  readonly what: string;
}

export interface Comparison {
  readonly verdict: 'passed' | 'drifted' | 'failed';
  readonly differences: readonly Difference[];
  readonly acceptances: readonly Acceptance[];
  /** How the texts are laid out; absent where that was not looked at. */
  readonly layout?: string;
}

/** What a comparison has found so far. */
export interface Findings {
  readonly differences: Difference[];
  readonly acceptances: Acceptance[];
}

export function noFindings(): Findings {
  return { differences: [], acceptances: [] };
}

/** A line of either text; live lines have the number 0. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/** What layouts know beside: both texts with the lines that the others are compared without. */
export interface LayoutContext extends MatchContext {
  readonly raw: { readonly document: readonly Line[]; readonly live: readonly Line[] };
}
