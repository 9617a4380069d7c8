import type { Acceptance } from '../../model/verdict.ts';
import { append } from '../../text/append.ts';
import { groupBy } from '../group.ts';
import { tokenize } from '../tokens.ts';
import { type Site, unify } from '../unify.ts';
import type { CellResult } from './cell-result.ts';

/**
 * Compares two lists of published ports. Every documented port must be published live in the same
 * way; one that only the live list has, such as the twin for IPv6, is another form.
 */
export function comparePorts(
  { document, live }: { readonly document: string; readonly live: string },
  site: Site,
): CellResult {
  const wanted = portsOf(document);
  const found = portsOf(live);
  const free = groupBy(found, shape);
  const published = new Set(found.map(withoutAddress));
  const acceptances: Acceptance[] = [];
  const absent: string[] = [];
  for (const port of wanted) {
    const candidates = free.get(shape(port)) ?? [];
    const at = candidates.slice(0, MOST_TRIED).findIndex((candidate) => {
      const result = site.correspondence.attempt(
        () => unify(tokenize(port), tokenize(candidate), site),
        ({ hunks }) => hunks.length === 0,
      );
      if (result.hunks.length > 0) return false;
      append(acceptances, result.acceptances);
      return true;
    });
    if (at < 0) absent.push(port);
    else candidates.splice(at, 1);
  }
  const rest = new Set([...free.values()].flat());
  const left = found.filter((port) => rest.has(port));
  const missing = absent.filter((port) => !isTwin(port) || !published.has(withoutAddress(port)));
  if (absent.length === 0 && left.length === 0)
    return { hunks: [], verdict: 'drifted', cause: '', acceptances };
  const instead = missing.every(isExposed) ? [] : left;
  return {
    hunks: [{ document: wordTokens(document, absent), live: wordTokens(live, left) }],
    verdict: missing.length > 0 ? 'failed' : 'drifted',
    cause:
      missing.length > 0
        ? `${missing.join(', ')} is not ${missing.every(isExposed) ? 'exposed' : 'published'}${instead.length > 0 ? `, ${instead.join(', ')} is` : ''}`
        : left.length > 0
          ? `${left.join(', ')} is published too`
          : `${absent.join(', ')} is not shown`,
    acceptances,
  };
}

/** One port is published at few addresses. */
const MOST_TRIED = 20;

function portsOf(cell: string): string[] {
  // Before Docker 28 the IPv6 wildcard was written without brackets.
  return cell
    .split(/, ?/)
    .map((port) => port.trim().replace(/^:::(?=\d)/, '[::]:'))
    .filter((port) => port !== '');
}

/** Only ports of one container port and address can correspond. */
const shape = (port: string): string => port.replace(/^.*->/, '->').replace(/^(?!->)/, 'exposed ');

/** Engines without IPv6 publish no twin, and some lists leave it out. */
const isTwin = (port: string): boolean => port.startsWith('[::]');

const isExposed = (port: string): boolean => !port.includes('->');

const withoutAddress = (port: string): string => port.replace(/^(?:\[[^\]]*\]|[\d.]+):/, '');

function wordTokens(
  cell: string,
  ports: readonly string[],
): readonly { text: string; from: number; to: number }[] {
  return ports.slice(0, 20).flatMap((port) => {
    const from = cell.indexOf(port);
    return from < 0 ? [] : [{ text: port, from, to: from + port.length }];
  });
}
