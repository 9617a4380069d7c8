/** Where a line comes from that a document takes from another file. */
export interface Origin {
  /** The line of the document that brings it, from 1. */
  readonly line: number;
  /** The file that it stands in, where that is another one. */
  readonly from?: { readonly file: string; readonly line: number };
}

export interface Expanded {
  readonly lines: readonly string[];
  /** By line of `lines`; as many. */
  readonly origins: readonly Origin[];
  /** What is named and could not be had. */
  readonly missing: readonly { readonly line: number; readonly path: string }[];
}

/** The text of a file that `from` includes as `path`, with the name that reports give it; undefined where there is none. */
export type ReadIncluded = (
  path: string,
  from: string,
) => { readonly file: string; readonly text: string } | undefined;

/** Files inside one another and lines altogether, past which nothing more is included. */
const DEEPEST = 8;
const MOST_LINES = 50_000;

/**
 * A document with the files in it that its site generator would put there: snippets of PyMdown and
 * MkDocs, includes of Jekyll and Hugo, MyST and Sphinx directives, imports of MDX. Undefined where it
 * includes nothing.
 */
export function withIncludes(
  lines: readonly string[],
  file: string,
  read: ReadIncluded,
): Expanded | undefined {
  if (!lines.some((text) => MAY_INCLUDE.test(text))) return undefined;
  const out: string[] = [];
  const origins: Origin[] = [];
  const missing: { line: number; path: string }[] = [];
  let changed = false;

  function expand(texts: readonly string[], place: Place): void {
    const imports = importsOf(texts);
    let fence: string | undefined;
    for (let at = 0; at < texts.length; at += 1) {
      const text = texts[at]!;
      const origin: Origin =
        place.root === undefined
          ? { line: at + 1 }
          : { line: place.root, from: { file: place.file, line: place.first + at } };
      const found = place.above.length < DEEPEST ? includeAt(texts, at, { fence, imports }) : undefined;
      const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1];
      if (found) {
        changed = true;
        for (const path of found.paths) include(path, found, { origin, place });
        at = found.end;
        continue;
      }
      if (mark !== undefined)
        fence =
          fence === undefined
            ? mark
            : mark.startsWith(fence) && /^\s*[`~]+\s*$/.test(text)
              ? undefined
              : fence;
      out.push(place.indent + text);
      origins.push(origin);
    }
  }

  function include(
    path: string,
    found: Include,
    { origin, place }: { readonly origin: Origin; readonly place: Place },
  ): void {
    const got = out.length < MOST_LINES ? read(path, place.file) : undefined;
    if (!got || place.above.includes(got.file) || got.file === place.file) {
      missing.push({ line: origin.line, path });
      return;
    }
    const { lines: part, first } = partOf(got.text.split(/\r\n|\n|\r/), found);
    const indent = place.indent + found.indent;
    const wrap = (text: string): void => {
      out.push(indent + text);
      origins.push(origin);
    };
    if (found.language !== undefined)
      wrap(`\`\`\`\`${found.language || (/\.(\w+)$/.exec(got.file)?.[1] ?? '')}`);
    expand(part, {
      file: got.file,
      root: origin.line,
      first,
      indent,
      above: [...place.above, place.file],
    });
    if (found.language !== undefined) wrap('````');
  }

  expand(lines, { file, root: undefined, first: 1, indent: '', above: [] });
  return changed ? { lines: out, origins, missing } : undefined;
}

interface Place {
  readonly file: string;
  /** The line of the document that brought this file; undefined in the document itself. */
  readonly root: number | undefined;
  /** The line that the first text has in its file. */
  readonly first: number;
  readonly indent: string;
  readonly above: readonly string[];
}

interface Include {
  readonly paths: readonly string[];
  /** The last line that belongs to it, from 0. */
  readonly end: number;
  readonly indent: string;
  /** It becomes a fence of this language, '' for that of the file's name. */
  readonly language?: string;
  readonly section?: string;
  /** First and last line to take, from 1. */
  readonly range?: readonly [number, number];
  readonly after?: string;
  readonly before?: string;
}

const MAY_INCLUDE = /8<-|include|\breadfile\b|^import\s/i;

function includeAt(
  texts: readonly string[],
  at: number,
  { fence, imports }: { readonly fence: string | undefined; readonly imports: ReadonlyMap<string, Imported> },
): Include | undefined {
  const text = texts[at]!;
  const indent = /^\s*/.exec(text)![0];
  const snippet = /^\s*-{1,}8<-{1,}\s+["']([^"']{1,300})["']\s*$/.exec(text)?.[1];
  if (snippet !== undefined) return { ...partNamed(snippet), end: at, indent };
  if (fence !== undefined) return undefined;
  if (/^\s*-{1,}8<-{1,}\s*$/.test(text)) {
    const end = texts.findIndex((line, index) => index > at && /^\s*-{1,}8<-{1,}\s*$/.test(line));
    if (end < 0) return undefined;
    const paths = texts.slice(at + 1, end).map((line) => line.trim());
    return { paths: paths.filter((path) => path !== '' && !path.startsWith(';')), end, indent };
  }
  const tag =
    /^\s*\{%-?\s*include(?:-markdown|_relative)?\s+["']?([^"'\s%]{1,300})["']?[^%]{0,200}-?%\}\s*$/.exec(
      text,
    ) ??
    /^\s*\{\{[<%]\s*(?:include|readfile|include-file)\s+(?:file=)?["']([^"']{1,300})["'][^>%]{0,200}[>%]\}\}\s*$/i.exec(
      text,
    );
  if (tag) return { paths: [tag[1]!], end: at, indent };
  const directive = /^\s*(`{3,}|:{3,})\{(include|literalinclude)\}\s+(\S{1,300})\s*$/.exec(text);
  if (directive)
    return mystAt(texts, at, { indent, mark: directive[1]!, name: directive[2]!, path: directive[3]! });
  return importedAt(texts, at, { indent, imports });
}

/** `file:section`, `file:3`, `file:3:9`. Source: the snippets extension of PyMdown. */
function partNamed(written: string): Pick<Include, 'paths' | 'section' | 'range'> {
  const match = /^(.+?)(?::(\d*)(?::(\d*))?|:([A-Za-z][\w-]*))?$/.exec(written)!;
  const [, path = written, first, last, section] = match;
  if (section !== undefined) return { paths: [path], section };
  if (first === undefined) return { paths: [path] };
  return { paths: [path], range: [Number(first || 1), last ? Number(last) : Number.POSITIVE_INFINITY] };
}

function mystAt(
  texts: readonly string[],
  at: number,
  {
    indent,
    mark,
    name,
    path,
  }: { readonly indent: string; readonly mark: string; readonly name: string; readonly path: string },
): Include {
  let end = at + 1;
  const options = new Map<string, string>();
  while (end < texts.length && !texts[end]!.trim().startsWith(mark)) {
    const [, key, value] = /^\s*:([\w-]+):\s*(.*)$/.exec(texts[end]!) ?? [];
    if (key !== undefined) options.set(key, value!.trim());
    end += 1;
  }
  const [from, to] = /^(\d+)-?(\d*)$/.exec(options.get('lines') ?? '')?.slice(1) ?? [];
  const span =
    options.get('lines')?.includes('-') === true ? Number(to || Number.POSITIVE_INFINITY) : Number(from);
  return {
    paths: [path],
    end: Math.min(end, texts.length - 1),
    indent,
    ...(name === 'literalinclude' ? { language: options.get('language') ?? '' } : {}),
    ...(from === undefined ? {} : { range: [Number(from), span] as const }),
    ...(options.has('start-after') ? { after: options.get('start-after')! } : {}),
    ...(options.has('end-before') ? { before: options.get('end-before')! } : {}),
  };
}

interface Imported {
  readonly path: string;
  readonly raw: boolean;
}

/** Documents and raw texts that MDX imports, by the name they get. */
function importsOf(texts: readonly string[]): ReadonlyMap<string, Imported> {
  const imports = new Map<string, Imported>();
  for (const text of texts) {
    const [, name, raw, path] =
      /^import\s+(\w{1,80})\s+from\s+["'](!!raw-loader!)?([^"']{1,300})["'];?\s*$/.exec(text) ?? [];
    if (name === undefined || path === undefined) continue;
    if (raw !== undefined || /\?raw$/.test(path))
      imports.set(name, { path: path.replace(/\?raw$/, ''), raw: true });
    else if (/\.(?:mdx?|markdown)$/.test(path)) imports.set(name, { path, raw: false });
  }
  return imports;
}

function importedAt(
  texts: readonly string[],
  at: number,
  { indent, imports }: { readonly indent: string; readonly imports: ReadonlyMap<string, Imported> },
): Include | undefined {
  if (imports.size === 0 || !texts[at]!.includes('<')) return undefined;
  const component = /^\s*<(\w{1,80})(?:\s[^<>]{0,300})?\/>\s*$/.exec(texts[at]!)?.[1];
  const document = component === undefined ? undefined : imports.get(component);
  if (document) return document.raw ? undefined : { paths: [document.path], end: at, indent };
  if (!/^\s*<CodeBlock\b/.test(texts[at]!)) return undefined;
  for (let end = at; end < Math.min(texts.length, at + 12); end += 1) {
    if (!texts[end]!.includes('</CodeBlock>')) continue;
    const whole = texts.slice(at, end + 1).join(' ');
    const name = /\{\s*(\w{1,80})(?:\.trim\(\))?\s*\}\s*<\/CodeBlock>/.exec(whole)?.[1];
    const raw = name === undefined ? undefined : imports.get(name);
    if (!raw?.raw) return undefined;
    return { paths: [raw.path], end, indent, language: /\blanguage=["'](\w+)["']/.exec(whole)?.[1] ?? '' };
  }
  return undefined;
}

/** What of a file is asked for, without the marks of sections and, where it is a page, its front matter. */
function partOf(
  all: readonly string[],
  { section, range, after, before, language }: Include,
): { readonly lines: readonly string[]; readonly first: number } {
  const lines = all.at(-1) === '' ? all.slice(0, -1) : all;
  let start = 0;
  let end = lines.length;
  if (section !== undefined) {
    const mark = (word: string): RegExp => new RegExp(`-+8<-+\\s*\\[\\s*${word}\\s*:\\s*${section}\\s*\\]`);
    const opens = lines.findIndex((text) => mark('start').test(text));
    const closes = lines.findIndex((text) => mark('end').test(text));
    if (opens >= 0) [start, end] = [opens + 1, closes < 0 ? end : closes];
  } else if (range) [start, end] = [range[0] - 1, Math.min(range[1], end)];
  else if (language === undefined && lines[0] === '---') {
    const closes = lines.indexOf('---', 1);
    if (closes > 0) start = closes + 1;
  }
  if (after) start = Math.max(start, lines.findIndex((text) => text.includes(after)) + 1);
  const stop = before ? lines.findIndex((text, index) => index >= start && text.includes(before)) : -1;
  if (stop >= 0) end = stop;
  return { lines: lines.slice(Math.max(0, start), end), first: Math.max(0, start) + 1 };
}
