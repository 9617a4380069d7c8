import type { ExpectedOutput } from '../model/lab.ts';
import { visibleLine, visibleLines } from '../text/lines.ts';
import type { Comparison, Findings, LayoutContext, Line, MatchContext } from './context.ts';
import { joined } from './continued.ts';
import { withoutCut } from './echo.ts';
import { exactly } from './exact.ts';
import { compareLines } from './layouts/lines.ts';
import { allLayouts } from './layouts/registry.ts';
import { isNoise } from './noise.ts';
import { noteOutput } from './note.ts';
import { inAuthorsFolder } from './own-folder.ts';
import { byPatterns } from './patterns.ts';
import { compareProgress } from './progress.ts';
import { isPromptResidue } from './prompts.ts';
import { asAuthor } from './reader.ts';
import { oneScreen } from './screens.ts';

export type { Comparison, MatchContext, Reader } from './context.ts';
export { noteOutput } from './note.ts';

export interface MatchInput {
  readonly expected: ExpectedOutput;
  /** What the command wrote, as written. */
  readonly live: string;
  readonly context: MatchContext;
}

/**
 * Decides whether what a document shows is what a command printed, up to the correspondence, and adds
 * to the correspondence what both show together. Takes time in proportion to the texts.
 */
export function matchOutput({ expected, live: printed, context }: MatchInput): Comparison {
  if (context.expect === 'ignore') return comparisonOf({ differences: [], acceptances: [] });
  if (context.expect === 'exact') return comparisonOf(exactly(expected.lines, printed));
  if (context.expect === 'match')
    return comparisonOf(byPatterns(expected.lines, visibleLines(printed).join('\n')));
  const { folder = '', correspondence } = context;
  const live = inAuthorsFolder(expected.lines, printed, { folder, correspondence });
  const { raw, document, live: found } = comparedTexts({ expected, live, context });
  const progress = compareProgress(raw.document, raw.live);
  if (document.every(({ text }) => text === ''))
    return comparisonOf({ differences: [...progress], acceptances: [] });
  const { layout, findings } =
    context.expect === 'lines' || sameTexts(filled(document), filled(found))
      ? { layout: 'lines' as const, findings: compareLines(filled(document), filled(found), context) }
      : byLayout(document, found, { ...context, raw });
  noteOutput(expected, context.correspondence);
  const differences = progress.length > 0 ? [...findings.differences, ...progress] : findings.differences;
  return { ...comparisonOf({ ...findings, differences }), layout };
}

/** Both texts as they are seen, and without the lines that tell nothing. */
export function comparedTexts({ expected, live, context }: MatchInput): LayoutContext['raw'] & {
  readonly raw: LayoutContext['raw'];
} {
  const printed = visibleLines(live);
  const known = new Set(printed);
  const shown = expected.lines.map(({ line, text }) => {
    const whole = visibleLine(text);
    // What the program prints itself was not pressed.
    return { line, text: known.has(whole) ? whole : visibleLine(withoutKeys(text)) };
  });
  const raw = {
    document: withoutNextPrompt(shown, live),
    live: asAuthor(
      printed.map((text) => ({ line: 0, text })),
      shown,
      context,
    ),
  };
  const statuses = [raw.document, raw.live].every((lines) => lines.some(({ text }) => isExitStatus(text)));
  const found = telling(raw.live, statuses);
  const document = joined(telling(raw.document, statuses), found).map((line) => withoutCut(line, context));
  return { raw, document, live: context.endless ? oneScreen(found) : found };
}

/** Without the keys that the author's terminal shows at the beginning of a line where they were pressed. */
const withoutKeys = (text: string): string => text.replace(/^(?:\^C|\^P\^Q|\^P|\^Q)(?=.*[a-z])/, '');

/** What ends without a line break has the next prompt of the author's shell on its last line. */
function withoutNextPrompt(document: readonly Line[], live: string): readonly Line[] {
  const last = document.at(-1);
  if (last === undefined || live === '' || live.endsWith('\n')) return document;
  const shown = last.text.trimEnd();
  if (shown.length < 2 || !'$#%'.includes(shown.at(-1)!)) return document;
  const text = shown.slice(0, -1);
  const ends = visibleLines(live).at(-1) ?? '';
  return text.trimEnd() === ends.trimEnd() ? [...document.slice(0, -1), { ...last, text }] : document;
}

function byLayout(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): { readonly layout: string; readonly findings: Findings } {
  for (const { compare, name } of allLayouts()) {
    const findings =
      name === 'lines' ? compare(filled(document), filled(live), context) : compare(document, live, context);
    if (findings) return { layout: name, findings };
  }
  throw new Error('the last layout takes every text');
}

/** A text is its own document, whatever it looks like; blank lines are none of it. */
function sameTexts(document: readonly Line[], live: readonly Line[]): boolean {
  return document.length === live.length && document.every(({ text }, index) => text === live[index]!.text);
}

/** Without blank lines. */
export const filled = (lines: readonly Line[]): readonly Line[] =>
  lines.filter(({ text }) => text.trim() !== '');

/** What a plugin of the client adds to an error; older clients do not, so that it counts where both do. */
const isExitStatus = (text: string): boolean => /^\s*exit status \d{1,3}\s*$/.test(text);

/** Without progress, advice and prompts. */
function telling(lines: readonly Line[], statuses: boolean): readonly Line[] {
  let inKey = false;
  return lines.filter(({ text }) => {
    // Keys and certificates are made anew each time.
    if (/^\s*-----BEGIN /.test(text)) inKey = true;
    else if (/^\s*-----END /.test(text)) inKey = false;
    else if (inKey) return false;
    return (statuses && isExitStatus(text)) || (!isNoise(text) && !isPromptResidue(text));
  });
}

function comparisonOf({ differences: all, acceptances }: Findings): Comparison {
  const differences = withoutRepetition(all);
  const verdict = differences.some((difference) => difference.verdict === 'failed')
    ? 'failed'
    : differences.length > 0
      ? 'drifted'
      : 'passed';
  return { verdict, differences, acceptances };
}

/** One wrong value may show in many places: it is explained at the first. */
function withoutRepetition(differences: Findings['differences']): Comparison['differences'] {
  const explained = new Map<string, number>();
  return differences.map((difference) => {
    const { topic } = difference;
    if (topic === undefined) return difference;
    const first = explained.get(topic);
    if (first !== undefined && first !== difference.line)
      return { ...difference, cause: `as on line ${first}` };
    explained.set(topic, difference.line);
    return difference;
  });
}
