import { missingNameCause, short } from '../causes.ts';
import { type Findings, type MatchContext, noFindings } from '../context.ts';
import { lineDifference, loneDifference } from '../differences.ts';
import { wordAround } from '../facts.ts';
import { knownShape, shapeOf } from '../keys.ts';
import { nearest } from '../nearest.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { type Site, unify } from '../unify.ts';
import { pairItems } from './json-items.ts';
import { type KeyMeaning, meaningOf } from './json-keys.ts';
import { bestPlace, objectsBelow } from './json-places.ts';
import {
  type Entry,
  isEmptyNode,
  type Node,
  type ObjectNode,
  type ScalarNode,
  showNode,
} from './json-tree.ts';

/**
 * Compares JSON values: what the document shows must be contained in what is live. A documented
 * fragment is looked for at any depth; more keys may be live than are documented.
 */
export function compareJson(
  document: readonly Node[],
  live: readonly Node[],
  context: MatchContext,
): Findings {
  const findings = noFindings();
  const paired = pairRoots(document, live);
  for (const [node, found] of paired) {
    if (found) compareNode({ document: node, live: found }, { context, findings, path: [], what: '' });
    else findings.differences.push(absentNode(node, context));
  }
  return findings;
}

interface Place {
  readonly context: MatchContext;
  readonly findings: Findings;
  /** Keys from the root, the nearest one last. */
  readonly path: readonly string[];
  /** What the enclosing object describes, such as `network net1`; '' when it does not say. */
  readonly what: string;
}

interface Couple {
  readonly document: Node;
  readonly live: Node;
}

/** One value each is compared as it is; fragments and lists of values find their place by content. */
function pairRoots(
  document: readonly Node[],
  live: readonly Node[],
): readonly (readonly [Node, Node | undefined])[] {
  if (
    document.length === 1 &&
    live.length === 1 &&
    document[0]!.kind === live[0]!.kind &&
    !isFragment(document[0]!)
  ) {
    return [[document[0]!, live[0]]];
  }
  if (document.length > 1 && document.length <= live.length && live.length > 1) {
    const { pairs, lone } = pairItems(document, live);
    return [
      ...pairs.map(({ document: node, live: found }) => [node, found] as const),
      ...lone.map((node) => [node, undefined] as const),
    ];
  }
  const objects = live.flatMap(objectsBelow);
  return document.map((node) => [
    node,
    node.kind === 'object' ? bestPlace(node, objects) : live.find(({ kind }) => kind === node.kind),
  ]);
}

/** An object that is not closed, or had no opening brace, may be a part of any object. */
const isFragment = (node: Node): boolean => node.kind === 'object' && node.elided;

function compareNode({ document, live }: Couple, place: Place): void {
  if (document.kind === 'object' && live.kind === 'object') compareObjects(document, live, place);
  else if (document.kind === 'array' && live.kind === 'array') {
    const { pairs, lone, moved } = pairItems(document.items, live.items, { ordered: isOrdered(place.path) });
    for (const pair of pairs) compareNode(pair, place);
    for (const node of lone) place.findings.differences.push(absentNode(node, place.context));
    if (moved) place.findings.differences.push(valueDifference({ document: moved, live }, place, 'failed'));
    if (document.items.length === 0 && live.items.length > 0 && !document.elided) {
      place.findings.differences.push(valueDifference({ document, live }, place, 'drifted'));
    }
  } else if (document.kind === 'scalar' && live.kind === 'scalar') compareScalars(document, live, place);
  else {
    const empty = isEmptyNode(document) || (isEmptyNode(live) && document.kind !== 'scalar');
    place.findings.differences.push(valueDifference({ document, live }, place, empty ? 'drifted' : 'failed'));
  }
}

/** Words of a command line mean something by their order. */
const isOrdered = (path: readonly string[]): boolean =>
  /^(?:Cmd|Args|Entrypoint|Command|Test|Shell)$/.test(path.at(-1) ?? '');

function compareObjects(document: ObjectNode, live: ObjectNode, place: Place): void {
  const byKey = new Map(live.entries.map((entry) => [entry.key, entry]));
  const documented = new Set(document.entries.map(({ key }) => key));
  const what = describe(live) || place.what;
  const unmatched: Entry[] = [];
  for (const entry of document.entries) {
    const found = byKey.get(entry.key);
    if (found)
      compareNode(
        { document: entry.value, live: found.value },
        { ...place, what, path: [...place.path, entry.key] },
      );
    else unmatched.push(entry);
  }
  if (unmatched.length === 0) return emptyObject(document, live, place);
  const free = live.entries.filter(({ key }) => !documented.has(key));
  for (const entry of unmatched)
    compareUnmatched(entry, { live, free, place: { ...place, what }, elided: document.elided });
}

/** `{}` states that there is nothing; a live entry is worth a remark. */
function emptyObject(document: ObjectNode, live: ObjectNode, place: Place): void {
  if (document.entries.length > 0 || live.entries.length === 0 || document.elided) return;
  place.findings.differences.push(valueDifference({ document, live }, place, 'drifted'));
}

/** A documented key that is not there by its name: an ID, a name, or something in another place. */
function compareUnmatched(
  entry: Entry,
  { live, free, place, elided }: { live: ObjectNode; free: Entry[]; place: Place; elided: boolean },
): void {
  const { context, findings } = place;
  const { correspondence } = context;
  const key = tokenizeDocument(entry.key);
  const known = knownShape(key, 'document', correspondence);
  const shape = shapeOf(key);
  const isVolatile = key.some(({ valueClass }) => valueClass?.kind === 'identity');
  const at = isVolatile
    ? firstIndex(
        free,
        ({ key: other }) => knownShape(tokenize(other), 'live', correspondence) === known,
        (other) => shapeOf(tokenize(other.key)) === shape && sameName(entry.value, other.value),
        ({ key: other }) => shapeOf(tokenize(other)) === shape,
      )
    : -1;
  const path = [...place.path, entry.key];
  if (at >= 0) {
    const [other] = free.splice(at, 1);
    compareText(
      { document: entry.key, live: other!.key, line: entry.line },
      { ...place, what: describe(other!.value) },
    );
    compareNode({ document: entry.value, live: other!.value }, { ...place, path });
    return;
  }
  const meaning = meaningOf(place.path, entry.key);
  if (elided) {
    const deeper = live.entries
      .flatMap(({ value }) => objectsBelow(value))
      .find((node) => node.entries.some(({ key: other }) => other === entry.key));
    const found = deeper?.entries.find(({ key: other }) => other === entry.key);
    if (found) return compareNode({ document: entry.value, live: found.value }, { ...place, path });
  }
  if (meaning !== 'object') {
    findings.differences.push(absentKey(entry, meaning, context));
    return;
  }
  const near =
    nearest(
      entry.key,
      free.map((other) => other.key),
    ) ?? (free.length === 1 ? free[0]!.key : undefined);
  const other = free.find((candidate) => candidate.key === near);
  findings.differences.push(
    loneDifference({
      verdict: 'failed',
      line: entry.line,
      expected: `"${entry.key}"`,
      found: other ? `"${other.key}"` : '',
      cause: objectCause(entry, other, context),
    }),
  );
  if (!other) return;
  free.splice(free.indexOf(other), 1);
  compareNode({ document: entry.value, live: other.value }, { ...place, path, what: `network ${other.key}` });
}

function objectCause(entry: Entry, other: Entry | undefined, context: MatchContext): string {
  const maker = other && context.makers(other.key);
  return maker
    ? `line ${entry.line} says ${entry.key}; ${maker.what} is made on line ${maker.line}`
    : missingNameCause(entry.key, entry.line, context);
}

function firstIndex(entries: readonly Entry[], ...tests: readonly ((entry: Entry) => boolean)[]): number {
  for (const test of tests) {
    const at = entries.findIndex(test);
    if (at >= 0) return at;
  }
  return -1;
}

function sameName(document: Node, live: Node): boolean {
  const name = nameIn(document);
  return name !== undefined && name === nameIn(live);
}

function nameIn(node: Node): string | undefined {
  const found = node.kind === 'object' ? node.entries.find(({ key }) => key === 'Name')?.value : undefined;
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
}

/** What an object of `inspect` is about. */
function describe(node: Node): string {
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

function absentKey(
  entry: Entry,
  meaning: KeyMeaning,
  { correspondence }: MatchContext,
): Findings['differences'][number] {
  const pinned =
    meaning === 'setting' &&
    (correspondence.pinOf(entry.key) ?? correspondence.pinOf(`${entry.key}=${scalarText(entry.value)}`));
  return loneDifference({
    verdict: pinned || meaning === 'fact' ? 'failed' : 'drifted',
    line: entry.line,
    expected: `"${entry.key}": ${showNode(entry.value)}`,
    found: '',
    cause: `no key ${entry.key} any more`,
  });
}

const scalarText = (node: Node): string => (node.kind === 'scalar' ? String(node.value) : '');

function absentNode(node: Node, context: MatchContext): Findings['differences'][number] {
  const name =
    nameIn(node) ?? (node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined);
  return loneDifference({
    verdict: 'failed',
    line: node.line,
    expected: showNode(node),
    found: '',
    cause:
      name !== undefined && /^[\w./:-]+$/.test(name)
        ? missingNameCause(name, node.line, context)
        : 'no such element',
  });
}

function compareScalars(document: ScalarNode, live: ScalarNode, place: Place): void {
  const key = place.path.at(-1) ?? '';
  const meaning = meaningOf(place.path.slice(0, -1), key);
  if (meaning === 'measure' && typeof document.value === typeof live.value) {
    if (document.value !== live.value) accept(document, live, { place, reason: key });
    return;
  }
  if (typeof document.value === 'string' && typeof live.value === 'string') {
    compareText({ document: document.value, live: live.value, line: document.line }, place);
    return;
  }
  if (document.value === live.value || document.text === '...') return;
  const sameText = String(document.value) === String(live.value);
  place.findings.differences.push(
    valueDifference({ document, live }, place, sameText ? 'drifted' : 'failed'),
  );
}

function accept(
  document: ScalarNode,
  live: ScalarNode,
  { place, reason }: { place: Place; reason: string },
): void {
  place.findings.acceptances.push({ line: document.line, expected: document.text, found: live.text, reason });
}

function compareText(
  { document, live, line }: { readonly document: string; readonly live: string; readonly line: number },
  place: Place,
): void {
  const { context, findings, path } = place;
  const { hunks, acceptances } = unify(tokenizeDocument(document), tokenize(live), siteOf(line, place));
  findings.acceptances.push(...acceptances);
  if (hunks.length === 0) return;
  const word = hunks.find(({ document: tokens }) => tokens.length > 0);
  const name = word ? wordAround(document, word.document[0]!) : '';
  const maker = context.makers(name);
  findings.differences.push(
    lineDifference(hunks, {
      line,
      expected: document,
      found: live,
      verdict: 'failed',
      cause: maker
        ? `${maker.what} is of line ${maker.line}; here is ${short(live)}`
        : `${path.at(-1) ?? 'the value'} is ${live === '' ? 'empty' : short(live)}`,
    }),
  );
}

function siteOf(line: number, { context: { correspondence }, path, what }: Place): Site {
  const key = path.at(-1) ?? '';
  const isOwn = /^(?:Id|ID|NetworkID)$/.test(key);
  const owner = key === 'NetworkID' ? `network ${path.at(-2)}` : what;
  return {
    correspondence,
    line,
    what: isOwn ? owner : '',
    // A host name that looks like an ID need not be one: documents mix runs.
    ...(key === 'Hostname' ? { spaces: { id: 'hostname' as const } } : {}),
    shared: key === 'Image' || path.at(-2) === 'Layers',
  };
}

function valueDifference(
  { document, live }: Couple,
  { path }: Place,
  verdict: 'drifted' | 'failed',
): Findings['differences'][number] {
  const key = path.at(-1);
  const name = key === undefined ? '' : `"${key}": `;
  return loneDifference({
    verdict,
    line: document.line,
    expected: name + showNode(document),
    found: name + showNode(live),
    cause: `${key ?? 'the value'} is ${showNode(live)}`,
  });
}
