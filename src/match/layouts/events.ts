import { append } from '../../text/append.ts';
import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { lineDifference, loneDifference } from '../differences.ts';
import { isElision } from '../elision.ts';
import { groupBy } from '../group.ts';
import { type Token, tokenize, tokenizeDocument } from '../tokens.ts';
import { type Hunk, unify } from '../unify.ts';
import { compareLines } from './lines.ts';

/**
 * Compares what `docker events` tells: each documented event must have happened, to the same object and
 * with the documented attributes. Versions differ in the order of events of one moment and in how many
 * attributes they tell.
 */
export function compareEvents(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  if (context.command.verb !== 'events') return undefined;
  const wanted = read(document);
  const found = read(live);
  if (wanted.events.length === 0 || found.events.length === 0) return undefined;
  const findings = noFindings();
  const free = groupBy(found.events, ({ key }) => key);
  let last = -1;
  for (const event of wanted.events) {
    const candidates = free.get(event.key) ?? [];
    const at = Math.max(
      0,
      candidates.slice(0, MOST_TRIED).findIndex((other) => corresponds(event, other, context)),
    );
    const [other] = candidates.splice(at, 1);
    if (!other) findings.differences.push(lone(event, 'there is no such event'));
    else {
      compareEvent(event, other, { context, findings });
      if (other.index < last)
        findings.differences.push({ ...lone(event, 'it comes in another order'), verdict: 'drifted' });
      last = Math.max(last, other.index);
    }
  }
  const left = [...free.values()].flat().sort((a, b) => a.index - b.index);
  const kinds = new Set(wanted.events.map(kindOf));
  // Who watches sees all that happens on the machine, and versions tell of more kinds of objects.
  const extra = context.endless
    ? left.filter((event) => event.index < last && kinds.has(kindOf(event)))
    : left;
  if (extra.length > 0 && !document.some(({ text }) => isElision(text)) && context.expect !== 'subset') {
    findings.differences.push(
      loneDifference({
        verdict: 'drifted',
        line: wanted.events.at(-1)!.line,
        expected: '',
        found: extra
          .slice(0, MOST_SHOWN)
          .map(({ text }) => text)
          .join('\n'),
        cause: 'printed too',
      }),
    );
  }
  if (wanted.rest.length > 0) {
    const rest = compareLines(wanted.rest, found.rest, context);
    append(findings.differences, rest.differences);
    append(findings.acceptances, rest.acceptances);
  }
  findings.differences.sort((a, b) => a.line - b.line);
  return findings;
}

/** Such as `container`. */
const kindOf = ({ key }: Event): string => key.split(' ', 1)[0]!;

/** Objects that had the same thing happen to them. */
const MOST_TRIED = 20;
const MOST_SHOWN = 20;

interface Event extends Line {
  readonly index: number;
  /** What happened to what kind of object. */
  readonly key: string;
  readonly object: Part;
  readonly attributes: ReadonlyMap<string, Part>;
}

/** A stretch of the line. */
interface Part {
  readonly text: string;
  readonly from: number;
}

const EVENT =
  /^(\S{19,40} (?:builder|config|container|daemon|image|network|node|plugin|secret|service|volume) .{1,300}? )([\w:./@+-]{1,300})( \()(.{0,2000})\)$/;
/** Before Docker 1.10: `2015-05-12T11:51:30.999999999Z 4386fb97867d: (from ubuntu:14.04) stop`. */
const OLD_EVENT = /^(\S{19,40} )([0-9a-f]{12,64})(: \(from )(\S{1,200})\) (\w{3,20})$/;

function read(lines: readonly Line[]): { readonly events: readonly Event[]; readonly rest: readonly Line[] } {
  const events: Event[] = [];
  const rest: Line[] = [];
  for (const line of lines) {
    const text = line.text.trimEnd();
    const [, head = '', id = '', gap = '', told = ''] = EVENT.exec(text) ?? [];
    const [, time = '', oldId = '', from = '', image = '', action = ''] = OLD_EVENT.exec(text) ?? [];
    const at = head.length + id.length + gap.length;
    if (head !== '')
      events.push({
        ...line,
        index: events.length,
        key: head.replace(/^\S+ /, '').trim(),
        object: { text: id, from: head.length },
        attributes: attributesOf(told, at),
      });
    else if (time !== '')
      events.push({
        ...line,
        index: events.length,
        key: `container ${action}`,
        object: { text: oldId, from: time.length },
        attributes: new Map([['image', { text: image, from: time.length + oldId.length + from.length }]]),
      });
    else if (text.trim() !== '' && !isElision(text)) rest.push(line);
  }
  return { events, rest };
}

/** `image=alpine, name=web`: a value may have commas in it, but no `, name=`. */
function attributesOf(text: string, offset: number): ReadonlyMap<string, Part> {
  const found = new Map<string, Part>();
  for (const match of text.matchAll(/(?:^|(?<=, ))([\w./-]{1,120})=((?:(?!, [\w./-]{1,120}=).){0,1000})/g))
    found.set(match[1]!, { text: match[2]!, from: offset + match.index + match[1]!.length + 1 });
  return found;
}

interface Surroundings {
  readonly context: LayoutContext;
  readonly findings: Findings;
}

function corresponds(document: Event, live: Event, { correspondence }: LayoutContext): boolean {
  return correspondence.peek(() =>
    partsOf(document, live).every(
      ([wanted, found]) =>
        unify(tokenizeDocument(wanted.text), tokenize(found.text), { correspondence, line: document.line })
          .hunks.length === 0,
    ),
  );
}

function partsOf(document: Event, live: Event): readonly (readonly [Part, Part])[] {
  return [
    [document.object, live.object],
    ...[...document.attributes].flatMap(([name, part]) => {
      const other = live.attributes.get(name);
      return other ? [[part, other] as const] : [];
    }),
  ];
}

function compareEvent(document: Event, live: Event, { context, findings }: Surroundings): void {
  const { line } = document;
  const hunks: Hunk[] = [];
  for (const [wanted, found] of partsOf(document, live)) {
    const met = unify(tokenizeDocument(wanted.text), tokenize(found.text), {
      correspondence: context.correspondence,
      line,
    });
    append(findings.acceptances, met.acceptances);
    for (const hunk of met.hunks)
      hunks.push({
        ...hunk,
        document: moved(hunk.document, wanted.from),
        live: moved(hunk.live, found.from),
      });
  }
  const [first] = hunks;
  const text = (tokens: readonly Token[], whole: string): string =>
    whole.slice(tokens[0]?.from ?? 0, tokens.at(-1)?.to ?? 0);
  const gone = [...document.attributes.keys()].filter((name) => !live.attributes.has(name));
  const respelt = OLD_EVENT.test(document.text.trimEnd()) !== OLD_EVENT.test(live.text.trimEnd());
  if (!first && gone.length === 0 && !respelt) return;
  findings.differences.push(
    lineDifference(hunks, {
      line,
      expected: document.text,
      found: live.text,
      verdict: first ? 'failed' : 'drifted',
      cause: first
        ? `it says ${text(first.live, live.text) || 'nothing'}, not ${text(first.document, document.text)}`
        : gone.length > 0
          ? `${gone.join(', ')} is not told any more`
          : 'written otherwise',
    }),
  );
}

const moved = (tokens: readonly Token[], by: number): readonly Token[] =>
  tokens.map((token) => ({ ...token, from: token.from + by, to: token.to + by }));

function lone({ line, text }: Line, cause: string): Findings['differences'][number] {
  return loneDifference({ verdict: 'failed', line, expected: text, found: '', cause });
}
