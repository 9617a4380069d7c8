import { isElision } from '../../src/match/elision.ts';
import { tokenize } from '../../src/match/tokens.ts';
import type { DocumentLine } from '../../src/model/lab.ts';
import { sample } from '../mutation/random.ts';

/** An output with something changed in it. */
export interface Changed {
  readonly what: string;
  readonly lines: readonly DocumentLine[];
}

/** Outputs that differ from one in a word, a number, an identity, a line, at most `most` of each kind. */
export function changesOf(
  lines: readonly DocumentLine[],
  { most, random }: { readonly most: number; readonly random: () => number },
): readonly Changed[] {
  const telling = lines.filter(({ text }) => text.trim() !== '' && !isElision(text));
  const kinds: readonly (readonly Changed[])[] = [
    telling.flatMap((line) => wordsChanged(lines, line, /^[A-Za-z]{2,}$/, () => 'changed')),
    telling.flatMap((line) => wordsChanged(lines, line, /^\d+$/, (text) => String(Number(text) + 1))),
    telling.flatMap((line) => identitiesChanged(lines, line)),
    telling.map((line) => ({ what: `without ${line.text}`, lines: lines.filter((one) => one !== line) })),
    telling.flatMap((line) =>
      wordsChanged(lines, line, /^[A-Za-z]{2,}$/, () => 'stale')
        .slice(0, 1)
        .map(({ lines: stale }) => {
          const at = lines.indexOf(line);
          const more = { line: line.line + 0.5, text: stale[at]!.text };
          return { what: `once more ${more.text}`, lines: lines.toSpliced(at + 1, 0, more) };
        }),
    ),
    telling.slice(1).map((line, index) => ({
      what: `swapped ${line.text}`,
      lines: lines.map((one) =>
        one === line
          ? { ...one, text: telling[index]!.text }
          : one === telling[index]
            ? { ...one, text: line.text }
            : one,
      ),
    })),
  ];
  return kinds.flatMap((kind) => sample(kind, most, random));
}

function edited(lines: readonly DocumentLine[], line: DocumentLine, text: string): Changed {
  return {
    what: `${line.text} → ${text}`,
    lines: lines.map((one) => (one === line ? { ...one, text } : one)),
  };
}

function wordsChanged(
  lines: readonly DocumentLine[],
  line: DocumentLine,
  kind: RegExp,
  change: (text: string) => string,
): readonly Changed[] {
  return tokenize(line.text)
    .filter(({ text, valueClass }) => valueClass === undefined && kind.test(text))
    .map(({ text, from, to }) => {
      const put = change(text);
      // As an author lays a table out: the next cell stays in its column.
      const blanks = /^ {2,}(?=\S)/.exec(line.text.slice(to))?.[0].length ?? 0;
      const gap = blanks === 0 ? '' : ' '.repeat(Math.max(2, blanks - put.length + text.length));
      return edited(lines, line, line.text.slice(0, from) + put + gap + line.text.slice(to + blanks));
    });
}

function identitiesChanged(lines: readonly DocumentLine[], line: DocumentLine): readonly Changed[] {
  return tokenize(line.text)
    .filter(({ valueClass }) => valueClass?.kind === 'identity')
    .map(({ text, from, to }) => {
      // Another of the same form.
      const other = text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 3) % 10));
      return edited(lines, line, line.text.slice(0, from) + other + line.text.slice(to));
    });
}
