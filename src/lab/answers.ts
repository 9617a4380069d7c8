import type { CodeLine } from '../markdown/blocks.ts';

/** What a transcript shows typed behind questions, in order. */
export function answersIn(lines: readonly CodeLine[]): readonly string[] {
  return lines.flatMap(({ text }) => {
    const answer = QUESTIONS.map((question) => question.exec(text)?.[1]).find((one) => one !== undefined);
    return answer === undefined ? [] : [answer];
  });
}

const QUESTIONS: readonly RegExp[] = [
  /[[(](?:y\/n|yes\/no(?:\/\[fingerprint\])?)[\])]\s?[?:]?\s{0,4}(y|n|yes|no)\s*$/i,
  /^\s*(?:Are you sure|Do you want|Proceed|Continue)\b[^?]{0,200}\?\s{1,4}(y|n|yes|no)\s*$/i,
];
