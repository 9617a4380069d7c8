import { dockerCommand } from '../../command/docker.ts';
import { parseScript, type SimpleCommand, type Word } from '../../command/words.ts';
import type { Command } from '../../model/lab.ts';
import type { Edit, Found, Rule } from '../finding.ts';
import type { Source } from '../source.ts';

export const smartPunctuation = {
  level: 'error',
  summary: 'typographic quotes and dashes where a shell needs plain ones',
  check: ({ plan, source }) => plan.commands.flatMap(({ command }) => smart(command, source)),
} satisfies Rule;

function smart({ typed, span, skip }: Command, source: Source): readonly Found[] {
  if (!SMART.test(typed) || skip?.reason === 'synopsis') return [];
  const { commands } = parseScript(typed);
  const wrong = commands.flatMap((simple) => simple.words.flatMap((word) => wrongIn(typed, word, simple)));
  const [first] = wrong;
  if (!first) return [];
  const edits = wrong.flatMap(({ at, put }): readonly Edit[] => {
    const from = offsetOf(typed, at, { span, source });
    return from === undefined || put === undefined ? [] : [{ from, to: from + 1, text: put }];
  });
  const place = offsetOf(typed, first.at, { span, source });
  const line = span.line + typed.slice(0, first.at).split('\n').length - 1;
  const column = place === undefined ? span.column : place - source.lines[line - 1]!.from + 1;
  const put = new Map(wrong.map((one) => [one.at, one.put]));
  const plain = typed
    .split('')
    .map((char, at) => put.get(at) ?? char)
    .join('');
  const safe = edits.length === wrong.length && !parseScript(plain).unclosed;
  return [
    {
      line,
      column,
      message: `a shell takes ${typed[first.at]} for a letter; the command needs ${first.put ?? 'a plain sign'}`,
      hint: `write ${first.put ?? 'a plain one'}`,
      ...(safe ? { fix: { edits } } : {}),
    },
  ];
}

const SMART = /[\u201c\u201d\u2018\u2019\u2013\u2014]/;
const QUOTES: Readonly<Record<string, string>> = {
  '\u201c': '"',
  '\u201d': '"',
  '\u2018': "'",
  '\u2019': "'",
};

interface Wrong {
  /** Index in the typed command. */
  readonly at: number;
  /** Undefined where there is no telling what is meant. */
  readonly put: string | undefined;
}

/** In quotes and inside of words, as in it’s, they are text. */
function wrongIn(typed: string, { from, to, quoted }: Word, { words }: SimpleCommand): readonly Wrong[] {
  const raw = typed.slice(from, to);
  if (quoted || !SMART.test(raw)) return [];
  const found: Wrong[] = [];
  for (let i = 0; i < raw.length; i += 1) {
    const char = raw[i]!;
    if (QUOTES[char] !== undefined && !(/\w/.test(raw[i - 1] ?? '') && /\w/.test(raw[i + 1] ?? ''))) {
      found.push({ at: from + i, put: QUOTES[char] });
    }
  }
  const option = /^[\u2013\u2014](-?)([A-Za-z][\w-]*)/.exec(raw);
  if (option) {
    const [, dash, name] = option;
    const double = dash === '' && name!.length > 1;
    // Only docker is known to write its long options with two dashes.
    const known = !double || dockerCommand(words) !== undefined;
    found.push({ at: from, put: known ? (double ? '--' : '-') : undefined });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The offset in the document of a character of a command; undefined where the lines differ. */
function offsetOf(
  typed: string,
  at: number,
  { span, source }: { readonly span: Command['span']; readonly source: Source },
): number | undefined {
  const lines = typed.slice(0, at).split('\n');
  const text = typed.split('\n')[lines.length - 1]!;
  const line = source.lines[span.line + lines.length - 2];
  const start = line?.text.lastIndexOf(text) ?? -1;
  return line === undefined || start < 0 ? undefined : line.from + start + lines.at(-1)!.length;
}
