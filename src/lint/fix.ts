import type { Finding } from './finding.ts';
import { type Levels, lintText } from './lint.ts';

export interface Fixed {
  readonly text: string;
  /** How many findings were put right. */
  readonly fixed: number;
  /** What is left. */
  readonly findings: readonly Finding[];
}

/**
 * The text with every safe fix applied; nothing else changes. What a fix brings to light is fixed as
 * well, so that fixing the result changes nothing.
 */
export function fixText(file: string, text: string, levels: Levels = new Map()): Fixed {
  let current = text;
  let fixed = 0;
  let findings = lintText(file, current, levels);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = applied(current, findings);
    if (next.count === 0 || next.text === current) break;
    current = next.text;
    fixed += next.count;
    findings = lintText(file, current, levels);
  }
  return { text: current, fixed, findings };
}

/** Fixes may hide one another; a text that is not settled by then is left as it is. */
const MOST_ROUNDS = 8;

/** Applies the fixes of which no edit touches that of another; the others wait for the next round. */
function applied(text: string, findings: readonly Finding[]): { text: string; count: number } {
  const edits = findings
    .flatMap(({ fix }, owner) => (fix?.edits ?? []).map((edit) => ({ ...edit, owner })))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const owners = new Set(edits.map(({ owner }) => owner));
  let end = -1;
  for (const edit of edits) {
    if (edit.from < end) owners.delete(edit.owner);
    else if (owners.has(edit.owner)) end = edit.to;
  }
  let result = '';
  let at = 0;
  for (const { from, to, text: put, owner } of edits) {
    if (!owners.has(owner)) continue;
    result += text.slice(at, from) + put;
    at = to;
  }
  return { text: result + text.slice(at), count: owners.size };
}
