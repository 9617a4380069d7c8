import type { Difference, Range } from '../model/verdict.ts';
import { contradictionCause } from './causes.ts';
import type { Hunk } from './unify.ts';

/** The difference between a documented line and the live one it corresponds to at best. */
export function lineDifference(
  hunks: readonly Hunk[],
  place: {
    readonly line: number;
    readonly expected: string;
    readonly found: string;
    readonly verdict: Difference['verdict'];
    readonly cause?: string;
    readonly topic?: string;
    readonly changes?: Difference['changes'];
  },
): Difference {
  const { line, expected, found, verdict } = place;
  const contradicted = hunks.find(({ contradiction }) => contradiction);
  const cause = contradicted
    ? contradictionCause(
        { document: contradicted.document[0]!, live: contradicted.live[0]!, line },
        contradicted.contradiction!,
      )
    : (place.cause ?? '');
  const { kind, value } = contradicted?.contradiction ?? {};
  const topic = contradicted ? `${kind} ${contradicted.document[0]!.text} ${value}` : place.topic;
  return {
    verdict,
    line,
    expected,
    found,
    cause,
    ...(topic === undefined ? {} : { topic }),
    ...(place.changes === undefined ? {} : { changes: place.changes }),
    marks: {
      expected: hunks.flatMap(({ document }) => rangeOf(document)),
      found: hunks.flatMap(({ live }) => rangeOf(live)),
    },
  };
}

/** A documented line, or a live one, that has no counterpart. */
export function loneDifference(difference: Omit<Difference, 'marks'>): Difference {
  const whole = (text: string): readonly Range[] => (text === '' ? [] : [{ from: 0, to: text.length }]);
  return { ...difference, marks: { expected: whole(difference.expected), found: whole(difference.found) } };
}

function rangeOf(tokens: readonly { readonly from: number; readonly to: number }[]): readonly Range[] {
  const [first] = tokens;
  return first ? [{ from: first.from, to: tokens.at(-1)!.to }] : [];
}
