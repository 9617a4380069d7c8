import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { loneDifference } from '../differences.ts';
import { isElision } from '../elision.ts';

/**
 * Compares help texts: the commands and options that the document lists must be there. Headings and
 * descriptions are worded anew with each version.
 */
export function compareHelp(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  if (!live.some(({ text }) => /^\s*Usage:/.test(text)) || !document.some(({ text }) => itemOf(text)))
    return undefined;
  const findings = noFindings();
  const texts = new Set(live.map(({ text }) => plain(text)));
  const items = new Map(live.flatMap((line) => asEntry(line)));
  for (const line of document) {
    const { text } = line;
    if (text.trim() === '' || isElision(text) || texts.has(plain(text))) continue;
    const item = itemOf(text);
    const other = item === undefined ? undefined : items.get(item);
    // Every command still takes it, whether the text says so or not.
    const gone = item !== undefined && item !== '--help' && other === undefined;
    findings.differences.push(
      loneDifference({
        verdict: gone ? 'failed' : 'drifted',
        line: line.line,
        expected: text,
        found: other ?? '',
        cause: gone ? `there is no ${item}` : 'other words',
      }),
    );
  }
  const documented = new Set(document.flatMap(({ text }) => itemOf(text) ?? []));
  const more = [...items.keys()].filter((item) => !documented.has(item));
  const cut = document.some(({ text }) => isElision(text)) || context.expect === 'subset';
  if (more.length > 0 && !cut) {
    findings.differences.push(
      loneDifference({
        verdict: 'drifted',
        line: document.at(-1)!.line,
        expected: '',
        found: more.map((item) => items.get(item)).join('\n'),
        cause: `there is also ${more.slice(0, 5).join(', ')}`,
      }),
    );
  }
  return findings;
}

/** `  create      Create a network` lists `create`, `  -q, --quiet   …` lists `--quiet`. */
function itemOf(text: string): string | undefined {
  return /^\s*(?:-\w, {1,4})?(--[\w-]+|-\w|[a-z][\w-]*)\*?(?: [\w<>=.-]+)? {2,}\S/.exec(text)?.[1];
}

function asEntry({ text }: Line): readonly (readonly [string, string])[] {
  const item = itemOf(text);
  return item === undefined ? [] : [[item, text]];
}

const plain = (text: string): string => text.trim().replace(/ {2,}/g, ' ');
