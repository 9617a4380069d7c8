import type { Comparison, Line, MatchContext } from '../match/context.ts';
import { isElision } from '../match/elision.ts';
import type { Transaction } from '../match/journal.ts';
import { comparedTexts, matchOutput } from '../match/match.ts';
import { isNoise } from '../match/noise.ts';
import { isPromptResidue } from '../match/prompts.ts';
import type { DocumentLine, ExpectedOutput } from '../model/lab.ts';
import type { Difference } from '../model/verdict.ts';
import { visibleLine, visibleLines } from '../text/lines.ts';
import { inDocumentValues } from './document-values.ts';
import { Draft } from './draft.ts';
import { editJson } from './json-edits.ts';
import { editLines } from './line-edits.ts';
import { editTables } from './table-edits.ts';

/** An output as it is to be written. */
export interface MendedOutput {
  /** The command's place in the lab. */
  readonly command: number;
  readonly expected: ExpectedOutput;
  readonly lines: readonly DocumentLine[];
}

export interface MendInput {
  readonly expected: ExpectedOutput;
  /** What it may be the output of: of the command, or also of those above it. */
  readonly live: readonly string[];
  readonly context: MatchContext;
  /** Begun before the output was compared, and still open. */
  readonly comparing: Transaction;
}

type One = Omit<MendInput, 'live'> & { readonly live: string };

export type Mended =
  | {
      readonly lines: readonly DocumentLine[];
      /** Why some of the lines, which stay as they are, do not hold still. */
      readonly left?: string;
    }
  | { readonly reason: string };

/**
 * Writes a documented output anew with what is live, in the document's values, so that it holds and
 * nothing else of it changes; or says why it can't. The correspondence is left as the new output, or
 * the old one where there is none, leaves it.
 */
export function mendOutput({ live, ...rest }: MendInput): Mended {
  const inputs = live.map((text) => ({ ...rest, live: text }));
  const counts = inputs.map((input) => match(input, rest.expected.lines).differences.length);
  const input = inputs[counts.indexOf(Math.min(...counts))]!;
  const first = match(input, rest.expected.lines);
  const contradicted = first.differences.find(isContradiction);
  const left = contradicted && `${contradicted.cause}; add what creates it, or take the lines out`;
  for (const draw of left === undefined ? [drawn, redrawn] : [drawn]) {
    const lines = draw(input);
    if (lines && holds(match(input, lines)) && (!showsNothing(lines) || printsNothing(input.live))) {
      if (left === undefined) return { lines };
      return sameLines(lines, input.expected.lines) ? { reason: left } : { lines, left };
    }
  }
  if (left !== undefined) {
    match(input, input.expected.lines);
    return { reason: left };
  }
  match(input, input.expected.lines);
  return { reason: 'what it prints can not be told from what is left out' };
}

/** The document shows what none of its commands makes: only its author knows what is to come of it. */
const isContradiction = ({ lasting, verdict, found }: Difference): boolean =>
  verdict === 'failed' && lasting === true && found === '';

/** All holds but what the author has to see to. */
const holds = ({ differences }: Comparison): boolean =>
  differences.every((difference) => difference.verdict !== 'failed' || isContradiction(difference));

function match({ expected, live, context, comparing }: One, lines: readonly DocumentLine[]): Comparison {
  comparing.restart();
  return matchOutput({ expected: { ...expected, lines }, live, context });
}

/** An edit may bring another difference to light, as the right name of an object does. */
const MOST_ROUNDS = 6;

/** Where it differs only, in its own layout. */
function drawn(input: One): readonly DocumentLine[] | undefined {
  let { lines } = input.expected;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const comparison = match(input, lines);
    if (holds(comparison)) return lines;
    const draft = new Draft(lines);
    const differences = comparison.differences.filter((difference) => !isContradiction(difference));
    if (!edit(draft, { ...comparison, differences }, input) || sameLines(draft.lines, lines))
      return undefined;
    lines = draft.lines;
  }
  return lines;
}

function edit(draft: Draft, { layout, differences }: Comparison, { expected, live, context }: One): boolean {
  const { correspondence } = context;
  if (layout === 'json') return editJson(draft, { differences, correspondence });
  const texts = comparedTexts({ expected: { ...expected, lines: draft.lines }, live, context });
  const sides = { document: texts.document, live: texts.live, differences, context };
  return layout === 'table' ? editTables(draft, sides) : editLines(draft, sides);
}

/** All lines that tell something, where nothing is left out. */
function redrawn(input: One): readonly DocumentLine[] | undefined {
  const { expected, live, context } = input;
  if (expected.lines.some(({ text }) => isElision(text))) return undefined;
  match(input, expected.lines);
  const draft = new Draft(expected.lines);
  const exact = context.expect === 'exact';
  const texts = comparedTexts({ expected, live, context });
  const old = exact ? expected.lines : expected.lines.filter(({ text }) => tells(visibleLine(text)));
  const lines = exact ? visibleLines(live) : texts.live.map(({ text }) => text);
  draft.insertAfter(
    old.at(-1)?.line ?? 0,
    exact ? lines : lines.map((text) => inDocumentValues(text, context.correspondence)),
  );
  draft.remove(new Set(old.map(({ line }) => line)));
  return draft.lines;
}

const tells = (text: string): boolean => text !== '' && !isNoise(text) && !isPromptResidue(text);

const showsNothing = (lines: readonly Line[]): boolean => lines.every(({ text }) => text.trim() === '');
const printsNothing = (live: string): boolean => visibleLines(live).every((line) => line.trim() === '');

const sameLines = (a: readonly Line[], b: readonly Line[]): boolean =>
  a.length === b.length && a.every(({ text }, index) => text === b[index]!.text);
