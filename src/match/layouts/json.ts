import { type Findings, type MatchContext, noFindings } from '../context.ts';
import { groupBy } from '../group.ts';
import { absentNode, valueDifference } from './json-differences.ts';
import { pairItems } from './json-items.ts';
import { type Couple, describe, type Place } from './json-place.ts';
import { bestPlace, objectsBelow } from './json-places.ts';
import { compareScalars } from './json-scalars.ts';
import { type ArrayNode, type Entry, isEmptyNode, type Node, type ObjectNode } from './json-tree.ts';
import { compareUnmatched } from './json-unmatched.ts';

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
  const path = pathOf(context.command.program);
  const root: Place = { context, findings, path, what: '', descend: compareNode };
  for (const [node, found] of pairRoots(document, live)) {
    if (found) compareNode({ document: node, live: found }, root);
    else findings.differences.push(absentNode(node, context));
  }
  return findings;
}

/** Where in an inspection the value is that a template asks for: `{{json .NetworkSettings.Ports}}`. */
function pathOf(template: string): readonly string[] {
  const asked = /^\s*\{\{-?\s*json ((?:\.\w{1,64}){1,12})\s*-?\}\}\s*$/.exec(template)?.[1];
  return asked?.split('.').slice(1) ?? [];
}

/** One value each is compared as it is; fragments and lists of values find their place by content. */
function pairRoots(
  document: readonly Node[],
  live: readonly Node[],
): readonly (readonly [Node, Node | undefined])[] {
  const [first] = document;
  const [other] = live;
  if (document.length === 1 && live.length === 1 && first!.kind === other!.kind && !isFragment(first!)) {
    return [[first!, other]];
  }
  if (document.length > 1 && live.length > 1) {
    const { pairs, lone } = pairItems(document, live);
    return [
      ...pairs.map((pair) => [pair.document, pair.live] as const),
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
  else if (document.kind === 'array' && live.kind === 'array') compareArrays(document, live, place);
  else if (document.kind === 'scalar' && live.kind === 'scalar') compareScalars(document, live, place);
  else {
    // Versions differ in how they write that there is nothing.
    const bothEmpty = isEmptyNode(document) && isEmptyNode(live);
    const nothing = bothEmpty || isEmptyNode(live) ? 'drifted' : 'failed';
    const verdict = document.kind === 'scalar' && document.value === null ? 'drifted' : nothing;
    place.findings.differences.push(valueDifference({ document, live }, place, verdict));
  }
}

function compareArrays(document: ArrayNode, live: ArrayNode, place: Place): void {
  const { findings, context, path } = place;
  if (isWithoutRegistry(live, path) && document.items.length > 0) {
    findings.differences.push(valueDifference({ document, live }, place, 'drifted'));
    return;
  }
  const ordered = isOrdered(path);
  const { pairs, lone, changed } = pairItems(document.items, live.items, { ordered });
  for (const pair of pairs) compareNode(pair, place);
  // A word of a command line is no name of anything that could be missing.
  if (!ordered) for (const node of lone) findings.differences.push(absentNode(node, context));
  if (changed || (ordered && lone.length > 0))
    findings.differences.push(valueDifference({ document, live }, place, 'failed'));
  if (document.items.length === 0 && live.items.length > 0 && !document.elided) {
    findings.differences.push(valueDifference({ document, live }, place, 'drifted'));
  }
}

/** A registry gives an image its digest; one that was loaded or built here has none. */
const isWithoutRegistry = ({ items }: ArrayNode, path: readonly string[]): boolean =>
  items.length === 0 && path.at(-1) === 'RepoDigests';

/** Words of a command line mean something by their order. */
const isOrdered = (path: readonly string[]): boolean =>
  /^(?:Cmd|Args|Entrypoint|Command|Test|Shell)$/.test(path.at(-1) ?? '');

function compareObjects(document: ObjectNode, live: ObjectNode, place: Place): void {
  // A fragment may show one key several times; they correspond in order.
  const byKey = groupBy([...live.entries].reverse(), ({ key }) => key);
  const documented = new Set(document.entries.map(({ key }) => key));
  const inner = { ...place, what: describe(live) || place.what };
  const unmatched: Entry[] = [];
  for (const entry of document.entries) {
    const found = byKey.get(entry.key)?.pop();
    if (!found) unmatched.push(entry);
    else {
      compareNode(
        { document: entry.value, live: found.value },
        { ...inner, path: [...place.path, entry.key] },
      );
    }
  }
  // `{}` states that there is nothing; a live entry is worth a remark.
  if (document.entries.length === 0 && live.entries.length > 0 && !document.elided) {
    place.findings.differences.push(valueDifference({ document, live }, place, 'drifted'));
  }
  if (unmatched.length === 0) return;
  const free = live.entries.filter(({ key }) => !documented.has(key));
  compareUnmatched(unmatched, { live, free, elided: document.elided }, inner);
}
