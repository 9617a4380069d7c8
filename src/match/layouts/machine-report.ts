import { verbOf } from '../../profile/verbs.ts';
import { append } from '../../text/append.ts';
import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { lineDifference } from '../differences.ts';
import { isElision } from '../elision.ts';
import { groupBy } from '../group.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { unify } from '../unify.ts';
import { columnsOf } from './table-columns.ts';

/**
 * Compares what `docker version` and `docker info` say by their headings. They describe the author's
 * machine and not the lab, so that the reader sees another form but nothing false; whether the engine
 * is in a swarm is the lab's doing.
 */
export function compareMachineReports(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  if (!verbOf(context.command.verb).report) return undefined;
  // In detail, `system df` lists objects.
  if (context.command.verb === 'system df' && document.some(({ text }) => columnsOf(text))) return undefined;
  // What `grep` leaves of it may be lines without their headings.
  const filtered = context.command.program !== '' && live.some(({ text }) => text.trim() !== '');
  if (!document.some(({ text }) => ENTRY.test(text))) return undefined;
  if (!filtered && !live.some(({ text }) => ENTRY.test(text))) return undefined;
  const findings = noFindings();
  const items = [...read(live)].reverse();
  const texts = new Set(live.map(({ text }) => text));
  const byPath = groupBy(items, ({ path }) => path);
  const byKey = groupBy(items, ({ key }) => key);
  for (const item of read(document)) {
    if (isElision(item.text) || item.text.trim() === '' || texts.has(item.text)) continue;
    const other = byPath.get(item.path)?.pop() ?? byKey.get(item.key)?.at(-1);
    if (!other) findings.differences.push(drift(item, '', `no ${item.key} any more`));
    else compareItem(item, other, { context, findings });
  }
  return findings;
}

const ENTRY = /^\s*[A-Za-z][\w /.()-]{0,60}:(?:\s|$)/;

interface Item extends Line {
  readonly key: string;
  readonly value: string;
  /** The headings above, by indentation, and the key. */
  readonly path: string;
}

function read(lines: readonly Line[]): readonly Item[] {
  const open: { readonly indent: number; readonly key: string }[] = [];
  return lines.map((line) => {
    const { text } = line;
    const indent = text.length - text.trimStart().length;
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop();
    const cut = text.indexOf(':');
    const key = (cut < 0 ? text : text.slice(0, cut)).trim();
    const path = [...open.slice(0, MOST_NESTED).map((parent) => parent.key), key].join('\u0000');
    if (cut >= 0 && open.length < MOST_NESTED) open.push({ indent, key });
    return { ...line, key, value: cut < 0 ? '' : text.slice(cut + 1).trim(), path };
  });
}

const MOST_NESTED = 8;

/** What every machine has its own of. */
const OWN =
  /version|commit|built|kernel|operating system|os\/arch|architecture|cpus|memory|^id$|^name$|containers|running|paused|stopped|images|registry|network|plugins|context|volumes|cache/i;

const wordsOf = ({ value }: Item): string => value.split(/\s+/).sort().join(' ');

/** What the lab's own commands decide. */
const OF_LAB: ReadonlySet<string> = new Set(['Swarm', 'Is Manager', 'Managers', 'Nodes']);

function compareItem(
  document: Item,
  live: Item,
  { context, findings }: { context: LayoutContext; findings: Findings },
): void {
  // Engines list runtimes and plugins in no order.
  if (wordsOf(document) === wordsOf(live)) return;
  const { line } = document;
  if (OWN.test(document.key) && document.value !== '' && live.value !== '') {
    findings.acceptances.push({
      line,
      expected: document.value,
      found: live.value,
      reason: `${document.key} of the machine`,
    });
    return;
  }
  const { correspondence } = context;
  const { hunks, acceptances } = correspondence.attempt(
    () => unify(tokenizeDocument(document.value), tokenize(live.value), { correspondence, line }),
    (result) => result.hunks.length === 0,
  );
  append(findings.acceptances, acceptances);
  if (hunks.length === 0) return;
  const difference = drift(
    document,
    live.text,
    `${document.key} is ${live.value === '' ? 'empty' : live.value}`,
  );
  findings.differences.push(OF_LAB.has(document.key) ? { ...difference, verdict: 'failed' } : difference);
}

function drift({ line, text }: Line, found: string, cause: string): Findings['differences'][number] {
  const whole = (part: string): readonly { text: string; from: number; to: number }[] =>
    part === '' ? [] : [{ text: part, from: 0, to: part.length }];
  return lineDifference([{ document: whole(text), live: whole(found) }], {
    line,
    expected: text,
    found,
    verdict: 'drifted',
    cause,
  });
}
