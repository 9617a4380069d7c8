import type { CommandResult, Difference, Range } from '../model/verdict.ts';
import type { Palette } from './paint.ts';

/** How many differences of a command are shown before the rest is counted. */
const SHOWN = 12;
/** The same for a command that failed by its exit status, of whose output nothing is as documented. */
const SHOWN_OF_ERROR = 2;

/** The lines that explain a command which did not pass: where, why, and the differing lines. */
export function explainFailure(
  result: CommandResult,
  {
    file,
    paint,
    imagesListed = false,
  }: {
    readonly file: string;
    readonly paint: Palette;
    /** Images that are missing are listed elsewhere, with what would provide them. */
    readonly imagesListed?: boolean;
  },
): readonly string[] {
  const [first = '', ...more] = result.command.split('\n');
  const place = result.from ? `${result.from.file}:${result.from.line}` : `${file}:${result.line}`;
  const command = more.length > 0 ? `${first.replace(/\s*\\\s*$/, '')} …` : first;
  const broke = result.verdict === 'failed' && (result.exitCode ?? 0) !== 0;
  const shown = result.differences.slice(0, broke ? SHOWN_OF_ERROR : SHOWN);
  const rest = result.differences.length - shown.length;
  const causes = new Set<string>([result.reason]);
  return [
    `${paint.bold(place)}${result.from ? paint.dim(`  (included in ${file}:${result.line})`) : ''}  $ ${command}`,
    ...(result.reason === '' ? [] : [`  ${result.reason}`]),
    ...(result.skip?.hint && !(imagesListed && result.skip.image)
      ? [paint.dim(`  to run it: ${result.skip.hint}`)]
      : []),
    ...shown.flatMap((difference) => {
      const cause = causes.has(difference.cause) ? '' : difference.cause;
      causes.add(difference.cause);
      // The lines of an included file are not told apart in the document.
      return [...(cause ? [`  ${cause}`] : []), ...lines(difference, { paint, numbered: !result.from })];
    }),
    ...(rest > 0 ? [paint.dim(`  and ${rest} more differences`)] : []),
  ];
}

function lines(
  difference: Difference,
  { paint, numbered }: { readonly paint: Palette; readonly numbered: boolean },
): readonly string[] {
  const { expected, found, marks, verdict } = difference;
  const sign = verdict === 'failed' ? paint.red : paint.yellow;
  const number = (numbered ? String(difference.line) : '').padStart(4);
  return [
    ...(expected === ''
      ? []
      : expected
          .split('\n')
          .map(
            (text, i) =>
              `${paint.dim(i === 0 ? number : '    ')} ${sign('-')} ${marked(text, i === 0 ? marks.expected : [], { sign, rest: paint.dim })}`,
          )),
    ...(found === ''
      ? []
      : found
          .split('\n')
          .map(
            (text, i) =>
              `     ${paint.green('+')} ${marked(text, i === 0 ? marks.found : [], { sign: paint.green, rest: paint.dim })}`,
          )),
  ];
}

/** The parts that truly differ in colour, what corresponds dim; without marks the whole line. */
function marked(
  text: string,
  ranges: readonly Range[],
  { sign, rest }: { readonly sign: (t: string) => string; readonly rest: (t: string) => string },
): string {
  if (ranges.length === 0) return sign(text);
  let result = '';
  let at = 0;
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    if (from > at) result += rest(text.slice(at, from));
    if (to > at) result += sign(text.slice(Math.max(at, from), to));
    at = Math.max(at, to);
  }
  return at < text.length ? result + rest(text.slice(at)) : result;
}
