/** What opens a region of code and how it is closed. */
export interface CodeTag {
  readonly form: 'fence' | 'pre';
  /** The run of backquotes or tildes, '' for tags. */
  readonly fence: string;
  /** The text of the closing tag, where it is no fence. */
  readonly closer: string;
  /** Characters before the opening. */
  readonly indent: number;
  /** Of those, the `>` of block quotes. */
  readonly quotes: number;
  /** Columns of blanks before the opening, which its lines of code may have as well. */
  readonly padding: number;
  readonly language: string;
  readonly info: string;
  /** Code on the opening line. */
  readonly rest: string;
  /** It is closed on the opening line. */
  readonly complete: boolean;
}

/** The opening of a region of code on this line: a fence, Jekyll's highlight tag, or `<pre>`. */
export function openingOf(line: string): CodeTag | undefined {
  if (!/[`~{<]/.test(line)) return undefined;
  const lead = /^(?:[ \t]{0,40}>){0,8}[ \t]{0,80}(?:(?:[-*+]|\d{1,4}[.)])[ \t]{1,8})?/.exec(line)![0];
  const rest = line.slice(lead.length);
  const start = rest[0];
  if (start !== '`' && start !== '~' && start !== '{' && start !== '<') return undefined;
  const quotes = lead.split('>').length - 1;
  const blanks = lead.slice(lead.lastIndexOf('>') + 1);
  const padding = columnsOf(quotes > 0 ? blanks.replace(/^ /, '') : blanks);
  const place = { indent: lead.length, quotes, padding };
  return fenceOpening(rest, place) ?? highlightOpening(rest, place) ?? preOpening(rest, place);
}

type Place = Pick<CodeTag, 'indent' | 'quotes' | 'padding'>;

function fenceOpening(rest: string, place: Place): CodeTag | undefined {
  const fence = /^(?:`{3,40}|~{3,40})/.exec(rest)?.[0];
  if (fence === undefined) return undefined;
  const info = rest.slice(fence.length).trim();
  if (fence[0] === '`' && info.includes('`')) {
    const code = beforeFence(info, fence);
    if (code === undefined || code.trim() === '') return undefined;
    return tag(place, { fence, info: '', code: { rest: code.trim(), complete: true } });
  }
  return tag(place, { fence, info, code: { rest: '', complete: false } });
}

interface Opening {
  readonly form?: CodeTag['form'];
  readonly fence: string;
  readonly closer?: string;
  readonly info: string;
  readonly code: Pick<CodeTag, 'rest' | 'complete'>;
}

/** Every property is named: V8 takes microseconds to merge objects, and documents are full of fences. */
function tag(place: Place, { form = 'fence', fence, closer = '', info, code }: Opening): CodeTag {
  const clean = info.replace(/^\{?\s*\.?/, '').replace(/\}$/, '');
  const language = /^[^\s{:,]*/.exec(clean)![0];
  return {
    form,
    fence,
    closer,
    indent: place.indent,
    quotes: place.quotes,
    padding: place.padding,
    language: language.toLowerCase(),
    info: clean.slice(language.length).trim(),
    rest: code.rest,
    complete: code.complete,
  };
}

function highlightOpening(rest: string, place: Place): CodeTag | undefined {
  const match = /^\{% highlight (\S{1,30})[^%]{0,60}%\}/.exec(rest);
  if (!match) return undefined;
  const closer = '{% endhighlight %}';
  const code = codeBefore(closer, rest.slice(match[0].length).trim());
  return tag(place, { fence: '', closer, info: match[1]!, code });
}

function preOpening(rest: string, place: Place): CodeTag | undefined {
  const match = /^<pre(?:\s[^>]{0,200})?>(?:<code(?:\s[^>]{0,200})?>)?/i.exec(rest);
  if (!match) return undefined;
  const closer = '</pre>';
  const code = codeBefore(closer, rest.slice(match[0].length));
  return tag(place, { form: 'pre', fence: '', closer, info: '', code });
}

function codeBefore(closer: string, tail: string): Opening['code'] {
  const end = tail.toLowerCase().indexOf(closer);
  return { rest: (end < 0 ? tail : tail.slice(0, end)).trimEnd(), complete: end >= 0 };
}

/** The code before the closing mark on this line; undefined when the region goes on. */
export function closingOf(line: string, opening: CodeTag): { readonly before: string } | undefined {
  let before: string | undefined;
  if (opening.fence !== '') before = beforeFence(line, opening.fence);
  else {
    const end = line.toLowerCase().indexOf(opening.closer);
    if (end >= 0) before = line.slice(0, end);
  }
  if (before === undefined) return undefined;
  return { before: opening.quotes > 0 && /^[\s>]*$/.test(before) ? '' : before };
}

/**
 * What stands before a fence at the end of a line. Behind it training sites write what a click
 * does: `{{execute}}`, `{: .term1 }`. Code with backquotes of its own is closed by no fence behind it.
 */
function beforeFence(line: string, fence: string): string | undefined {
  if (!line.includes(fence)) return undefined;
  let end = line.trimEnd();
  if (end.endsWith('}')) {
    const open = end.lastIndexOf('{{') >= 0 ? end.lastIndexOf('{{') : end.lastIndexOf('{');
    end = end.slice(0, Math.max(open, 0)).trimEnd();
  }
  if (!end.endsWith(fence)) return undefined;
  let at = end.length;
  while (end[at - 1] === fence[0]) at -= 1;
  const before = end.slice(0, at);
  return before.includes(fence[0]!) ? undefined : before;
}

function columnsOf(blanks: string): number {
  let columns = 0;
  for (const char of blanks) columns += char === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}
