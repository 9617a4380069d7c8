/** A question with answers to choose from, as training sites on Jekyll write them. */
export interface Quiz {
  /** The line of its mark. */
  readonly line: number;
  readonly question: string;
  /** Several answers may be right. */
  readonly several: boolean;
  readonly options: readonly { readonly text: string; readonly right: boolean }[];
}

const MARK = /^\s{0,3}\{:\s*\.quiz\s*\}\s*$/;
const OPTION = /^\s{0,3}[-*+]\s+(?:\[( |x|X)\]|\(( |x|X)\))\s*(.*)$/;

/**
 * Takes quizzes out of the lines of a document whose code was taken out: a line `{:.quiz}`, the question,
 * and a list whose items begin with `[x]` or `[ ]` where several may be right, with `(x)` or `( )` else.
 * Their lines stay, emptied. A mark without any of them is none.
 */
export function takeQuizzes(lines: readonly string[]): {
  readonly quizzes: readonly Quiz[];
  readonly rest: readonly string[];
} {
  if (!lines.some((line) => MARK.test(line))) return { quizzes: [], rest: lines };
  const rest = [...lines];
  const quizzes: Quiz[] = [];
  for (const [at, line] of lines.entries()) {
    if (!MARK.test(line)) continue;
    const first = lines.findIndex((text, index) => index > at && OPTION.test(text));
    const question = first < 0 ? [] : lines.slice(at + 1, first).filter((text) => text.trim() !== '');
    // Another mark, a heading or a list before the answers: they are no answers to this.
    if (question.length === 0 || question.some((text) => /^\s*(?:\{:|#|[-*+] |\d+[.)] )/.test(text)))
      continue;
    let end = first;
    const options = [];
    for (; end < lines.length; end += 1) {
      const found = OPTION.exec(lines[end]!);
      if (!found) break;
      const [, box, circle, text = ''] = found;
      options.push({ box: box !== undefined, right: (box ?? circle) !== ' ', text: text.trim() });
    }
    rest.fill('', at, end);
    const several = options.some(({ box }) => box) || options.filter(({ right }) => right).length > 1;
    const asked = question.map((text) => text.trim()).join(' ');
    quizzes.push({
      line: at + 1,
      question: asked,
      several,
      options: options.map(({ text, right }) => ({ text, right })),
    });
  }
  return { quizzes, rest };
}

/** Whether just the right answers were chosen, by their places from 0. */
export const isRight = ({ options }: Quiz, chosen: readonly number[]): boolean =>
  options.every(({ right }, index) => right === chosen.includes(index));
