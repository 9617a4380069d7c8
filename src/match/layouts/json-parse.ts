import type { Line } from '../context.ts';
import { isElision } from '../elision.ts';
import type { ArrayNode, Entry, Node, ObjectNode, ScalarNode } from './json-tree.ts';

/**
 * The JSON values of a text that may begin in the middle, lack brackets at either end, have commas
 * too many or too few, and contain elisions. Keys outside of any object form one of their own.
 * Undefined when the text is something else. Linear in its length.
 */
export function parseJson(lines: readonly Line[]): readonly Node[] | undefined {
  const tokens = lex(lines);
  if (!tokens) return undefined;
  const roots: Node[] = [];
  const stack: Open[] = [];
  let loose: Open | undefined;
  let afterElision = false;
  const put = (node: Node): void => {
    const top = stack.at(-1);
    if (!top) roots.push(node);
    else if (top.kind === 'array') top.items.push(node);
    else if (top.key) {
      top.entries.push({ ...top.key, value: node });
      delete top.key;
    }
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (token.type === 'elision') {
      const top = stack.at(-1);
      if (top) top.elided = true;
      afterElision = true;
    } else if (token.type === 'open') {
      if (stack.length === DEEPEST) return undefined;
      stack.push({
        kind: token.text === '{' ? 'object' : 'array',
        line: token.line,
        entries: [],
        items: [],
        elided: false,
      });
    } else if (token.type === 'close') {
      const closes = stack.length > 0 && stack.at(-1) !== loose;
      if (closes) put(closed(stack.pop()!));
    } else if (token.type === 'scalar') {
      const isKey = typeof token.value === 'string' && tokens[at + 1]?.type === 'colon';
      if (isKey && afterElision) {
        // What was left out has closed what the indentation says it has.
        const level = stack.findLastIndex(({ keyColumn }) => keyColumn === token.column);
        while (level >= 0 && stack.length > level + 1) {
          stack.at(-1)!.elided = true;
          put(closed(stack.pop()!));
        }
      }
      afterElision = false;
      if (isKey && stack.at(-1)?.kind !== 'object') {
        // A key in an array, or outside of everything: the enclosing brace is left out.
        loose = { kind: 'object', line: token.line, entries: [], items: [], elided: true };
        stack.push(loose);
      }
      if (isKey) stack.at(-1)!.keyColumn ??= token.column;
      if (isKey) stack.at(-1)!.key = { key: String(token.value), line: token.line };
      else put({ kind: 'scalar', line: token.line, text: token.text, value: token.value });
    }
  }
  while (stack.length > 0) {
    stack.at(-1)!.elided = true;
    put(closed(stack.pop()!));
  }
  return roots.length > 0 ? roots : undefined;
}

/** Deeper than any answer of an engine; what is nested deeper is compared as text. */
const DEEPEST = 200;

interface Open {
  readonly kind: 'object' | 'array';
  readonly line: number;
  readonly entries: Entry[];
  readonly items: Node[];
  elided: boolean;
  /** Where its first key stands in its line. */
  keyColumn?: number;
  key?: { readonly key: string; readonly line: number };
}

function closed({ kind, line, entries, items, elided }: Open): ObjectNode | ArrayNode {
  return kind === 'object' ? { kind, line, entries, elided } : { kind, line, items, elided };
}

type Lexeme =
  | { readonly type: 'open' | 'close'; readonly text: string; readonly line: number }
  | { readonly type: 'colon' | 'comma' | 'elision'; readonly line: number }
  | ({ readonly type: 'scalar'; readonly column: number } & Omit<ScalarNode, 'kind'>);

/** Undefined at the first character that no JSON contains. */
function lex(lines: readonly Line[]): readonly Lexeme[] | undefined {
  const lexemes: Lexeme[] = [];
  for (const { text, line } of lines) {
    if (isElision(text)) {
      lexemes.push({ type: 'elision', line });
      continue;
    }
    let at = 0;
    while (at < text.length) {
      const character = text[at]!;
      if (character === ' ') at += 1;
      else if (character === '{' || character === '[' || character === '}' || character === ']') {
        lexemes.push({
          type: character === '{' || character === '[' ? 'open' : 'close',
          text: character,
          line,
        });
        at += 1;
      } else if (character === ':' || character === ',') {
        lexemes.push({ type: character === ':' ? 'colon' : 'comma', line });
        at += 1;
      } else {
        const elision = matchAt(ELISION, text, at) ?? matchAt(COMMENT, text, at);
        const scalar = elision === undefined ? scalarAt(text, at, line) : undefined;
        if (elision === undefined && !scalar) return undefined;
        lexemes.push(scalar ?? { type: 'elision', line });
        at += (scalar?.text ?? elision!).length;
      }
    }
  }
  return lexemes;
}

const ELISION = /(?:\.{3,}|…)[^"{}[\],]{0,40}|<(?:snip|truncated|output truncated)>/iy;
const COMMENT = /(?:\/\/|#).*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const WORD = /(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function scalarAt(text: string, at: number, line: number): Extract<Lexeme, { type: 'scalar' }> | undefined {
  const written = matchAt(STRING, text, at) ?? matchAt(WORD, text, at);
  if (written === undefined) return undefined;
  try {
    return {
      type: 'scalar',
      column: at,
      text: written,
      line,
      value: JSON.parse(written) as ScalarNode['value'],
    };
  } catch {
    // Escapes that JSON does not know, such as `\d`.
    return { type: 'scalar', column: at, text: written, line, value: written.slice(1, -1) };
  }
}
