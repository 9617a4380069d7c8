import { parseScript } from '../command/words.ts';
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

/**
 * What a transcript shows below `cat > FILE`, which prints nothing and reads what is typed: the lines
 * of the file, up to the key that ends it.
 */
export function typedIntoFile(script: string, lines: readonly CodeLine[]): readonly string[] | undefined {
  const { commands } = parseScript(script);
  const [command] = commands;
  if (commands.length !== 1 || command?.words.length !== 1 || command.words[0]!.text !== 'cat')
    return undefined;
  const { redirects } = command;
  if (redirects.length === 0 || !redirects.every(({ operator }) => /^1?>>?$/.test(operator)))
    return undefined;
  const end = lines.findIndex(({ text }) => /^\s*(?:\^D|[<[(]?ctrl[ +-]d[>\])]?)\s*$/i.test(text));
  const typed = lines.slice(0, end < 0 ? undefined : end).map(({ text }) => text);
  return typed.length === 0 ? undefined : typed;
}
