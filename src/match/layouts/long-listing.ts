import { append } from '../../text/append.ts';
import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { lineDifference, loneDifference } from '../differences.ts';
import { isElision } from '../elision.ts';
import { shapeOf } from '../keys.ts';
import { isAuthor } from '../reader.ts';
import { type Token, tokenize } from '../tokens.ts';
import { unify } from '../unify.ts';
import { compareLines } from './lines.ts';

/**
 * Compares `ls -l` listings: mode, owner, group and name of each file, in any order. Link counts,
 * sizes, dates and the total are of the moment.
 */
export function compareLongListings(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  const wanted = read(document);
  const found = read(live);
  if (wanted.files.length === 0 || found.files.length === 0) return undefined;
  const findings = noFindings();
  const waiting = new Map<string, File[]>();
  for (const file of [...found.files].reverse())
    waiting.set(file.key, [...(waiting.get(file.key) ?? []), file]);
  for (const file of wanted.files) {
    const other = waiting.get(file.key)?.pop();
    if (other) compareFile(file, other, { context, findings });
    else {
      const { line, text, name } = file;
      findings.differences.push(
        loneDifference({ verdict: 'failed', line, expected: text, found: '', cause: `${name} is not there` }),
      );
    }
  }
  const extra = [...waiting.values()].flat().filter(({ name }) => name !== '.' && name !== '..');
  if (extra.length > 0 && !document.some(({ text }) => isElision(text)) && context.expect !== 'subset') {
    findings.differences.push(
      loneDifference({
        verdict: 'drifted',
        line: wanted.files.at(-1)!.line,
        expected: '',
        found: extra
          .slice(0, 20)
          .map(({ text }) => text)
          .join('\n'),
        cause: `${extra[0]!.name} is there too`,
      }),
    );
  }
  if (wanted.rest.length > 0) {
    const rest = compareLines(wanted.rest, found.rest, context);
    append(findings.differences, rest.differences);
    append(findings.acceptances, rest.acceptances);
  }
  return findings;
}

interface File extends Line {
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
  readonly name: string;
  /** The name with its volatile parts taken out. */
  readonly key: string;
}

const ENTRY =
  /^\s*([bcdlps-][rwxsStT-]{9})[.+@]?\s+\d+\s+(\S+)\s+(\S+)\s+(?:\d[\d.,]{0,20}[KMGTP]?|\d+,\s+\d+)\s+(?:[A-Z][a-z]{2}\s+\d{1,2}\s+[\d:]{4,5}|\d{1,2}\s+[A-Z][a-z]{2}\s+[\d:]{4,5}|\d{4}-\d\d-\d\d\s+[\d:.]{5,18}(?:\s+[+-]\d{4})?)\s+(\S.*)$/;

function read(lines: readonly Line[]): { readonly files: readonly File[]; readonly rest: readonly Line[] } {
  const files: File[] = [];
  const rest: Line[] = [];
  for (const line of lines) {
    const [, mode, owner, group, name] = ENTRY.exec(line.text) ?? [];
    if (mode === undefined) {
      if (!/^\s*total \d/.test(line.text) && line.text.trim() !== '') rest.push(line);
      continue;
    }
    files.push({
      ...line,
      mode,
      owner: owner!,
      group: group!,
      name: name!,
      key: shapeOf(tokenize(name!.replace(/ -> .*/, ''))),
    });
  }
  return { files, rest };
}

function compareFile(
  document: File,
  live: File,
  { context, findings }: { context: LayoutContext; findings: Findings },
): void {
  const { correspondence } = context;
  const isReaders = (part: keyof typeof READERS): boolean =>
    isAuthor({ document: document[part], live: live[part] }, READERS[part], { context, line: document.line });
  const parts = (['mode', 'owner', 'group', 'name'] as const).filter((part) => {
    if (part === 'name') return true;
    return document[part] !== live[part] && (part === 'mode' || !isReaders(part));
  });
  const hunks = parts.flatMap((part) => {
    const at =
      part === 'name' ? document.text.length - document.name.length : document.text.indexOf(document[part]);
    const liveAt = part === 'name' ? live.text.length - live.name.length : live.text.indexOf(live[part]);
    if (part !== 'name')
      return [{ document: [tokenAt(document[part], at)], live: [tokenAt(live[part], liveAt)] }];
    const { hunks: found, acceptances } = unify(tokenize(document.name), tokenize(live.name), {
      correspondence,
      line: document.line,
    });
    append(findings.acceptances, acceptances);
    return found.map((hunk) => ({
      ...hunk,
      document: moved(hunk.document, at),
      live: moved(hunk.live, liveAt),
    }));
  });
  if (hunks.length === 0) return;
  // The folder above is the reader's own, but in a container it is the image's.
  const outside = document.name === '..' && context.command.verb === '';
  const changed = parts.filter((part) => document[part] !== live[part]);
  findings.differences.push(
    lineDifference(hunks, {
      line: document.line,
      expected: document.text,
      found: live.text,
      verdict: outside ? 'drifted' : 'failed',
      cause: `${changed.join(', ')} of ${document.name} ${changed.length > 1 ? 'are' : 'is'} ${changed.map((part) => live[part]).join(', ')}`,
    }),
  );
}

/** Parts that may be the reader's own, and what they then are of theirs. */
const READERS = { owner: 'user', group: 'group' } as const;

const tokenAt = (text: string, from: number): Token => ({ text, from, to: from + text.length });
const moved = (tokens: readonly Token[], by: number): readonly Token[] =>
  tokens.map((token) => ({ ...token, from: token.from + by, to: token.to + by }));
