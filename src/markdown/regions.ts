import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { plainTree } from './plain-blocks.ts';

/** Lines of a document, from one index to before another, that begin and end no block of others. */
export interface Region {
  readonly from: number;
  readonly to: number;
  /** Its first line is 1. */
  readonly tree: Root;
}

/**
 * The parts of a document, each read by the least that reads it right: most are headings, paragraphs
 * and lists of plain text, and the parser of all of CommonMark takes longer than all else that is done to
 * a document.
 */
export function regionsOf(lines: readonly string[]): readonly Region[] {
  const regions: Region[] = [];
  /** Where lines begin that are for the whole parser, and what of them goes on over blank lines. */
  let kept: number | undefined;
  let open: Open = 'nothing';
  const parseKept = (to: number): void => {
    if (kept !== undefined) regions.push({ from: kept, to, tree: parsed(lines.slice(kept, to)) });
    kept = undefined;
  };
  let from = 0;
  while (from < lines.length) {
    let to = from + 1;
    while (to < lines.length && !(/^[ \t]*$/.test(lines[to - 1]!) && /^\S/.test(lines[to]!))) to += 1;
    const part = lines.slice(from, to);
    const tree = open === 'nothing' ? plainTree(part) : undefined;
    if (tree) {
      parseKept(from);
      regions.push({ from, to, tree });
    } else {
      kept ??= from;
      open = openBehind(part.join('\n'), open);
    }
    from = to;
  }
  parseKept(lines.length);
  return regions;
}

type Open = 'nothing' | 'comment' | 'all';

/** What is open behind lines that may hold anything: it may well be less. */
function openBehind(text: string, before: Open): Open {
  if (before === 'all' || LASTING.test(text)) return 'all';
  const [start, end] = [text.lastIndexOf('<!--'), text.lastIndexOf('-->')];
  if (start < 0 && end < 0) return before;
  return start >= 0 && end < start + 4 ? 'comment' : 'nothing';
}

/** What may go on over blank lines: fences that stayed, and kinds of HTML. */
const LASTING = /```|~~~|<(?:script|pre|style|textarea|\?|!(?!--))/i;

/**
 * Without GitHub's additions and without links: a lab has no use for them but their text, and they
 * take longer than all the rest.
 */
export const SYNTAX = {
  extensions: [{ disable: { null: ['definition', 'labelEnd', 'labelStartImage', 'labelStartLink'] } }],
};

const parsed = (lines: readonly string[]): Root => fromMarkdown(lines.join('\n'), SYNTAX);
