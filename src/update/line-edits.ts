import type { Line, MatchContext } from '../match/context.ts';
import { isElision } from '../match/elision.ts';
import { pairLines } from '../match/layouts/line-pairs.ts';
import { tokenize, tokenizeDocument } from '../match/tokens.ts';
import type { Difference } from '../model/verdict.ts';
import { inDocumentValues } from './document-values.ts';
import type { Draft } from './draft.ts';
import { editsTo } from './meeting-texts.ts';

export interface Sides {
  /** Lines that are compared, of the draft and of what is live. */
  readonly document: readonly Line[];
  readonly live: readonly Line[];
  readonly differences: readonly Difference[];
  readonly context: MatchContext;
}

/**
 * Writes what differs line by line: a line that holds stays as it is, one that is not printed goes,
 * one that the document lacks comes in where it was printed, unless something is left out there.
 * False where a line can't be edited.
 */
export function editLines(draft: Draft, { document, live, differences, context }: Sides): boolean {
  const { correspondence } = context;
  const elisions = new Set<number>();
  const wanted: Line[] = [];
  for (const line of document) {
    if (isElision(line.text)) elisions.add(wanted.length);
    else if (line.text.trim() !== '') wanted.push(line);
  }
  const found = live.filter(({ text }) => text.trim() !== '' && !isElision(text));
  const gone = new Set<number>();
  for (const { verdict, line, expected, found: live } of differences) {
    if (verdict === 'drifted' || !wanted.some((candidate) => candidate.line === line)) continue;
    if (live === '') gone.add(line);
    else if (!draft.editShown(line, expected, editsTo(expected, live, correspondence))) return false;
  }
  const { extra } = pairLines(
    wanted.map((line) => ({ ...line, tokens: tokenizeDocument(line.text) })),
    found.map((line) => ({ ...line, tokens: tokenize(line.text) })),
    context,
  );
  const told = tellsOf(differences);
  for (const { after, indexes } of grouped(extra.filter((line) => !elisions.has(line.after)))) {
    const texts = indexes.map((index) => found[index]!.text).filter(told);
    draft.insertAfter(
      wanted[after - 1]?.line ?? 0,
      texts.map((text) => inDocumentValues(text, correspondence)),
    );
  }
  draft.remove(gone);
  return true;
}

/** Live lines that a list shows beside the lab's own are no news; those that are, are differences. */
function tellsOf(differences: readonly Difference[]): (text: string) => boolean {
  const groups = differences.filter(({ expected }) => expected === '').map(({ found }) => found.split('\n'));
  const told = new Set(groups.flat());
  // A long group is told of in part.
  const all = groups.some((group) => group.length > MOST_TOLD);
  return (text) => all || told.has(text);
}

const MOST_TOLD = 20;

function grouped(
  extra: readonly { readonly index: number; readonly after: number }[],
): readonly { readonly after: number; readonly indexes: readonly number[] }[] {
  const groups = new Map<number, number[]>();
  for (const { index, after } of extra) groups.set(after, [...(groups.get(after) ?? []), index]);
  return [...groups].map(([after, indexes]) => ({ after, indexes }));
}
