import { append } from '../../text/append.ts';
import { sameImage, withoutDigest } from '../../text/image-reference.ts';
import { networkOf } from '../../text/ipv4.ts';
import { short } from '../causes.ts';
import { learnDataRoot, sameBelowDataRoot } from '../data-root.ts';
import { lineDifference } from '../differences.ts';
import { wordAround } from '../facts.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { type Site, unify } from '../unify.ts';
import { valueDifference } from './json-differences.ts';
import { isAsMade, isOfEnvironment, meaningOf } from './json-keys.ts';
import type { Place } from './json-place.ts';
import type { ScalarNode } from './json-tree.ts';

/** Compares two plain values under one key, texts by their tokens. */
export function compareScalars(document: ScalarNode, live: ScalarNode, place: Place): void {
  const { findings, path } = place;
  const key = path.at(-1) ?? '';
  const meaning = meaningOf(path.slice(0, -1), key);
  if (meaning === 'measure' && typeof document.value === typeof live.value) {
    if (document.value === live.value) return;
    findings.acceptances.push({
      line: document.line,
      expected: document.text,
      found: live.text,
      reason: key,
    });
    return;
  }
  if (typeof document.value === 'string' && typeof live.value === 'string') {
    compareText({ document: document.value, live: live.value, line: document.line }, place);
    return;
  }
  if (document.value === live.value || (key === 'IPPrefixLen' && areDefaultLengths(document, live))) return;
  const sameText = String(document.value) === String(live.value);
  const isEmpty = document.value === null || live.value === null;
  const verdict = sameText || (meaning === 'environment' && isEmpty) ? 'drifted' : 'failed';
  findings.differences.push(valueDifference({ document, live }, place, verdict));
}

/** Engines choose networks of 172.17.0.0/12 with 16 bits, then of 192.168.0.0/16 with 20. */
function areDefaultLengths(document: ScalarNode, live: ScalarNode): boolean {
  return [document, live].every(({ value }) => value === 16 || value === 20);
}

/** Compares two texts, of a value or of a key. */
export function compareText(
  { document, live, line }: { readonly document: string; readonly live: string; readonly line: number },
  place: Place,
): void {
  const { context, findings, path } = place;
  const { hunks, acceptances } = unify(tokenizeDocument(document), tokenize(live), siteOf(line, place));
  append(findings.acceptances, acceptances);
  if (hunks.length === 0) {
    learnDataRoot(document, siteOf(line, place));
    return;
  }
  const key = path.at(-1) ?? '';
  const token = hunks.find((hunk) => hunk.document.length > 0)?.document[0];
  const maker = token && context.makers(wordAround(document, token));
  const contradicted = hunks.some(({ contradiction }) => contradiction);
  const renamed = key === 'NetworkMode' && DEFAULT_NETWORK.has(document) && DEFAULT_NETWORK.has(live);
  const environment =
    !contradicted &&
    (renamed ||
      isLongGateway({ document, live, line }, place) ||
      isOfEnvironment(path.slice(0, -1), key, document) ||
      // Only a registry gives an image its digest.
      withoutDigest(document) === live ||
      (key === 'Image' && sameImage(document, live)) ||
      sameBelowDataRoot(document, live, siteOf(line, place)));
  findings.differences.push(
    lineDifference(hunks, {
      line,
      expected: document,
      found: live,
      verdict: environment ? 'drifted' : 'failed',
      cause: maker
        ? `${maker.what} is of line ${maker.line}; here is ${short(live)}`
        : `${key || 'the value'} is ${live === '' ? 'empty' : short(live)}`,
      ...(isAsMade(path) ? { changes: 'never' } : {}),
    }),
  );
}

/** Engines before 1.13 showed the gateway of a network with the length of its prefix. */
function isLongGateway(
  { document, live, line }: { readonly document: string; readonly live: string; readonly line: number },
  place: Place,
): boolean {
  if (place.path.at(-1) !== 'Gateway' || !networkOf(document)) return false;
  const address = document.slice(0, document.indexOf('/'));
  return place.context.correspondence.attempt(
    () => unify(tokenizeDocument(address), tokenize(live), siteOf(line, place)).hunks.length === 0,
    (agrees) => agrees,
  );
}

/** Before Docker 26 the default network went by another name. */
const DEFAULT_NETWORK = new Set(['default', 'bridge']);

function siteOf(line: number, { context: { correspondence }, path, what }: Place): Site {
  const key = path.at(-1) ?? '';
  const owner = key === 'NetworkID' ? `network ${path.at(-2)}` : /^(?:Id|ID)$/.test(key) ? what : '';
  return {
    correspondence,
    line,
    what: owner,
    subnet: key === 'Subnet',
    // A host name that looks like an ID need not be one: documents mix runs.
    ...(key === 'Hostname' ? { spaces: { id: 'hostname' as const } } : {}),
    // Layers and base images are of the machine, where one may serve for several.
    shared: key === 'Image' || key === 'Parent' || path.at(-1) === 'Layers',
  };
}
