import type { Node, ObjectNode } from './json-tree.ts';

/** All objects of a tree, outer ones first. */
export function objectsBelow(root: Node): readonly ObjectNode[] {
  const found: ObjectNode[] = [];
  const waiting: Node[] = [root];
  for (let at = 0; at < waiting.length; at += 1) {
    const node = waiting[at]!;
    if (node.kind === 'object') {
      found.push(node);
      for (const { value } of node.entries) waiting.push(value);
    } else if (node.kind === 'array') for (const item of node.items) waiting.push(item);
  }
  return found;
}

/** The object that has most of the fragment's keys, and of these the most of its plain values. */
export function bestPlace(fragment: ObjectNode, objects: readonly ObjectNode[]): ObjectNode | undefined {
  if (fragment.entries.length === 0) return objects[0];
  const wanted = new Map(fragment.entries.map(({ key, value }) => [key, value]));
  let best: ObjectNode | undefined;
  let most = 0;
  for (const object of objects) {
    let score = 0;
    for (const { key, value } of object.entries) {
      const other = wanted.get(key);
      if (!other) continue;
      const same = other.kind === 'scalar' && value.kind === 'scalar' && other.text === value.text;
      score += 1 + (same ? 0.01 : 0) + (other.kind === value.kind ? 0.001 : 0) + overlap(other, value) * 0.1;
    }
    if (score > most) {
      most = score;
      best = object;
    }
  }
  return best;
}

/** Share of the documented keys one level down; in lists, of those of the first item. */
function overlap(document: Node, live: Node): number {
  if (document.kind === 'array' && live.kind === 'array') {
    const [item] = document.items;
    return item ? Math.max(0, ...live.items.slice(0, LOOKED_AT).map((other) => overlap(item, other))) : 0;
  }
  if (document.kind !== 'object' || live.kind !== 'object' || document.entries.length === 0) return 0;
  const keys = new Set(live.entries.map(({ key }) => key));
  return document.entries.filter(({ key }) => keys.has(key)).length / document.entries.length;
}

/** Items of one list have the same keys, so that few tell. */
const LOOKED_AT = 8;
