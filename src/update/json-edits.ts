import type { MatchContext } from '../match/context.ts';
import type { Difference } from '../model/verdict.ts';
import { inDocumentValues } from './document-values.ts';
import { applied, type Draft, type Edit } from './draft.ts';
import { editsTo } from './meeting-texts.ts';

type Correspondence = MatchContext['correspondence'];

/** Writes what differs in JSON value by value, in the document's layout. False where a place is not found. */
export function editJson(
  draft: Draft,
  {
    differences,
    correspondence,
  }: {
    readonly differences: readonly Difference[];
    readonly correspondence: Correspondence;
  },
): boolean {
  const { text } = draft;
  const edits: Edit[] = [];
  for (const difference of differences) {
    if (difference.verdict !== 'failed') continue;
    const edit = editOf(text, draft.offsetOf(difference.line), { difference, correspondence });
    if (!edit) return false;
    edits.push(edit);
  }
  draft.edit(edits);
  return true;
}

function editOf(
  text: string,
  from: number,
  { difference, correspondence }: { difference: Difference; correspondence: Correspondence },
): Edit | undefined {
  if (from < 0) return undefined;
  const { expected, found, json } = difference;
  const key = /^("(?:[^"\\]|\\.)*"): /.exec(expected)?.[1];
  if (json !== undefined) {
    const at = key === undefined ? firstValue(text, from, expected) : valueBehind(text, from, key);
    return at === undefined
      ? undefined
      : { from: at, to: valueEnd(text, at), put: written(json, { text, at, correspondence }) };
  }
  const quoted = JSON.stringify(expected);
  const at = placeIn(text, from, quoted);
  if (at !== undefined) {
    const put = JSON.stringify(applied(expected, editsTo(expected, found, correspondence)));
    return { from: at, to: at + quoted.length, put };
  }
  const start = placeIn(text, from, key ?? expected) ?? firstValue(text, from, expected);
  if (start === undefined) return undefined;
  if (found !== '')
    return { from: start, to: valueEnd(text, start), put: inDocumentValues(found, correspondence) };
  return removal(text, start);
}

/** The place of a piece in the line that begins there: a value's before a key's. */
function placeIn(text: string, from: number, piece: string): number | undefined {
  const line = text.slice(from, lineEnd(text, from));
  const places: number[] = [];
  for (let at = line.indexOf(piece); at >= 0; at = line.indexOf(piece, at + 1)) places.push(from + at);
  return (
    places.find((at) => !/^\s*:/.test(text.slice(at + piece.length, at + piece.length + 8))) ?? places[0]
  );
}

function valueBehind(text: string, from: number, key: string): number | undefined {
  const line = text.slice(from, lineEnd(text, from));
  for (let at = line.indexOf(key); at >= 0; at = line.indexOf(key, at + 1)) {
    const colon = /^\s*:\s*/.exec(text.slice(from + at + key.length));
    if (colon) return from + at + key.length + colon[0].length;
  }
  return undefined;
}

/** An element of a list: a plain one by its text, another by its bracket. */
function firstValue(text: string, from: number, shown: string): number | undefined {
  const line = text.slice(from, lineEnd(text, from));
  const bracket = /^[[{]/.exec(shown)?.[0];
  const at = line.indexOf(bracket ?? shown);
  return at < 0 ? undefined : from + at;
}

/** The end of the value that begins there; brackets in strings close nothing. */
function valueEnd(text: string, from: number): number {
  const string = /"(?:[^"\\\n]|\\.)*"/y;
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"') {
      string.lastIndex = at;
      const length = string.exec(text)?.[0].length ?? 1;
      at += length - 1;
      if (depth === 0) return at + 1;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth <= 0) return depth < 0 ? at : at + 1;
    } else if (depth === 0 && /[\s,]/.test(character)) return at;
  }
  return text.length;
}

/** An entry or element with its comma, and with its line when it is alone there. */
function removal(text: string, from: number): Edit {
  let to = valueEnd(text, from);
  const value = /^\s*:\s*/.exec(text.slice(to));
  if (value) to = valueEnd(text, to + value[0].length);
  const comma = /^\s*,/.exec(text.slice(to))?.[0].length ?? 0;
  const before = /(,?)(\s*)$/.exec(text.slice(0, from))!;
  if (comma === 0) return { from: from - before[0].length, to, put: '' };
  const alone = before[2]!.lastIndexOf('\n');
  const start = alone >= 0 ? from - before[2]!.length + alone : from;
  return { from: start, to: to + comma, put: '' };
}

/** A live value in the document's values, laid out as the document lays its values out. */
function written(
  json: string,
  { text, at, correspondence }: { text: string; at: number; correspondence: Correspondence },
): string {
  const value: unknown = JSON.parse(json, (_, part: unknown) => documentPart(part, correspondence));
  if (!/\n\s*["{[\]}]/.test(text)) return JSON.stringify(value);
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const indent = /^\s*/.exec(text.slice(start))![0];
  return JSON.stringify(value, undefined, unitOf(text)).replaceAll('\n', `\n${indent}`);
}

function documentPart(part: unknown, correspondence: Correspondence): unknown {
  if (typeof part === 'string') return inDocumentValues(part, correspondence);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [inDocumentValues(key, correspondence), value]),
  );
}

/** How far the document sets in what is one level deeper. */
function unitOf(text: string): string {
  const indents = text.split('\n').map((line) => /^\s*/.exec(line)![0].length);
  const steps = indents.slice(1).map((indent, index) => indent - indents[index]!);
  return ' '.repeat(steps.find((step) => step > 0) ?? 4);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
