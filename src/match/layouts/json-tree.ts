/** JSON as documents show it: with places, and with parts left out. */
export type Node = ObjectNode | ArrayNode | ScalarNode;

export interface ObjectNode {
  readonly kind: 'object';
  readonly line: number;
  readonly entries: readonly Entry[];
  /** Something is left out, or the text ends before it is closed. */
  readonly elided: boolean;
}

export interface Entry {
  readonly key: string;
  readonly line: number;
  readonly value: Node;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly line: number;
  readonly items: readonly Node[];
  readonly elided: boolean;
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly line: number;
  /** As written, strings with their quotes. */
  readonly text: string;
  readonly value: string | number | boolean | null;
}

/** A value as one reads it in a line. */
export function showNode(node: Node): string {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'array')
    return node.items.length === 0 ? '[]' : `[${node.items.length > 1 ? '…' : showNode(node.items[0]!)}]`;
  return node.entries.length === 0 ? '{}' : '{…}';
}

/** A value as JSON, in full. */
export function jsonText(node: Node): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'array') return `[${node.items.map(jsonText).join(',')}]`;
  return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key)}:${jsonText(value)}`).join(',')}}`;
}

export const isEmptyNode = (node: Node): boolean =>
  node.kind === 'scalar'
    ? node.value === null
    : !node.elided && (node.kind === 'object' ? node.entries : node.items).length === 0;
