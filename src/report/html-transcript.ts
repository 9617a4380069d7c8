import type { ExpectedOutput } from '../model/lab.ts';
import type { Acceptance, CommandResult, Difference, Range } from '../model/verdict.ts';
import { html, type Wrapped, wrapped } from './html-text.ts';
import { clipped, legible } from './legible.ts';
import { count } from './words.ts';

/** How much of an output is shown, in UTF-16 units: a page of many commands stays one to scroll. */
const OUTPUT = 65_536;
/** How much of one line of a comparison is shown. */
const LINE = 4_096;

/**
 * The documented output with what is live instead: a line that holds as the document has it, its
 * corresponding values dim; one that does not as removed, with the live line below it as added.
 */
export function comparison(expected: ExpectedOutput, result: CommandResult): string {
  const byLine = groupedByLine(result.differences);
  const accepted = groupedByLine(result.acceptances);
  const rows = expected.lines.map(({ line, text }) => {
    const differences = byLine.get(line) ?? [];
    byLine.delete(line);
    return documented({ line, text }, { differences, acceptances: accepted.get(line) ?? [] });
  });
  const { differences } = result;
  const first = expected.lines.at(0)?.line ?? expected.span.line;
  const last = expected.lines.at(-1)?.line ?? first;
  const lines = first === last ? `line ${first}` : `lines ${first}–${last}`;
  const elsewhere = [...byLine.values()].flat();
  const above = elsewhere.filter(({ line }) => line < first).flatMap(lone);
  const below = elsewhere.filter(({ line }) => line >= first).flatMap(lone);
  const outcome = differences.length === 0 ? 'as documented' : count(differences.length, 'difference');
  return figure(`Documented output, ${lines}`, {
    note: result.verdict === 'skipped' ? 'not compared' : outcome,
    body: [...above, ...rows, ...below].join(''),
    kind: 'comparison',
  });
}

/** What the command wrote, as a terminal would have shown it. */
export function liveOutput({ output }: CommandResult): string {
  const text = clipped(legible(output), OUTPUT).replace(/\n+$/, '');
  const body = text === '' ? '<span class="none">nothing</span>' : html(text);
  return figure('Live output', { note: '', body, kind: 'live' });
}

/** A block of text with a caption, which scrolls when it is wide or long. */
export function figure(
  caption: string,
  { note, body, kind }: { readonly note: string; readonly body: string; readonly kind: string },
): string {
  const label = html(caption);
  const aside = note === '' ? '' : ` <span class="note">${html(note)}</span>`;
  return `<figure class="${kind}"><figcaption>${label}${aside}</figcaption><pre tabindex="0" role="group" aria-label="${label}">${body}</pre></figure>`;
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
}

interface Line {
  readonly line: number;
  readonly text: string;
}

function documented(row: Line, { differences, acceptances }: Findings): string {
  const text = row.text.slice(0, LINE);
  const dim = dimmed(text, acceptances, 'expected');
  const here = differences.filter(({ expected }) => expected !== '' && text.includes(firstLine(expected)));
  const others = differences.filter((difference) => !here.includes(difference));
  const added = here.flatMap((difference) => live(difference, acceptances));
  const marks = here.flatMap(({ expected, marks }) =>
    shifted(marks.expected, text.indexOf(firstLine(expected))).map(mark),
  );
  const shown =
    here.length === 0
      ? line('span', { number: row.line, body: wrapped(text, dim), kind: 'same' })
      : line('del', { number: row.line, body: wrapped(text, [...marks, ...dim]), kind: kindOf(here) });
  return [shown, ...added, ...others.flatMap(lone)].join('');
}

/** A difference that is not told by marking the document's own line. */
function lone(difference: Difference): readonly string[] {
  const { expected, marks, verdict } = difference;
  const removed = expected === '' ? [] : expected.split('\n');
  return [
    ...removed.map((text, index) =>
      line('del', {
        number: index === 0 ? difference.line : undefined,
        body: wrapped(text.slice(0, LINE), index === 0 ? marks.expected.map(mark) : []),
        kind: verdict,
      }),
    ),
    ...live(difference, []),
  ];
}

function live({ found, marks, verdict }: Difference, acceptances: readonly Acceptance[]): readonly string[] {
  if (found === '') return [];
  return found.split('\n').map((text, index) => {
    const shown = text.slice(0, LINE);
    const stretches = index === 0 ? [...marks.found.map(mark), ...dimmed(shown, acceptances, 'found')] : [];
    return line('ins', { number: undefined, body: wrapped(shown, stretches), kind: verdict });
  });
}

function line(
  tag: 'span' | 'del' | 'ins',
  {
    number,
    body,
    kind,
  }: { readonly number: number | undefined; readonly body: string; readonly kind: string },
): string {
  const at = number === undefined ? '' : ` data-line="${number}"`;
  return `<${tag} class="line ${kind}"${at}>${body}\n</${tag}>`;
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

const firstLine = (text: string): string => text.split('\n', 1)[0]!.slice(0, LINE);

const shifted = (ranges: readonly Range[], by: number): readonly Range[] =>
  ranges.map(({ from, to }) => ({ from: from + by, to: to + by }));

const mark = ({ from, to }: Range): Wrapped => ({ from, to, open: '<mark>', close: '</mark>' });

const kindOf = (differences: readonly Difference[]): string =>
  differences.some(({ verdict }) => verdict === 'failed') ? 'failed' : 'drifted';
