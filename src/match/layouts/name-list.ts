import { append } from '../../text/append.ts';
import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { loneDifference } from '../differences.ts';
import { isElision } from '../elision.ts';
import { groupBy } from '../group.ts';
import { knownShape } from '../keys.ts';
import { type Token, tokenize } from '../tokens.ts';
import { unify } from '../unify.ts';
import { isErrorLine } from './message.ts';

/**
 * Compares what `ls` lists: its columns depend on the terminal's width, so only the names count. A
 * name that is not there makes the document false, one more is another form.
 */
export function compareNameLists(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  if (!/^(?:\S*\/)?ls(?: |$)/.test(context.command.program)) return undefined;
  if ([...document, ...live].some(({ text }) => isErrorLine(text) || /^\S+:$/.test(text.trim())))
    return undefined;
  const findings = noFindings();
  const { correspondence } = context;
  const free = groupBy(words(live).reverse(), ({ tokens }) => knownShape(tokens, 'live', correspondence));
  // All by what is known before: the comparison itself teaches more.
  const wanted = words(document).map((word) => ({
    ...word,
    shape: knownShape(word.tokens, 'document', correspondence),
  }));
  for (const { line, text, tokens, shape } of wanted) {
    const other = free.get(shape)?.pop();
    if (other)
      append(findings.acceptances, unify(tokens, other.tokens, { correspondence, line }).acceptances);
    else
      findings.differences.push(
        loneDifference({ verdict: 'failed', line, expected: text, found: '', cause: `${text} is not there` }),
      );
  }
  const extra = [...free.values()].flat();
  const cut = document.some(({ text }) => /(?:\.{3}|…)/.test(text)) || context.expect === 'subset';
  if (extra.length > 0 && !cut && document.length > 0) {
    const found = extra
      .slice(0, 20)
      .map(({ text }) => text)
      .join(' ');
    findings.differences.push(
      loneDifference({
        verdict: 'drifted',
        line: document.at(-1)!.line,
        expected: '',
        found,
        cause: `${extra[0]!.text} is there too`,
      }),
    );
  }
  return findings;
}

interface Word extends Line {
  readonly tokens: readonly Token[];
}

function words(lines: readonly Line[]): Word[] {
  return lines.flatMap(({ line, text }) =>
    text
      .split(/\s+/)
      .filter((word) => word !== '' && !isElision(word))
      .map((word) => ({ line, text: word, tokens: tokenize(word) })),
  );
}
