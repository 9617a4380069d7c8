import type { DocumentLine } from '../model/lab.ts';

/**
 * Lines in the values that the document gives its variables: a line that stays is the author's own,
 * in one that changes the values that a run was given are put back.
 */
export function inAuthorsValues(
  lines: readonly DocumentLine[],
  {
    applied,
    own,
    variables,
  }: {
    /** The output with the run's values, and as it is written. */
    readonly applied: readonly DocumentLine[];
    readonly own: readonly DocumentLine[];
    /** Value of the run → value of the document. */
    readonly variables: ReadonlyMap<string, string>;
  },
): readonly DocumentLine[] {
  if (variables.size === 0) return lines;
  const before = new Map(applied.map(({ line, text }) => [line, text]));
  const written = new Map(own.map(({ line, text }) => [line, text]));
  return lines.map(({ line, text }) => {
    const authors = before.get(line) === text ? written.get(line) : undefined;
    return { line, text: authors ?? restored(text, variables) };
  });
}

function restored(text: string, variables: ReadonlyMap<string, string>): string {
  let result = text;
  for (const [value, author] of variables) {
    const whole = new RegExp(`(?<![\\w.-])${value.replace(/[^\w]/g, '\\$&')}(?![\\w-])`, 'g');
    result = result.replace(whole, () => author);
  }
  return result;
}
