import type { Findings, Line } from './context.ts';
import { loneDifference } from './differences.ts';

/** Compares texts character by character, but for the kind of line ends and a last one. */
export function exactly(document: readonly Line[], live: string): Findings {
  const lines = live.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  const differences = [];
  for (let at = 0; at < Math.max(document.length, lines.length); at += 1) {
    const expected = document[at]?.text;
    const found = lines[at];
    if (expected === found) continue;
    differences.push(
      loneDifference({
        verdict: 'failed',
        line: (document[at] ?? document.at(-1))?.line ?? 0,
        expected: expected ?? '',
        found: found ?? '',
        cause:
          expected === undefined
            ? 'printed too'
            : found === undefined
              ? 'not printed'
              : 'not exactly the same',
      }),
    );
  }
  return { differences, acceptances: [] };
}
