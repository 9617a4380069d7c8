/** One word of a shell script after quote removal. */
export interface Word {
  readonly text: string;
  /** Offset of the word's first character in the script, and of the one after its last. */
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
  /** It contains an expansion (`$x`, `$(…)`, backquotes), so `text` is not its value. */
  readonly dynamic: boolean;
}

export interface Redirect {
  /** Such as `>`, `>>`, `<`, `2>`, `<<`. */
  readonly operator: string;
  readonly target: Word;
}

/** A command of a script between two control operators. */
export interface SimpleCommand {
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The control operator before it: '', ';', '&&', '||', '|', '&' or a newline. */
  readonly operator: string;
  /** It ends with `&`. */
  readonly background: boolean;
}

export interface Script {
  readonly commands: readonly SimpleCommand[];
  /** What is still open at the end of the text, such as a quote, and where it was opened. */
  readonly unclosed?: { readonly what: string; readonly offset: number };
}

const CONTROL = ['&&', '||', ';;', '|&', ';', '|', '&', '(', ')', '\n'];
const REDIRECT = /^\d*(?:<<<|<<-|<<|>>|<>|>&|<&|>\||>|<)|^&>>?/;
const BLANK = /[ \t\r\u00a0]/;

/** Enough for the commands of a long lab; many rules ask about each of them. */
const MOST_KNOWN = 4096;

const known = new Map<string, Script>();

/**
 * Splits a script into simple commands and words as POSIX 2.3 (Token Recognition) does, far enough
 * to know what is typed; compound commands come apart into their simple ones. Linear in its length.
 * Remembered, as the answer depends on nothing but the text.
 */
export function parseScript(script: string): Script {
  const before = known.get(script);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const parsed = split(script);
  known.set(script, parsed);
  return parsed;
}

function split(script: string): Script {
  const commands: SimpleCommand[] = [];
  const heredocs: { readonly delimiter: string; readonly tabs: boolean; readonly offset: number }[] = [];
  let words: Word[] = [];
  let redirects: Redirect[] = [];
  let operator = '';
  let from = -1;
  let at = 0;
  let unclosed: Script['unclosed'];

  const close = (next: string, end: number): void => {
    if (words.length > 0 || redirects.length > 0) {
      const background = next === '&';
      commands.push({
        words,
        redirects,
        text: script.slice(from, end).trimEnd(),
        from,
        to: end,
        operator,
        background,
      });
    }
    words = [];
    redirects = [];
    from = -1;
    operator = next;
  };

  while (at < script.length) {
    const char = script[at]!;
    if (BLANK.test(char)) {
      at += 1;
      continue;
    }
    if (char === '\\' && script[at + 1] === '\n') {
      at += 2;
      continue;
    }
    if (char === '#') {
      const end = script.indexOf('\n', at);
      at = end < 0 ? script.length : end;
      continue;
    }
    const redirect = REDIRECT.exec(script.slice(at, at + 8))?.[0];
    if (redirect !== undefined) {
      if (from < 0) from = at;
      at += redirect.length;
      while (at < script.length && BLANK.test(script[at]!)) at += 1;
      const target = readWord(script, at);
      unclosed ??= target.unclosed;
      redirects.push({ operator: redirect, target: target.word });
      if (/^\d*<<-?$/.test(redirect)) {
        heredocs.push({ delimiter: target.word.text, tabs: redirect.endsWith('-'), offset: at });
      }
      at = target.word.to;
      continue;
    }
    // What arithmetic compares and shifts is no redirect.
    const arithmetic = script.startsWith('((', at) ? script.indexOf('))', at) : -1;
    if (arithmetic > 0) {
      if (from < 0) from = at;
      const to = arithmetic + 2;
      words.push({ text: script.slice(at, to), from: at, to, quoted: false, dynamic: true });
      at = to;
      continue;
    }
    const control = CONTROL.find((c) => script.startsWith(c, at));
    if (control !== undefined) {
      close(control, at);
      at += control.length;
      if (control === '\n') {
        for (const heredoc of heredocs.splice(0)) {
          const end = heredocEnd(script, at, heredoc);
          if (end < 0) unclosed ??= { what: `here-document ${heredoc.delimiter}`, offset: heredoc.offset };
          at = end < 0 ? script.length : end;
        }
      }
      continue;
    }
    const read = readWord(script, at);
    unclosed ??= read.unclosed;
    if (from < 0) from = at;
    words.push(read.word);
    at = Math.max(read.word.to, at + 1);
  }
  close('', script.length);
  const open = heredocs[0];
  if (open) unclosed ??= { what: `here-document ${open.delimiter}`, offset: open.offset };
  return unclosed ? { commands, unclosed } : { commands };
}

function heredocEnd(script: string, start: number, heredoc: { delimiter: string; tabs: boolean }): number {
  let at = start;
  while (at <= script.length) {
    const next = script.indexOf('\n', at);
    const line = script.slice(at, next < 0 ? script.length : next);
    if ((heredoc.tabs ? line.replace(/^\t+/, '') : line) === heredoc.delimiter) {
      return next < 0 ? script.length : next + 1;
    }
    if (next < 0) return -1;
    at = next + 1;
  }
  return -1;
}

function readWord(
  script: string,
  start: number,
): { word: Word; unclosed?: { what: string; offset: number } } {
  let text = '';
  let quoted = false;
  let dynamic = false;
  let unclosed: { what: string; offset: number } | undefined;
  let at = start;
  const take = (end: number, what: string): void => {
    if (end < 0) unclosed ??= { what, offset: at };
    const to = end < 0 ? script.length : end;
    text += script.slice(at, to);
    at = to;
  };
  while (at < script.length) {
    const char = script[at]!;
    if (BLANK.test(char) || '\n;|&()<>'.includes(char)) break;
    if (char === '\\') {
      if (script[at + 1] !== '\n') text += script[at + 1] ?? '\\';
      at += 2;
    } else if (char === "'") {
      const end = script.indexOf("'", at + 1);
      if (end < 0) unclosed ??= { what: 'single quote', offset: at };
      text += script.slice(at + 1, end < 0 ? script.length : end);
      at = end < 0 ? script.length : end + 1;
      quoted = true;
    } else if (char === '"') {
      const inner = readDoubleQuoted(script, at);
      unclosed ??= inner.unclosed;
      text += inner.text;
      dynamic ||= inner.dynamic;
      quoted = true;
      at = inner.to;
    } else if (char === '`') {
      dynamic = true;
      const end = script.indexOf('`', at + 1);
      take(end < 0 ? -1 : end + 1, 'backquote');
    } else if (char === '$') {
      const end = expansionEnd(script, at);
      dynamic ||= end === undefined || end > at + 1;
      take(end ?? -1, script[at + 1] === '{' ? 'parameter expansion' : 'command substitution');
    } else {
      text += char;
      at += 1;
    }
  }
  const word: Word = { text, from: start, to: Math.min(at, script.length), quoted, dynamic };
  return unclosed ? { word, unclosed } : { word };
}

function readDoubleQuoted(script: string, start: number) {
  let text = '';
  let dynamic = false;
  let at = start + 1;
  while (at < script.length && script[at] !== '"') {
    const char = script[at]!;
    if (char === '\\' && '"\\$`\n'.includes(script[at + 1] ?? ' ')) {
      if (script[at + 1] !== '\n') text += script[at + 1];
      at += 2;
    } else if (char === '$' || char === '`') {
      const close = char === '`' ? script.indexOf('`', at + 1) + 1 || undefined : expansionEnd(script, at);
      const end = close ?? script.length;
      dynamic ||= end > at + 1;
      text += script.slice(at, end);
      at = end;
    } else {
      text += char;
      at += 1;
    }
  }
  if (at >= script.length) {
    return { text, dynamic, to: script.length, unclosed: { what: 'double quote', offset: start } };
  }
  return { text, dynamic, to: at + 1 };
}

/** The offset behind the expansion that starts at `$`; undefined when it is not closed. */
function expansionEnd(script: string, start: number): number | undefined {
  const next = script[start + 1];
  if (next !== '(' && next !== '{') {
    const name = /^\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9?!#$@*-])/.exec(script.slice(start, start + 256));
    return start + (name ? name[0].length : 1);
  }
  const open = next;
  const shut = open === '(' ? ')' : '}';
  let depth = 0;
  let at = start + 1;
  while (at < script.length) {
    const char = script[at]!;
    if (char === '\\') at += 1;
    else if (char === "'") {
      const end = script.indexOf("'", at + 1);
      if (end < 0) return undefined;
      at = end;
    } else if (char === '"') {
      const inner = readDoubleQuoted(script, at);
      if (inner.unclosed) return undefined;
      at = inner.to - 1;
    } else if (char === open) depth += 1;
    else if (char === shut) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
    at += 1;
  }
  return undefined;
}
