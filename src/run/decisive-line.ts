import { isErrorLine } from '../match/layouts/message.ts';

/**
 * The line of what a program that failed printed which says what is wrong: the last one that is worded as
 * an error, else the last one; usage, advice and the frames of a stack are neither. '' when there is none.
 */
export function decisiveLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  // From its heading on a usage goes on to the end, or to an empty line.
  const usage = lines.findIndex((line) => /^usage:/i.test(line));
  const end = usage < 0 ? -1 : lines.indexOf('', usage);
  const telling = lines.filter(
    (line, index) =>
      line !== '' && !ADVICE.test(line) && (usage < 0 || index < usage || (end >= 0 && index > end)),
  );
  return telling.findLast((line) => isErrorLine(line) || ERRORS.test(line)) ?? telling.at(-1) ?? '';
}

/** What programs say beside what is wrong. */
const ADVICE =
  /^(?:(?:See|Run|Try|Use) .*--help\b|exit status \d+$|(?:For|To get) more (?:help|information)\b|at .{1,300}(?::\d+\)?|\))$|Node\.js v\d|File ".*", line \d+)/;

/** As exceptions of Python, Node and Java are named, and as docker says what it wants. */
const ERRORS =
  /^(?:(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception)\b|fatal: |panic: )|requires (?:at least|exactly|at most) \d|accepts no arg/;
