import type { Found, Rule } from '../finding.ts';
import { problemsOf } from '../problems.ts';
import type { Source } from '../source.ts';

export const unclosedFence = {
  level: 'error',
  summary: 'a code block that is never closed',
  check({ lab, source }) {
    // A fence at the end of a line of code may be code; if so, all behind it is turned inside out.
    const [glued] = problemsOf(lab, 'glued-fence');
    const sure = problemsOf(lab, 'unclosed-fence').filter(
      ({ span }) => !glued || span.line < glued.span.line,
    );
    return sure.map(({ span: { line, column, endLine }, message }) => ({
      line,
      column,
      message,
      hint: 'close it where the code ends',
      ...fixAtEnd(source, { line, endLine }),
    }));
  },
} satisfies Rule;

/** Markdown closes it at the end of the text anyway; what looks like text before that is the author's to sort out. */
function fixAtEnd(
  { text, lines }: Source,
  { line, endLine }: { readonly line: number; readonly endLine: number },
): Pick<Found, 'fix'> {
  const fence = /^([ \t]*)(`{3,}|~{3,})/.exec(lines[line - 1]?.text ?? '');
  const last = lines.findLastIndex((one) => one.text.trim() !== '') + 1;
  if (!fence || endLine < last || last === line) return {};
  if (lines.slice(line, last).some((one) => PROSE.test(one.text))) return {};
  const end = lines[last - 1]!;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const from = end.from + end.text.length;
  return { fix: { edits: [{ from, to: from, text: `${newline}${fence[1]}${fence[2]}` }] } };
}

/** Headings, items and sentences. */
const PROSE = /^\s*(?:#{1,6} |[-*] \S|\d+\. \S|>|!\[|\[)|(?:[A-Za-z']{1,20},? ){5}/;
