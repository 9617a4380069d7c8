import type { CodeBlock, CodeLine, Trouble } from './blocks.ts';
import { type CodeTag, closingOf, openingOf } from './fences.ts';
import { htmlText, withoutLiquid } from './site-markup.ts';

export interface CodeRegions {
  readonly blocks: readonly CodeBlock[];
  /** The source's lines with the regions emptied, so that line numbers stay. */
  readonly prose: readonly string[];
  readonly trouble: readonly Trouble[];
}

/**
 * Takes fenced and `<pre>` code out of the lines of a document. Fences are found line by line and
 * not by CommonMark's container rules, because authors break those (a closing fence indented
 * deeper than its opening one, fences at column 0 between list items, code less indented than its
 * list item), and by the letter every block behind such a slip would turn inside out.
 */
export function takeCode(lines: readonly string[]): CodeRegions {
  const blocks: CodeBlock[] = [];
  const trouble: Trouble[] = [];
  const prose = [...lines];
  let at = frontMatterEnd(lines);
  while (at < lines.length) {
    const comment = commentEnd(lines, at);
    if (comment > at) {
      at = comment;
      continue;
    }
    const opening = openingOf(lines[at]!);
    if (!opening) {
      at += 1;
      continue;
    }
    const region = readRegion(lines, at, opening);
    blocks.push(region.block);
    trouble.push(...region.trouble);
    // A list item may begin with the code; its marker stays.
    const marker = lines[at]!.slice(0, opening.indent);
    prose.fill('', at, region.next);
    prose[at] = marker;
    at = region.next;
  }
  return { blocks, prose, trouble };
}

/** The index of the first line behind YAML front matter, 0 where there is none. */
export function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  return end < 0 ? 0 : end + 1;
}

/** The index behind a comment of several lines that starts on this line, else `at`. */
function commentEnd(lines: readonly string[], at: number): number {
  const open = lines[at]!.lastIndexOf('<!--');
  if (open < 0 || lines[at]!.includes('-->', open)) return at;
  for (let end = at + 1; end < lines.length; end += 1) if (lines[end]!.includes('-->')) return end + 1;
  return lines.length;
}

function readRegion(lines: readonly string[], at: number, opening: CodeTag) {
  const content: CodeLine[] = [];
  const trouble: Trouble[] = [];
  const add = (index: number, raw: string): void => {
    const { text, offset } = inner(raw, opening);
    const clean = withoutLiquid(opening.form === 'pre' ? htmlText(text) : text);
    if (clean !== undefined) content.push({ line: index + 1, text: clean, offset });
  };
  let end = at;
  let next = at + 1;
  if (opening.rest !== '') add(at, opening.rest);
  for (let open = !opening.complete; open; next += 1) {
    const line = lines[next];
    end = next;
    if (line === undefined || startsAnother(line, opening)) {
      trouble.push({
        code: 'unclosed-fence',
        line: at + 1,
        endLine: next,
        message: 'the code block that starts here is never closed',
      });
      end = next - 1;
      break;
    }
    const closing = closingOf(line, opening);
    if (!closing) {
      add(next, line);
      continue;
    }
    open = false;
    if (closing.before.trim() === '') continue;
    add(next, closing.before);
    if (opening.form === 'fence') {
      trouble.push({
        code: 'glued-fence',
        line: next + 1,
        endLine: next + 1,
        message: 'the closing fence stands at the end of a line of code',
      });
    }
  }
  const block: CodeBlock = {
    kind: 'code',
    line: at + 1,
    column: opening.indent + 1,
    endLine: end + 1,
    form: opening.form,
    language: opening.language,
    info: opening.info,
    lines: content,
  };
  return { block, trouble, next };
}

/** A fence with a language inside an open one: the author forgot to close the first. */
function startsAnother(line: string, opening: CodeTag): boolean {
  if (opening.form !== 'fence' || opening.fence === '') return false;
  const other = openingOf(line);
  return (
    other !== undefined &&
    other.fence === opening.fence &&
    other.language !== '' &&
    other.indent === opening.indent
  );
}

/** A line of code without what its container puts before it: quote marks and the fence's indentation. */
function inner(raw: string, opening: CodeTag): { readonly text: string; readonly offset: number } {
  let offset = 0;
  for (let quotes = opening.quotes; quotes > 0; quotes -= 1) {
    const mark = /^ {0,3}> ?/.exec(raw.slice(offset, offset + 5));
    if (!mark) break;
    offset += mark[0].length;
  }
  let columns = 0;
  while (columns < opening.padding && (raw[offset] === ' ' || raw[offset] === '\t')) {
    columns += raw[offset] === '\t' ? 4 - (columns % 4) : 1;
    offset += 1;
  }
  return { text: raw.slice(offset), offset };
}
