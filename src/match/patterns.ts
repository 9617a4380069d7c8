import type { Difference } from '../model/verdict.ts';
import type { Findings, Line } from './context.ts';
import { loneDifference } from './differences.ts';

/** A documented line that stands for live ones. */
interface Part {
  readonly line: Line;
  readonly fits: (text: string) => boolean;
  readonly least: 0 | 1;
  readonly most: 1 | typeof Number.POSITIVE_INFINITY;
}

/**
 * Compares line by line, where `/…/` is a pattern for one line, `/…/?` for one that may be missing,
 * `/…/+` for one or more and `/…/*` for any number; other lines are to be the same.
 */
export function byPatterns(document: readonly Line[], live: string): Findings {
  const lines = live.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  const parts: Part[] = [];
  for (const line of document) {
    const part = partOf(line);
    if (typeof part === 'string') return { differences: [badPattern(line, part)], acceptances: [] };
    parts.push(part);
  }
  const { part, at, fits } = furthest(parts, lines);
  if (fits) return { differences: [], acceptances: [] };
  const expected = parts[part]?.line;
  const difference = loneDifference({
    verdict: 'failed',
    line: (expected ?? document.at(-1))?.line ?? 0,
    expected: expected?.text ?? '',
    found: lines[at] ?? '',
    cause:
      expected === undefined
        ? 'printed too'
        : at >= lines.length
          ? 'not printed'
          : 'the line does not fit it',
  });
  return { differences: [difference], acceptances: [] };
}

function partOf(line: Line): Part | string {
  const text = line.text.trimEnd();
  const [, source, quantity = ''] = /^\s*\/(.+)\/([?+*]?)$/.exec(text) ?? [];
  if (source === undefined) return { line, fits: (found) => found.trimEnd() === text, least: 1, most: 1 };
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^(?:${source})$`, 'u');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return {
    line,
    fits: (found) => pattern.test(found.trimEnd()),
    least: quantity === '' || quantity === '+' ? 1 : 0,
    most: quantity === '' || quantity === '?' ? 1 : Number.POSITIVE_INFINITY,
  };
}

function badPattern({ line, text }: Line, why: string): Difference {
  return loneDifference({ verdict: 'failed', line, expected: text, found: '', cause: `no pattern: ${why}` });
}

/**
 * Whether all lines fit all parts, and else the first part that does not where most lines fit. A part
 * at a line is tried once, so that it takes time in proportion to both.
 */
function furthest(
  parts: readonly Part[],
  lines: readonly string[],
): { readonly part: number; readonly at: number; readonly fits: boolean } {
  const seen = new Set<string>();
  let best = { part: 0, at: 0 };
  // A part has taken some lines before, or none yet.
  const open: { part: number; at: number; taken: boolean }[] = [{ part: 0, at: 0, taken: false }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { part, at, taken } = place;
    const key = `${part} ${at} ${taken}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (at > best.at || (at === best.at && part > best.part)) best = { part, at };
    const wanted = parts[part];
    if (!wanted) {
      if (at >= lines.length) return { part, at, fits: true };
      continue;
    }
    if (taken || wanted.least === 0) open.push({ part: part + 1, at, taken: false });
    if (at < lines.length && (!taken || wanted.most > 1) && wanted.fits(lines[at]!))
      open.push({ part, at: at + 1, taken: true });
  }
  return { ...best, fits: false };
}
