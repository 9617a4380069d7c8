import type { Difference } from '../../model/verdict.ts';
import { missingName } from '../causes.ts';
import type { MatchContext } from '../context.ts';
import { loneDifference } from '../differences.ts';
import { isDockers } from '../printer.ts';
import { isAsMade, type KeyMeaning } from './json-keys.ts';
import { type Couple, nameIn, type Place } from './json-place.ts';
import { type Entry, jsonText, type Node, showNode } from './json-tree.ts';

/** Two values under one key that are not the same. */
export function valueDifference(
  { document, live }: Couple,
  { path }: Place,
  verdict: Difference['verdict'],
): Difference {
  const key = path.at(-1);
  const name = key === undefined ? '' : `"${key}": `;
  return loneDifference({
    verdict,
    line: document.line,
    expected: name + showNode(document),
    found: name + showNode(live),
    json: jsonText(live),
    cause: `${key ?? 'the value'} is ${showNode(live)}`,
    ...(isAsMade(path) ? { changes: 'never' } : {}),
  });
}

/**
 * A documented key that is nowhere. Docker's own formats change, though not names, ports and the lab's
 * own labels in them; the answer of another program is as it is documented.
 */
export function absentKey(entry: Entry, meaning: KeyMeaning, context: MatchContext): Difference {
  const { correspondence } = context;
  const { key, line, value } = entry;
  const foreign = !/^[A-Z]/.test(key) && !isDockers('', context) && !ENGINE_API.test(context.command.program);
  const pinned =
    meaning === 'setting' &&
    (correspondence.pinOf(key) ??
      correspondence.pinOf(`${key}=${value.kind === 'scalar' ? value.value : ''}`));
  return loneDifference({
    verdict: pinned || meaning === 'fact' || foreign ? 'failed' : 'drifted',
    line,
    expected: nameIn(value) === undefined ? `"${key}": ${showNode(value)}` : showEntry(entry),
    found: '',
    cause: `there is no ${nameIn(value) ?? key}`,
  });
}

/** The engine, asked without its client. */
const ENGINE_API = /docker\.sock|:237[56]\b/;

/** A key, with the name of the object below it. */
export function showEntry({ key, value }: Entry): string {
  const name = nameIn(value);
  return name === undefined ? `"${key}"` : `"${key}": { "Name": "${name}", … }`;
}

/** A documented element of a list that is not in the live one. */
export function absentNode(node: Node, context: MatchContext): Difference {
  const name = nameIn(node) ?? (node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '');
  return loneDifference({
    verdict: 'failed',
    line: node.line,
    expected: showNode(node),
    found: '',
    ...(/^[\w./:-]+$/.test(name)
      ? missingName(name, node.line, context)
      : { cause: 'there is no such element' }),
  });
}
