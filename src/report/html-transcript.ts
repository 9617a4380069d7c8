import type { ExpectedOutput } from '../model/lab.ts';
import type { CommandResult } from '../model/verdict.ts';
import { comparedLines } from './html-comparison.ts';
import { html } from './html-text.ts';
import { clipped, legible } from './legible.ts';
import { count } from './words.ts';

/** How much of an output is shown, in UTF-16 units: a page of many commands stays one to scroll. */
const OUTPUT = 65_536;
/**
 * The documented output with what is live instead: a line that holds as the document has it, its
 * corresponding values dim; one that does not as removed, with the live line below it as added.
 */
export function comparison(expected: ExpectedOutput, result: CommandResult): string {
  const { differences } = result;
  const first = expected.lines.at(0)?.line ?? expected.span.line;
  const last = expected.lines.at(-1)?.line ?? first;
  const lines = first === last ? `line ${first}` : `lines ${first}–${last}`;
  const outcome = differences.length === 0 ? 'as documented' : count(differences.length, 'difference');
  return figure(`Documented output, ${lines}`, {
    note: result.verdict === 'skipped' ? 'not compared' : outcome,
    body: comparedLines(expected.lines, result).join(''),
    kind: 'comparison',
  });
}

/** What the command wrote, as a terminal would have shown it. */
export function liveOutput({ output }: CommandResult): string {
  const text = clipped(legible(output), OUTPUT).replace(/\n+$/, '');
  const body = text === '' ? '<span class="none">nothing</span>' : html(text);
  return figure('Live output', { note: '', body, kind: 'live' });
}

/** A block of text with a caption, which scrolls when it is wide or long. */
export function figure(
  caption: string,
  { note, body, kind }: { readonly note: string; readonly body: string; readonly kind: string },
): string {
  const label = html(caption);
  const aside = note === '' ? '' : ` <span class="note">${html(note)}</span>`;
  return `<figure class="${kind}"><figcaption>${label}${aside}</figcaption><pre tabindex="0" role="group" aria-label="${label}">${body}</pre></figure>`;
}
