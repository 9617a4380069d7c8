import type { Difference, Range } from '../../model/verdict.ts';
import { append } from '../../text/append.ts';
import type { Findings, LayoutContext, Line } from '../context.ts';
import { noFindings } from '../context.ts';
import { lineDifference, loneDifference } from '../differences.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { unify } from '../unify.ts';
import { compareLines } from './lines.ts';

/**
 * Compares what two pings found out: whom they asked, from where answers came, and what share was
 * lost. Times differ, and so does how many answers there were before the reader pressed ^C.
 */
export function comparePings(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  if (!document.some(({ text }) => HEADER.test(text)) || !live.some(({ text }) => HEADER.test(text)))
    return undefined;
  const findings = noFindings();
  const wanted = read(document);
  const found = read(live);
  const interrupted = context.raw.document.some(({ text }) => /^\s*\^C/.test(text));
  const place: Place = { findings, context, interrupted };
  compareParts({ document: wanted.headers, live: found.headers }, place);
  compareParts({ document: wanted.replies, live: repeated(found.replies, wanted.replies.length) }, place);
  if (
    !interrupted &&
    found.replies.length < wanted.replies.length &&
    found.replies.length > 0 &&
    found.counts.length > 0
  ) {
    const line = wanted.replies[found.replies.length]!;
    findings.differences.push(lone(line, `only ${found.replies.length} replies came`));
  }
  compareParts({ document: wanted.titles, live: found.titles }, place);
  compareParts({ document: wanted.counts, live: found.counts }, place);
  if (wanted.rest.length > 0) {
    const { differences } = compareLines(wanted.rest, found.rest, { ...context, expect: 'subset' });
    append(findings.differences, differences);
  }
  findings.differences.sort((a, b) => a.line - b.line);
  return findings;
}

const HEADER = /^\s*PING \S/;
const REPLY = /^\s*\d+ bytes from /;
const TITLE = /^\s*--- \S+ ping statistics ---/;
const COUNTS =
  /^\s*(\d+) packets transmitted, (\d+) (?:packets )?received.{0,80}? (\d{1,9}(?:\.\d{1,9})?)% packet loss/;
const TIMES = /^\s*(?:round-trip|rtt) min\/avg\/max/;

interface Ping {
  readonly headers: readonly Part[];
  readonly replies: readonly Part[];
  readonly titles: readonly Part[];
  readonly counts: readonly Part[];
  readonly rest: readonly Line[];
}

/** A line with the part of it that states something, in one wording for all versions. */
interface Part extends Line {
  readonly fact: string;
}

function read(lines: readonly Line[]): Ping {
  const ping = {
    headers: [] as Part[],
    replies: [] as Part[],
    titles: [] as Part[],
    counts: [] as Part[],
    rest: [] as Line[],
  };
  for (const line of lines) {
    const { text } = line;
    if (HEADER.test(text))
      ping.headers.push({ ...line, fact: /PING (\S+(?: \([^)\s]*\))?)/.exec(text)?.[1] ?? text });
    else if (REPLY.test(text))
      ping.replies.push({
        ...line,
        fact: /from (\S+(?: \([^)\s]*\))??):? /.exec(text)?.[1]?.replace(/:$/, '') ?? text,
      });
    else if (TITLE.test(text)) ping.titles.push({ ...line, fact: /--- (\S+)/.exec(text)![1]! });
    else if (COUNTS.test(text)) {
      const [, sent, received, lost] = COUNTS.exec(text)!;
      ping.counts.push({ ...line, fact: `${sent} sent, ${received} received, ${lost} lost` });
    } else if (text.trim() !== '' && !TIMES.test(text)) ping.rest.push(line);
  }
  return ping;
}

/** A ping that went on for longer, or not as long, says the same in each line. */
function repeated(replies: readonly Part[], count: number): readonly Part[] {
  const last = replies.at(-1);
  return last ? Array.from({ length: count }, (_, index) => replies[index] ?? unnumbered(last)) : [];
}

const unnumbered = (reply: Part): Part => ({ ...reply, text: reply.text.replace(/(seq=)\d{1,9}/, '$1.') });

interface Place {
  readonly findings: Findings;
  readonly context: LayoutContext;
  readonly interrupted: boolean;
}

function compareParts(
  { document, live }: { document: readonly Part[]; live: readonly Part[] },
  place: Place,
): void {
  document.forEach((part, index) => {
    const other = live[index];
    if (!other)
      place.findings.differences.push(
        lone(part, live.length === 0 ? 'nothing like it is printed' : 'printed less often'),
      );
    else comparePart(part, other, place);
  });
}

function comparePart(document: Part, live: Part, { findings, context, interrupted }: Place): void {
  const { correspondence } = context;
  const [wanted, found] = interrupted
    ? [lossOf(document.fact), lossOf(live.fact)]
    : [document.fact, live.fact];
  const { hunks, acceptances } = unify(tokenizeDocument(wanted), tokenize(found), {
    correspondence,
    line: document.line,
  });
  append(findings.acceptances, acceptances);
  if (hunks.length > 0) {
    const placed = hunks.map((hunk) => ({
      ...hunk,
      document: inLine(document, hunk.document),
      live: inLine(live, hunk.live),
    }));
    findings.differences.push(
      lineDifference(placed, {
        line: document.line,
        expected: document.text,
        found: live.text,
        verdict: 'failed',
        cause: `it is ${found}`,
      }),
    );
    return;
  }
  const detail = detailAgainst(document.text, live.text, !interrupted);
  if (detail) {
    findings.differences.push({
      verdict: 'failed',
      line: document.line,
      expected: document.text,
      found: live.text,
      ...detail,
    });
  } else if (wording(document.text) !== wording(live.text)) {
    const text = document.text.trim();
    findings.differences.push({
      verdict: FORMS.some((form) => form.test(text)) ? 'drifted' : 'failed',
      line: document.line,
      expected: document.text,
      found: live.text,
      cause: 'other words',
      marks: { expected: [], found: [] },
    });
  }
}

/** Each with what a program of one wording says of a packet. */
const DETAILS: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'the number of bytes', pattern: /(\d{1,9})(?: bytes from | data bytes|\(\d{1,9}\) bytes of data)/ },
  { name: 'the size of a packet', pattern: /\d{1,9}\((\d{1,9})\) bytes of data/ },
  { name: 'seq', pattern: /seq=(\d{1,9})/ },
  { name: 'ttl', pattern: /ttl=(\d{1,9})/ },
];

/** What the pings of busybox, iputils and inetutils say; another wording is none of theirs. */
const FORMS: readonly RegExp[] = [
  /^PING \S+(?: \([^)]*\))?(?: from \S+ [\w@]+)?: \d+ data bytes$/,
  /^PING \S+ ?\([^)]*(?:\([^)]*\))?\)(?: from .{1,60}:)? \d+(?:\(\d+\))? (?:data )?bytes(?: of data\.?)?$/,
  /^\d+ bytes from \S+(?: \([^)]*\))?: (?:icmp_)?seq=\d+ ttl=\d+(?: time[=<][\d.]+ ?ms)?(?: \((?:DUP!|different address)\))?$/,
  /^--- \S+ ping statistics ---$/,
  /^\d+ packets transmitted, \d+ (?:packets )?received, (?:\+?\d+ (?:errors|duplicates|corrupted), )*[\d.]+% packet loss(?:, time \d+ ?ms)?$/,
];

/** A number of the documented line that the live one has otherwise. */
function detailAgainst(
  document: string,
  live: string,
  inStep: boolean,
): Pick<Difference, 'cause' | 'marks'> | undefined {
  if (wording(document) !== wording(live)) return undefined;
  for (const { name, pattern } of DETAILS) {
    const wanted = pattern.exec(document);
    const found = pattern.exec(live);
    if (!wanted || !found || wanted[1] === found[1] || (name === 'seq' && !inStep)) continue;
    if (name === 'ttl' && ![wanted, found].some(([, hops]) => FIRST_HOP.has(hops!))) continue;
    const rangeOf = (match: RegExpExecArray): Range => {
      const from = match.index + match[0].indexOf(match[1]!);
      return { from, to: from + match[1]!.length };
    };
    return {
      cause: `${name} is ${found[1]}`,
      marks: { expected: [rangeOf(wanted)], found: [rangeOf(found)] },
    };
  }
  return undefined;
}

/** A host sends with 64, 128 or 255, which routers count down: how many there are is the network's own affair. */
const FIRST_HOP: ReadonlySet<string> = new Set(['64', '128', '255']);

const lossOf = (fact: string): string => fact.replace(/^.*received, /, '');

/** Where in its line a part's token stands. */
function inLine(
  { text }: Part,
  tokens: readonly { readonly text: string; readonly from: number; readonly to: number }[],
): typeof tokens {
  return tokens.map((token) => {
    const from = Math.max(0, text.indexOf(token.text));
    return { text: token.text, from, to: from + token.text.length };
  });
}

const wording = (text: string): string =>
  text
    .replace(/[\d.]+/g, '0')
    .replace(/\S+ \(0\)|\S+:|--- \S+/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function lone({ line, text }: Line, cause: string): Findings['differences'][number] {
  return loneDifference({ verdict: 'failed', line, expected: text, found: '', cause });
}
