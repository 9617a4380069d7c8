import type { DocumentLine } from '../model/lab.ts';
import type { Acceptance, CommandResult, Difference, Range } from '../model/verdict.ts';
import { html, type Wrapped, wrapped } from './html-text.ts';

/** How much of one line is shown, in UTF-16 units. */
const LINE = 4_096;

/**
 * Documented lines against what is live, as HTML: a line that holds as it is; one that does not as
 * removed, the live one as added below it, and why, unless that has been said.
 */
export function comparedLines(
  lines: readonly DocumentLine[],
  { differences, acceptances, reason }: Pick<CommandResult, 'differences' | 'acceptances' | 'reason'>,
): readonly string[] {
  const left = groupedByLine(differences);
  const accepted = groupedByLine(acceptances);
  const told = new Set([reason, '']);
  const first = lines.at(0)?.line ?? 0;
  const above = differences.filter(({ line }) => line < first).flatMap((one) => alone(one, told));
  const rows = lines.flatMap(({ line, text }) => {
    const here = left.get(line) ?? [];
    left.delete(line);
    return documented(
      { line, text: shortened(text) },
      { differences: here, acceptances: accepted.get(line) ?? [], told },
    );
  });
  const below = [...left.values()].flat().filter(({ line }) => line >= first);
  return [...above, ...rows, ...below.flatMap((one) => alone(one, told))];
}

function groupedByLine<T extends { readonly line: number }>(items: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(item.line);
    if (group) group.push(item);
    else groups.set(item.line, [item]);
  }
  return groups;
}

interface Findings {
  readonly differences: readonly Difference[];
  readonly acceptances: readonly Acceptance[];
  /** The causes that the reader has seen. */
  readonly told: Set<string>;
}

function documented(row: DocumentLine, { differences, acceptances, told }: Findings): readonly string[] {
  const { line: number, text } = row;
  const dim = dimmed(text, acceptances, 'expected');
  const here = differences.flatMap((difference) => {
    const place = placeIn(text, difference);
    return place ? [{ difference, ...place }] : [];
  });
  const others = differences.filter((one) => !here.some(({ difference }) => difference === one));
  const marks = here.flatMap(({ difference, from, whole }) =>
    whole ? [] : marked(text, difference.marks.expected, from),
  );
  const kind = here.some(({ difference }) => difference.verdict === 'failed') ? 'failed' : 'drifted';
  return [
    here.length === 0
      ? line('span', { number, kind: 'same', body: wrapped(text, dim) })
      : line('del', { number, kind, body: wrapped(text, [...marks, ...dim]) }),
    ...here.flatMap(({ difference, ...place }) => inPlace(difference, { text, ...place, acceptances })),
    ...here.flatMap(({ difference }) => cause(difference, told)),
    ...others.flatMap((one) => alone(one, told)),
  ];
}

interface Place {
  /** Where in the line the documented part begins. */
  readonly from: number;
  /** It is all of the line, in a shorter form. */
  readonly whole: boolean;
}

function placeIn(text: string, { expected }: Difference): Place | undefined {
  const from = expected === '' ? -1 : text.indexOf(expected.slice(0, LINE));
  if (from >= 0) return { from, whole: false };
  // A value of many lines is told of in short; the line where it begins is the document's own.
  const isValue = /^(?:"[^"]*": )?[[{]/.test(expected) && /[[{]\s*$/.test(text);
  return isValue ? { from: text.length - text.trimStart().length, whole: true } : undefined;
}

interface Around extends Place {
  readonly text: string;
  readonly acceptances: readonly Acceptance[];
}

/** The document's line with the live part instead of the documented one. */
function inPlace(
  { expected, found, marks, verdict }: Difference,
  { text, from, whole, acceptances }: Around,
): readonly string[] {
  if (found === '') return [];
  const [first = '', ...more] = found.split('\n').map(shortened);
  const live =
    more.length > 0 ? first : text.slice(0, from) + first + (whole ? '' : text.slice(from + expected.length));
  const by = more.length > 0 ? 0 : from;
  const stretches = [...marked(live, marks.found, by), ...dimmed(live, acceptances, 'found')];
  return [
    line('ins', { number: undefined, kind: verdict, body: wrapped(live, stretches) }),
    ...more.map((part) => line('ins', { number: undefined, kind: verdict, body: html(part) })),
  ];
}

/** A difference that is not told by marking the document's own line. */
function alone(difference: Difference, told: Set<string>): readonly string[] {
  const { expected, found, marks, verdict } = difference;
  const rows = (tag: 'del' | 'ins', text: string, ranges: readonly Range[]): readonly string[] =>
    text === ''
      ? []
      : text.split('\n').map((part, index) => {
          const shown = shortened(part);
          const body = wrapped(shown, index === 0 ? marked(shown, ranges, 0) : []);
          const number = tag === 'del' && index === 0 ? difference.line : undefined;
          return line(tag, { number, kind: verdict, body });
        });
  return [
    ...rows('del', expected, marks.expected),
    ...rows('ins', found, marks.found),
    ...cause(difference, told),
  ];
}

function cause(difference: Difference, told: Set<string>): readonly string[] {
  if (told.has(difference.cause)) return [];
  told.add(difference.cause);
  return [
    line('span', {
      number: undefined,
      kind: `cause ${difference.verdict}`,
      body: html(shortened(difference.cause)),
    }),
  ];
}

interface Row {
  readonly number: number | undefined;
  readonly kind: string;
  readonly body: string;
}

function line(tag: 'span' | 'del' | 'ins', { number, kind, body }: Row): string {
  const at = number === undefined ? '' : ` data-line="${number}"`;
  return `<${tag} class="line ${kind}"${at}>${body}\n</${tag}>`;
}

const shortened = (text: string): string => (text.length > LINE ? `${text.slice(0, LINE)} …` : text);

/** Marks for parts of a line; a line that differs as a whole needs none. */
function marked(text: string, ranges: readonly Range[], by: number): readonly Wrapped[] {
  const inside = text.trim().length;
  return ranges
    .filter(({ from, to }) => to - from < inside)
    .map(({ from, to }) => ({ from: from + by, to: to + by, open: '<mark>', close: '</mark>' }));
}

/** The values of one side's line that stand for other text on the other side. */
function dimmed(
  text: string,
  acceptances: readonly Acceptance[],
  side: 'expected' | 'found',
): readonly Wrapped[] {
  const stretches: Wrapped[] = [];
  let after = 0;
  for (const acceptance of acceptances) {
    const { expected, found, reason } = acceptance;
    const value = acceptance[side];
    if (value === '' || expected === found) continue;
    // Acceptances are in the line's order, as a rule; one that is not is looked for from its start.
    const next = text.indexOf(value, after);
    const from = next < 0 ? text.indexOf(value) : next;
    if (from < 0) continue;
    after = Math.max(after, from + value.length);
    const other = side === 'expected' ? `live: ${found}` : `document: ${expected}`;
    const open = `<span class="value" title="${html(`${other}; ${reason}`)}">`;
    stretches.push({ from, to: from + value.length, open, close: '</span>' });
  }
  return stretches;
}
