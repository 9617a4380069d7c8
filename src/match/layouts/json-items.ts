import { align } from '../../text/diff.ts';
import { groupBy } from '../group.ts';
import { shapeOf } from '../keys.ts';
import { tokenize } from '../tokens.ts';
import type { Node } from './json-tree.ts';

export interface ItemPairing {
  readonly pairs: readonly { readonly document: Node; readonly live: Node }[];
  /** Documented elements without a live one. */
  readonly lone: readonly Node[];
  /** Where every element counts: there are more live ones. */
  readonly changed: boolean;
}

/**
 * Pairs elements of arrays: by name or content, else those left over one after the other. Where
 * order matters, content only pairs in order and every element needs its own.
 */
export function pairItems(
  document: readonly Node[],
  live: readonly Node[],
  { ordered = false }: { readonly ordered?: boolean } = {},
): ItemPairing {
  if (ordered) return pairOrdered(document, live);
  const waiting = groupBy([...live].reverse(), signature);
  const pairs: { document: Node; live: Node }[] = [];
  const left: Node[] = [];
  for (const node of document) {
    const found = waiting.get(signature(node))?.pop();
    if (found) pairs.push({ document: node, live: found });
    else left.push(node);
  }
  const taken = new Set(pairs.map((pair) => pair.live));
  const free = live.filter((node) => !taken.has(node));
  const lone: Node[] = [];
  let at = 0;
  for (const node of left) {
    // An element that has an identity of its own is not another one.
    const other = free[at];
    if (
      other &&
      other.kind === node.kind &&
      (node.kind !== 'object' || nameOf(node) === nameOf(other) || free.length === left.length)
    ) {
      pairs.push({ document: node, live: other });
      at += 1;
    } else lone.push(node);
  }
  return { pairs, lone, changed: false };
}

function pairOrdered(document: readonly Node[], live: readonly Node[]): ItemPairing {
  if (document.length === live.length) {
    const pairs = document.map((node, index) => ({ document: node, live: live[index]! }));
    return { pairs, lone: [], changed: false };
  }
  const pairs = align(document.map(signature), live.map(signature)).map(({ left, right }) => ({
    document: document[left]!,
    live: live[right]!,
  }));
  const paired = new Set(pairs.map((pair) => pair.document));
  return {
    pairs,
    lone: document.filter((node) => !paired.has(node)),
    changed: live.length > document.length,
  };
}

/** Elements of one signature may be one: objects of one name, equal scalars up to volatile values. */
function signature(node: Node): string {
  if (node.kind === 'scalar')
    return typeof node.value === 'string' ? `"${shapeOf(tokenize(node.value))}` : node.text;
  const name = nameOf(node);
  return name === undefined ? node.kind : `${node.kind} ${name}`;
}

function nameOf(node: Node): string | undefined {
  if (node.kind !== 'object') return undefined;
  for (const key of ['Name', 'Names', 'Destination', 'Target', 'Subnet', 'Repository']) {
    const value = node.entries.find((entry) => entry.key === key)?.value;
    if (value?.kind === 'scalar' && typeof value.value === 'string') return shapeOf(tokenize(value.value));
  }
  return undefined;
}
