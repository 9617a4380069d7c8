import type { Edit, Found, Rule } from '../finding.ts';
import type { Place, Source } from '../source.ts';
import type { Stranger } from '../strangers.ts';
import { alsoOn } from '../words.ts';

export const nameTypo = {
  level: 'error',
  summary: 'a name that nothing has, nearly that of something the document makes',
  check: ({ strangers, source }) => strangers.all.flatMap((stranger) => typo(stranger, source)),
} satisfies Rule;

function typo({ kind, name, places, meant, proof }: Stranger, source: Source): readonly Found[] {
  if (!meant) return [];
  const { line, column } = places[0]!;
  return [
    {
      line,
      column,
      message: `there is no ${kind} ${name}${alsoOn(places)}; ${proof || `the document makes ${meant.name} on line ${meant.line}`}`,
      hint: `write ${meant.name}`,
      fix: {
        edits: places.filter(({ from, to }) => to > from).map((place) => rename(place, meant.name, source)),
      },
    },
  ];
}

/** Replaces a name; in a table the blanks behind it make up for the difference. */
function rename({ line, from, to }: Place, name: string, source: Source): Edit {
  const { text, from: start } = source.lines[line - 1]!;
  const rest = text.slice(to - start);
  const blanks = /^ +(?=\S)/.exec(rest)?.[0].length ?? 0;
  const grown = name.length - (to - from);
  if (blanks < 2) return { from, to, text: name };
  if (grown < 0) return { from, to, text: name + ' '.repeat(-grown) };
  return { from, to: to + Math.min(grown, blanks - 2), text: name };
}
