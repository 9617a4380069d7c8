import type { Acceptance } from '../../model/verdict.ts';
import { append } from '../../text/append.ts';
import { missingName } from '../causes.ts';
import { type Findings, type Line, type MatchContext, noFindings } from '../context.ts';
import { learnDataRoot } from '../data-root.ts';
import { lineDifference, loneDifference } from '../differences.ts';
import { isElision } from '../elision.ts';
import { wordAround } from '../facts.ts';
import { shapeOf } from '../keys.ts';
import { withGitHashes, withMadeUp } from '../made-up.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { type Hunk, unify } from '../unify.ts';
import { pairLines } from './line-pairs.ts';
import {
  isHeadOfTop,
  isList,
  isOfOwnMachine,
  isUnknownLayer,
  isUnordered,
  siteOf,
  type TextLine,
} from './line-rules.ts';
import { isGiven, isMeasured, judge, legibleCause } from './line-verdict.ts';

/**
 * Compares texts line by line: documented lines must be live, in order. A line that is live in other
 * words is another form; one whose facts differ, or that is not live at all, makes the document false.
 */
export function compareLines(
  document: readonly Line[],
  live: readonly Line[],
  context: MatchContext,
): Findings {
  const findings = noFindings();
  const elisions = new Set<number>();
  const wanted: TextLine[] = [];
  const dashed = live.some(({ text }) => /^[\w.-]{1,80}-\d{1,4} {1,20}\|/.test(text));
  for (const line of document) {
    if (isElision(line.text)) elisions.add(wanted.length);
    else
      wanted.push({
        ...line,
        tokens: withGitHashes(
          withMadeUp(
            tokenizeDocument(onThisNode(itemOf(dashed ? dashPrefix(line.text) : line.text), context)),
            context.correspondence,
          ),
          context.command,
        ),
      });
  }
  const measure = measured(document, live, context);
  if (measure) return { ...findings, acceptances: [measure] };
  const found = live
    .filter(({ text }) => !isElision(text) || context.expect === 'lines')
    .map((line) => ({ ...line, tokens: withGitHashes(tokenize(itemOf(line.text)), context.command) }));
  const { pairs, moved, lone, extra } = pairLines(wanted, found, context);
  for (const { left, right } of [...pairs, ...moved]) {
    comparePair(wanted[left]!, found[right]!, { context, findings });
  }
  if (moved.length > 0 && !isUnordered(context))
    findings.differences.push(orderDifference(moved.map(({ left }) => wanted[left]!)));
  const shown = new Set(found.map(({ tokens }) => shapeOf(tokens)));
  for (const index of lone) {
    const line = wanted[index]!;
    const difference = loneLine(line, context);
    const fewer =
      isUnknownLayer(line, context) && (line.text.includes('@') || shown.has(shapeOf(line.tokens)));
    if (
      isOfOwnMachine(line, context) ||
      (isHeadOfTop(line.text) && found.some(({ text }) => isHeadOfTop(text)))
    ) {
      findings.differences.push({ ...difference, verdict: 'drifted', cause: 'it is of the machine' });
      continue;
    }
    if (isLostKey(line, found, context)) {
      findings.differences.push({ ...difference, verdict: 'drifted', cause: 'no such key any more' });
      continue;
    }
    findings.differences.push(
      fewer ? { ...difference, verdict: 'drifted', cause: 'the image has fewer layers' } : difference,
    );
  }
  if (context.expect !== 'subset') {
    const unasked = extra
      .filter(({ after }) => !elisions.has(after) && !(context.endless && after >= wanted.length))
      .map(({ index, after }) => ({ line: found[index]!, after }));
    reportExtra(unasked, { document: wanted, context, findings });
  }
  findings.differences.sort((a, b) => a.line - b.line);
  return findings;
}

/** What a command says of a swarm, with the names that its nodes have here. */
function onThisNode(text: string, { correspondence, command: { verb } }: MatchContext): string {
  if (!/^(?:node|service|stack|swarm|info)\b/.test(verb)) return text;
  return text.replace(
    /[A-Za-z0-9][\w.-]{0,62}/g,
    (word) => correspondence.documented('hostname', word)?.live ?? word,
  );
}

/** Whether a comma ends a line of JSON depends on what a newer engine lists behind it. */
const itemOf = (text: string): string =>
  /^\s*(?:[}\]]|"[^"]{1,200}"\s*(?::.*)?),$/.test(text) ? text.slice(0, -1) : text;

/** A line of an answer in JSON, as `grep` leaves it, whose key is not there: keys come and go. */
function isLostKey({ text }: Line, live: readonly Line[], { command }: MatchContext): boolean {
  const key = /^\s*("\w{1,64}":)/.exec(text)?.[1];
  if (key === undefined || !(/inspect$/.test(command.verb) || /^[ef]?grep$/.test(command.program)))
    return false;
  return live.length > 0 && live.every((line) => /^\s*"/.test(line.text) && !line.text.includes(key));
}

/** A number that is the machine's or the moment's, when it is all that is asked for. */
function measured(
  [line, ...more]: readonly Line[],
  live: readonly Line[],
  { command }: MatchContext,
): Acceptance | undefined {
  const name = /^\s*\{\{\s*(?:\.State)?\.(Pid|SizeRw|SizeRootFs|Size|VirtualSize)\s*\}\}\s*$/.exec(
    command.program,
  )?.[1];
  const texts = [line, ...more, ...live].map((one) => one?.text.trim() ?? '');
  const own =
    OWN_NUMBERS.test(command.program) && texts.length === 2 && texts.every((text) => NUMBERS.test(text));
  if (line && own)
    return { line: line.line, expected: line.text, found: live[0]!.text, reason: 'PID or load' };
  if (name === undefined || command.verb !== 'inspect' || texts.length !== 2) return undefined;
  // A container that does not run has the PID 0.
  if (
    !line ||
    texts.some((text) => !/^\d{1,20}$/.test(text)) ||
    (name === 'Pid' && texts.filter((text) => text === '0').length === 1)
  )
    return undefined;
  return { line: line.line, expected: line.text, found: live[0]!.text, reason: name };
}

/** Programs that print a process ID, or how busy the machine is, and nothing else. */
const OWN_NUMBERS = /^(?:echo \$[$!]|(?:\S*\/)?(?:pgrep|pidof) [^-].*|cat (?:\/proc\/loadavg|\S+\.pid))$/;
const NUMBERS = /^\d[\d ./]{0,60}$/;

/** Version 1 of Compose began the lines of a log with `web_1  |`, version 2 begins them with `web-1  |`. */
const dashPrefix = (text: string): string => text.replace(/^([\w.-]{1,80})_(\d{1,4})(?= {1,20}\|)/, '$1-$2');

interface Surroundings {
  readonly context: MatchContext;
  readonly findings: Findings;
}

function comparePair(document: TextLine, live: TextLine, { context, findings }: Surroundings): void {
  // What looks like a hole may be what is printed.
  const tokens = document.text === live.text ? live.tokens : document.tokens;
  const { hunks, acceptances } = unify(tokens, live.tokens, siteOf(document, context));
  append(findings.acceptances, acceptances);
  if (hunks.length === 0 && normal(document) !== normal(live) && isGiven(live, context)) {
    findings.differences.push(
      loneDifference({
        verdict: 'failed',
        line: document.line,
        expected: document.text,
        found: live.text,
        cause: 'the lab gives it otherwise',
      }),
    );
    return;
  }
  if (hunks.length === 0) {
    learnDataRoot(document.text, siteOf(document, context));
    return;
  }
  if (isMeasured(hunks, document, context)) {
    findings.acceptances.push({
      line: document.line,
      expected: document.text,
      found: live.text,
      reason: 'measured on the machine',
    });
    return;
  }
  const judged = judge(document, live, { hunks, tokens, context });
  const token = judged.fact?.document[0];
  const word = token ? wordAround(document.text, token) : '';
  const maker = word === '' ? undefined : context.makers(word);
  findings.differences.push(
    lineDifference(hunks, {
      line: document.line,
      expected: document.text,
      found: live.text,
      verdict: judged.verdict,
      ...(maker ? { topic: `name ${word}` } : {}),
      ...(isAgainstPin(hunks, context) ? { changes: 'never' } : {}),
      cause: maker
        ? `line ${document.line} says ${word}, which is ${maker.what} of line ${maker.line}`
        : (judged.cause ?? legibleCause(document, live, judged.fact)),
    }),
  );
}

/** Whether an inspection says otherwise what a command fixed: no later look finds that as the document has it. */
const isAgainstPin = (hunks: readonly Hunk[], { command }: MatchContext): boolean =>
  /inspect$/.test(command.verb) && hunks.some(({ contradiction }) => contradiction?.kind === 'pinned');

const normal = ({ text }: Line): string => text.trim().replace(/\s+/g, ' ');

function loneLine({ line, text, tokens }: TextLine, context: MatchContext): Findings['differences'][number] {
  const words = text.trim().split(/\s+/);
  const name =
    words.length === 1
      ? words[0]!
      : words.find((word) => context.makers(word) || context.names.includes(word));
  const unnamed = tokens.length === 1 && tokens[0]!.valueClass !== undefined;
  return loneDifference({
    verdict: 'failed',
    line,
    expected: text,
    found: '',
    ...(name !== undefined && !unnamed && isList(context)
      ? missingName(name, line, context)
      : { cause: 'nothing like it is printed' }),
  });
}

function orderDifference(lines: readonly TextLine[]): Findings['differences'][number] {
  const [first] = lines;
  return loneDifference({
    verdict: 'drifted',
    line: first!.line,
    expected: first!.text,
    found: '',
    cause: 'printed in another order',
  });
}

function reportExtra(
  extra: readonly { readonly line: TextLine; readonly after: number }[],
  { document, context, findings }: Surroundings & { readonly document: readonly TextLine[] },
): void {
  const counted = extra.filter(
    ({ line }) => !isList(context) || lastWord(line).some((word) => context.made(word)),
  );
  const groups = new Map<number, TextLine[]>();
  for (const { line, after } of counted)
    groups.set(after, [...(groups.get(after) ?? []).slice(0, MOST_SHOWN), line]);
  for (const [after, lines] of groups) {
    const place = document[after - 1] ?? document[0];
    findings.differences.push(
      loneDifference({
        verdict: 'drifted',
        line: place?.line ?? context.command.line,
        expected: '',
        found: lines.map(({ text }) => text).join('\n'),
        cause: 'printed too',
      }),
    );
  }
}

/** Extra lines that a report shows of one place. */
const MOST_SHOWN = 20;

/** Words by which a line of a list may name its object. */
function lastWord({ text }: TextLine): readonly string[] {
  return text.trim().split(/[\s,]+|: /);
}
