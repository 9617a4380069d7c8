import { otherTabs } from './tabs.ts';

/** Lines of a page as its site shows them, and which of them it does not show at first. */
export interface AsSeen {
  /** As many as there were; what only the site's generator reads is blank. */
  readonly lines: readonly string[];
  /** Whether a line (from 1) stands in a tab that is not followed. */
  isHidden(line: number): boolean;
}

/**
 * What a reader of a site sees of the lines of its page: of tabs those that are followed, without the marks of
 * the set, and notes below their titles. What such a mark sets in stands at the margin. `prose` is the lines
 * without code.
 */
export function asSeen(
  { lines, prose }: { readonly lines: readonly string[]; readonly prose: readonly string[] },
  tabs: readonly string[],
): AsSeen {
  const others = otherTabs(lines, tabs);
  const out = prose.map((text, index) => (others.at(index + 1) === undefined ? text : ''));
  for (const { line, endLine } of others.followed) {
    out[line - 1] = '';
    if (/^\s*(?:[:{]|<\/)/.test(out[endLine - 1]!)) out[endLine - 1] = '';
    moveOut(out, line, endLine);
  }
  for (let at = 0; at < out.length; at += 1) {
    const text = out[at]!;
    const fenced = /^(\s*):{3,}\s*(?:\{?([\w-]+)\}?\s*(?:\[([^\]]*)\]|([^{}]*))?.*)?$/.exec(text);
    if (fenced) {
      const [, indent = '', kind = '', ...titles] = fenced;
      out[at] = titleOf(indent, kind, titles.find(Boolean));
      continue;
    }
    const setIn = /^(\s*)(?:!!!|\?\?\?\+?)\s+([\w-]+)(?:\s+[\w-]+)*\s*(?:"([^"]*)")?\s*$/.exec(text);
    if (!setIn) continue;
    const [, indent = '', kind = '', title] = setIn;
    out[at] = titleOf(indent, kind, title);
    let end = at + 1;
    while (end < out.length && (out[end]!.trim() === '' || indentOf(out[end]!) > indent.length)) end += 1;
    moveOut(out, at + 1, end);
  }
  return { lines: out, isHidden: (line) => others.at(line) !== undefined };
}

/** Kinds of blocks that are a note; of other kinds of block the reader sees what is in them. */
const NOTES =
  /^(?:abstract|attention|bug|caution|danger|error|example|failure|hint|important|info|note|question|quote|success|summary|tip|todo|warning)$/i;

function titleOf(indent: string, kind: string, title: string | undefined): string {
  const said =
    title?.trim() || (NOTES.test(kind) ? kind[0]!.toUpperCase() + kind.slice(1).toLowerCase() : '');
  return said === '' ? '' : `${indent}**${said}**`;
}

const indentOf = (text: string): number => text.length - text.trimStart().length;

/** Moves the lines behind `from` up to `to` (from 1) to the margin of the line `from`. */
function moveOut(lines: string[], from: number, to: number): void {
  const own = lines.slice(from, to).filter((text) => text.trim() !== '');
  const by = Math.min(...own.map(indentOf));
  if (own.length === 0 || by === 0) return;
  for (let at = from; at < to; at += 1) lines[at] = lines[at]!.slice(Math.min(by, indentOf(lines[at]!)));
}
