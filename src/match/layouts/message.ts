import { append } from '../../text/append.ts';
import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { lineDifference } from '../differences.ts';
import { isInPath, wordAround } from '../facts.ts';
import { type Token, tokenize, tokenizeDocument } from '../tokens.ts';
import { type Hunk, unify } from '../unify.ts';
import { sameWording } from '../wording.ts';

/**
 * Compares error messages. Versions word them differently, so that another wording is another form;
 * but a message must be about the same object and must not say the contrary.
 */
export function compareMessages(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  const lines = whole(document, live);
  const wanted = lines.filter(({ text }) => isErrorLine(text));
  const found = whole(live).filter(({ text }) => isErrorLine(text));
  if (wanted.length === 0 || found.length === 0) return undefined;
  // Something else is printed too: then each line must find its own.
  const printed = new Set(live.map(({ text }) => text.trim()));
  const other = lines.filter(({ text }) => !isErrorLine(text) && !isUsage(text) && !printed.has(text.trim()));
  if (other.length > 0) return undefined;
  const findings = noFindings();
  wanted.forEach((line, index) => {
    const partner = found[index] ?? found.at(-1)!;
    compareMessage(line, partner, { context, findings });
  });
  return findings;
}

/** With the lines on which a message goes on after a colon, or where its author broke what is one line live. */
function whole(lines: readonly Line[], live: readonly Line[] = []): readonly Line[] {
  const joined: Line[] = [];
  const goesOn = (text: string): boolean =>
    text.trim().length >= SHORTEST_REST && live.some((one) => one.text.trimEnd().endsWith(` ${text.trim()}`));
  for (const line of lines) {
    const last = joined.at(-1);
    const isOpen = last && isErrorLine(last.text) && last.text.length < LONGEST;
    if (isOpen && (last.text.trimEnd().endsWith(':') || goesOn(line.text)))
      joined[joined.length - 1] = { ...last, text: `${last.text.trimEnd()} ${line.text.trim()}` };
    else joined.push(line);
  }
  return joined;
}

const LONGEST = 1000;
/** Shorter text may end any line. */
const SHORTEST_REST = 8;

/** As docker, shells and common programs begin or phrase their errors. */
export function isErrorLine(text: string): boolean {
  const line = text.trim();
  return BEGINNINGS.test(line) || PHRASES.test(line);
}

const BEGINNINGS =
  /^(?:Error\b|ERROR\b|error:|docker: |unknown |invalid |unable |cannot |Cannot |failed |Failed |["']docker[ -]\w|exit status \d{1,3}$)/;
const PHRASES =
  /(?:: (?:command not found|not found|No such file or directory|Permission denied|Operation not permitted|bad address|Read-only file system)|[Nn]o such (?:container|network|volume|image|object|service|file)|requires at least \d|is not a docker command|returned a non-zero code|executable file not found)/;

/** Advice and usage below an error. */
function isUsage(text: string): boolean {
  const line = text.trim();
  return (
    line === '' ||
    line === '[]' ||
    HINTS.test(line) ||
    /^(?:[A-Z][a-z']+ ){2,12}[a-z'-]+\.?$/.test(line) ||
    /^[A-Z][a-z]+(?: [a-z'-]+){1,12}\.?$/.test(line)
  );
}

const HINTS = /^(?:See '?docker|Run '?docker|Usage:|For more help|unable to (?:find|locate))/;

function compareMessage(
  document: Line,
  live: Line,
  { context, findings }: { context: LayoutContext; findings: Findings },
): void {
  const { correspondence } = context;
  const wanted = document.text === live.text ? tokenize(live.text) : tokenizeDocument(document.text);
  const { hunks, acceptances } = unify(wanted, tokenize(live.text), { correspondence, line: document.line });
  append(findings.acceptances, acceptances);
  if (hunks.length === 0) return;
  const site = { correspondence, line: document.line };
  const wording = sameWording(document.text, live.text, site);
  const against = hunks.some(({ contradiction }) => contradiction)
    ? 'it is about something else'
    : wording === 'known'
      ? undefined
      : (reasonAgainst(hunks, { document: document.text, live: live.text, context }) ??
        (wording === undefined ? 'it is another error' : wording === 'alike' ? undefined : wording.cause));
  findings.differences.push(
    lineDifference(hunks, {
      line: document.line,
      expected: document.text,
      found: live.text,
      verdict: against === undefined ? 'drifted' : 'failed',
      cause: against ?? 'other words',
    }),
  );
}

interface Texts {
  readonly document: string;
  readonly live: string;
  readonly context: LayoutContext;
}

/** What of the documented message the live one does not bear out. */
function reasonAgainst(hunks: readonly Hunk[], texts: Texts): string | undefined {
  const { document, live } = texts;
  if (hunks.some(({ contradiction }) => contradiction)) return 'it is about something else';
  const absent = hunks.flatMap((hunk) => hunk.document);
  for (const token of absent) {
    // Another wording may name the object instead of giving its ID.
    if (token.valueClass || !/\w/.test(token.text)) continue;
    const word = wordAround(document, token);
    if (isSubject(word, token, texts) && !mentions(live, word)) return `it does not speak of ${word}`;
    // A line of a source file is of a version.
    if (/\.go:$/.test(document.slice(Math.max(0, token.from - 4), token.from))) continue;
    if (/^\d+$/.test(token.text) && !mentions(live, token.text)) return `it does not say ${token.text}`;
  }
  for (const hunk of hunks) {
    const replaced = replacement(hunk, texts);
    if (replaced !== undefined) return replaced;
  }
  for (const group of CONTRARIES) {
    const said = group.filter((word) => absent.some(({ text }) => text.toLowerCase() === word));
    const instead = group.filter(
      (word) => mentions(live.toLowerCase(), word) && !mentions(document.toLowerCase(), word),
    );
    if (said.some((word) => !mentions(live.toLowerCase(), word)) && instead.length > 0)
      return `it says ${instead.join(', ')}, not ${said.join(', ')}`;
  }
  return undefined;
}

/** Something else in the same place of a message: another object, or the contrary state. */
function replacement(
  { document: said, live: found }: Hunk,
  { document, live, context }: Texts,
): string | undefined {
  if (said.length === 0 || said.some(({ valueClass }) => valueClass?.kind === 'identity')) return undefined;
  const name = found.map((token) => wordAround(live, token)).find((word) => isKnownName(word, context));
  if (name !== undefined && !mentions(document, name)) return `it speaks of ${name}`;
  for (const group of CONTRARIES) {
    const one = said.find(({ text }) => group.includes(text.toLowerCase()));
    const other = found.find(({ text }) => group.includes(text.toLowerCase()));
    if (one && other && one.text.toLowerCase() !== other.text.toLowerCase())
      return `it says ${other.text}, not ${one.text}`;
  }
  return undefined;
}

/** What a message is about: something that the lab names, in quotes, or alone after a colon. */
function isSubject(word: string, token: Token, { document, live, context }: Texts): boolean {
  if (isKnownName(word, context)) return true;
  // Another wording may call a file by its name alone.
  if (isInPath(token, document)) return ABSOLUTE.test(live);
  // How containerd ends an error of no special kind.
  if (word === 'unknown') return false;
  const before = document.slice(Math.max(0, token.from - 2), token.from);
  const rest = document.slice(token.to);
  const kind = document.slice(Math.max(0, token.from - 12), token.from);
  if (/(?:container|network|volume|image|service): $/.test(kind) || isInQuotes(document, token)) return true;
  return /['"`]$/.test(before) || (before === ': ' && !/\s/.test(rest.trim()) && rest.length < 64);
}

/** In a command line that the message quotes, and not between two apostrophes. */
function isInQuotes(text: string, { from, to }: Token): boolean {
  if (to > LONGEST) return false;
  for (const match of text.slice(0, LONGEST).matchAll(QUOTED))
    if (match.index < from && to < match.index + match[0].length) return true;
  return false;
}

const QUOTED = /(?<=^|[\s(:])(["'`])[^"'`\s]{1,100}\s[^"'`]{1,200}\1(?=$|[\s,.:;)])/g;

const ABSOLUTE = /(?:^|[\s"'`(])\/[\w.-]/;

function isKnownName(word: string, { names, made, correspondence }: LayoutContext): boolean {
  return word !== '' && (names.includes(word) || made(word) || correspondence.pinOf(word) !== undefined);
}

/** Whether the word stands in the text, not as a part of another one. */
function mentions(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + word.length))) return true;
  }
  return false;
}

/** Of each group a message says one. */
const CONTRARIES: readonly (readonly string[])[] = [
  ['container', 'network', 'volume', 'image', 'service', 'node', 'secret', 'config'],
  ['paused', 'running', 'stopped', 'exited', 'restarting', 'created', 'dead'],
  ['executable', 'file', 'directory'],
];
