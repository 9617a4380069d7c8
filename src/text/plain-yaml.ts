/** What YAML can hold, as far as it is read here. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/**
 * The map in YAML of words and whole numbers in maps and lists, which is what most front matter is;
 * undefined where there may be more: the whole parser takes as long to load as a document to plan.
 */
export function plainYaml(text: string): Readonly<Record<string, PlainValue>> | undefined {
  const lines: Line[] = [];
  for (const raw of text.split('\n')) {
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const [blanks = ''] = /^ */.exec(raw)!;
    if (raw.slice(blanks.length).trimEnd() !== content) return undefined;
    lines.push({ indent: blanks.length, content });
  }
  if (lines.length === 0 || lines[0]!.indent > 0) return undefined;
  const reader: Reader = { lines, at: 0 };
  const map = readMap(reader, 0);
  return map && reader.at === lines.length ? map : undefined;
}

interface Line {
  readonly indent: number;
  readonly content: string;
}

interface Reader {
  readonly lines: readonly Line[];
  at: number;
}

function readMap(reader: Reader, indent: number): Record<string, PlainValue> | undefined {
  const map: Record<string, PlainValue> = {};
  for (let line = reader.lines[reader.at]; line?.indent === indent; line = reader.lines[reader.at]) {
    const [, key, value] = /^([A-Za-z][\w./-]*):(?: +(\S.*))?$/.exec(line.content) ?? [];
    if (key === undefined || isOther(key) || Object.hasOwn(map, key)) return undefined;
    reader.at += 1;
    const read = value === undefined ? readBelow(reader, indent) : scalar(value);
    if (read === undefined) return undefined;
    map[key] = read;
  }
  // A line set in deeper goes on with the value above.
  const next = reader.lines[reader.at];
  return next && next.indent > indent ? undefined : map;
}

/** What stands below a key: a map or a list, or nothing. */
function readBelow(reader: Reader, indent: number): PlainValue | undefined {
  const next = reader.lines[reader.at];
  if (!next || next.indent < indent) return null;
  if (next.content.startsWith('- ')) return readList(reader, next.indent);
  return next.indent > indent ? readMap(reader, next.indent) : null;
}

function readList(reader: Reader, indent: number): readonly PlainValue[] | undefined {
  const list: PlainValue[] = [];
  for (let line = reader.lines[reader.at]; line?.indent === indent; line = reader.lines[reader.at]) {
    // Behind a list that is not set in deeper than its key the map goes on.
    const [, value] = /^- +(\S.*)$/.exec(line.content) ?? [];
    if (value === undefined) break;
    const read = scalar(value);
    if (read === undefined) return undefined;
    list.push(read);
    reader.at += 1;
  }
  const next = reader.lines[reader.at];
  return next && next.indent > indent ? undefined : list;
}

function scalar(text: string): PlainValue | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  const quoted = /^(?:"([^"\\]*)"|'([^']*)')$/.exec(text);
  if (quoted) return quoted[1] ?? quoted[2]!;
  const flow = /^\[ *([A-Za-z][\w./-]*(?: *, *[A-Za-z][\w./-]*)*) *\]$/.exec(text)?.[1];
  if (flow !== undefined) {
    const items = flow.split(/ *, */);
    return items.some(isOther) ? undefined : items;
  }
  if (!/^(?:[A-Za-z/]|\.\.?\/)/.test(text) || isOther(text)) return undefined;
  return /: | #|:$|\t/.test(text) ? undefined : text;
}

/** Words that stand for another value than their letters. */
const isOther = (word: string): boolean => /^(?:null|true|false)$/i.test(word);
