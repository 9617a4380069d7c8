import type { Findings, MatchContext } from '../context.ts';
import type { Node } from './json-tree.ts';

export interface Couple {
  readonly document: Node;
  readonly live: Node;
}

/** Where in the two trees the comparison is. */
export interface Place {
  readonly context: MatchContext;
  readonly findings: Findings;
  /** Keys from the root, the nearest one last. */
  readonly path: readonly string[];
  /** What the enclosing object describes, such as `network net1`; '' when it does not say. */
  readonly what: string;
  /** Compares two values below. */
  readonly descend: (couple: Couple, place: Place) => void;
}

/** The text of an object's `Name`. */
export function nameIn(node: Node): string | undefined {
  const found = node.kind === 'object' ? node.entries.find(({ key }) => key === 'Name')?.value : undefined;
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
}

/** What an object of an `inspect` answer is about, such as `network net1`; '' when it does not say. */
export function describe(node: Node): string {
  const name = nameIn(node);
  if (name === undefined || node.kind !== 'object') return '';
  const has = (key: string): boolean => node.entries.some((entry) => entry.key === key);
  const kind = has('IPAM')
    ? 'network'
    : has('HostConfig') || has('EndpointID')
      ? 'container'
      : has('Mountpoint')
        ? 'volume'
        : '';
  return `${kind} ${name.replace(/^\//, '')}`.trim();
}
