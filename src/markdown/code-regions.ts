import type { CodeBlock, CodeLine, Trouble } from './blocks.ts';
import { type CodeTag, closingOf, openingOf } from './fences.ts';
import { htmlText, withoutLiquid } from './site-markup.ts';

export interface CodeRegions {
  readonly blocks: readonly CodeBlock[];
  /** The lines with the regions emptied, so that line numbers stay. */
  readonly prose: readonly string[];
  readonly trouble: readonly Trouble[];
}

/**
 * Takes fenced and `<pre>` code out of the lines of a document, front matter left out. Fences are found line by line and
 * not by CommonMark's container rules, because authors break those (a closing fence indented
 * deeper than its opening one, fences at column 0 between list items, code less indented than its
 * list item), and by the letter every block behind such a slip would turn inside out.
 */
export function takeCode(lines: readonly string[]): CodeRegions {
  const blocks: CodeBlock[] = [];
  const trouble: Trouble[] = [];
  const prose = [...lines];
  let at = 0;
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
    const classed = region.block.language === '' ? CLASS.exec(lines[region.next] ?? '')?.[1] : undefined;
    blocks.push(classed === undefined ? region.block : { ...region.block, language: classed.toLowerCase() });
    if (classed !== undefined) prose[region.next] = '';
    trouble.push(...region.trouble);
    // A list item may begin with the code; its marker stays.
    const marker = lines[at]!.slice(0, opening.indent);
    prose.fill('', at, region.next);
    prose[at] = marker;
    at = region.next;
  }
  return { blocks, prose, trouble };
}

/** kramdown's way to give the block above a class: `{: .output}`, `{: .language-bash}`. */
const CLASS = /^\s{0,40}\{:\s*\.(?:language-)?([\w-]{1,40})[^}]{0,80}\}\s*$/;

/** The index behind a comment of several lines that starts on this line, else `at`. */
function commentEnd(lines: readonly string[], at: number): number {
  const open = lines[at]!.lastIndexOf('<!--');
  if (open < 0 || lines[at]!.includes('-->', open)) return at;
  for (let end = at + 1; end < lines.length; end += 1) if (lines[end]!.includes('-->')) return end + 1;
  return lines.length;
}

function readRegion(lines: readonly string[], at: number, opening: CodeTag) {
  const raw: { readonly index: number; readonly text: string }[] = [];
  const trouble: Trouble[] = [];
  const add = (index: number, text: string): void => {
    raw.push({ index, text });
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
    lines: contentOf(raw, opening),
  };
  return { block, trouble, next };
}

/** A fence with a language inside an open one: the author forgot to close the first. */
function startsAnother(line: string, opening: CodeTag): boolean {
  if (opening.form !== 'fence' || opening.fence === '' || !line.includes(opening.fence)) return false;
  const other = openingOf(line);
  return (
    other !== undefined &&
    other.fence === opening.fence &&
    other.language !== '' &&
    other.indent === opening.indent
  );
}

/**
 * Lines of code without what their container puts before them: the marks of quotes and the fence's
 * indentation, or less where the author has indented the code less than its fence.
 */
function contentOf(
  raw: readonly { readonly index: number; readonly text: string }[],
  opening: CodeTag,
): readonly CodeLine[] {
  const starts = raw.map(({ text }) => quotesEnd(text, opening.quotes));
  let padding = opening.padding;
  raw.forEach(({ text, index }, at) => {
    // Code on the opening line has no indentation of its own.
    if (text.trim() === '' || (index === raw[0]?.index && opening.rest !== '')) return;
    padding = Math.min(padding, indentation(text, starts[at]!, padding).columns);
  });
  return raw.flatMap(({ index, text }, at) => {
    const { end } = indentation(text, starts[at]!, padding);
    const inner = text.slice(end);
    const clean = withoutLiquid(opening.form === 'pre' ? htmlText(inner) : inner);
    return clean === undefined ? [] : [{ line: index + 1, text: clean, offset: end }];
  });
}

function quotesEnd(text: string, quotes: number): number {
  let end = 0;
  for (let left = quotes; left > 0; left -= 1) {
    const mark = /^ {0,3}> ?/.exec(text.slice(end, end + 5));
    if (!mark) break;
    end += mark[0].length;
  }
  return end;
}

/** The blanks from `start` on, up to so many columns. */
function indentation(
  text: string,
  start: number,
  most: number,
): { readonly columns: number; readonly end: number } {
  let columns = 0;
  let end = start;
  while (columns < most && (text[end] === ' ' || text[end] === '\t')) {
    columns += text[end] === '\t' ? 4 - (columns % 4) : 1;
    end += 1;
  }
  return { columns, end };
}
