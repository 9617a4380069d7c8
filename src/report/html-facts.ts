import type { RunInfo } from '../model/event.ts';
import { html } from './html-text.ts';
import { commitName, runFacts } from './words.ts';

/** Facts in a row; each is HTML. */
export const factRow = (facts: readonly string[]): string =>
  `<p class="facts">${facts.map((fact) => `<span>${fact}</span>`).join('')}</p>`;

/** What tells a run from others, its commit as a link where the code host shows it. */
export function runFactsAsHtml(info: RunInfo, commit: string | undefined): readonly string[] {
  return runFacts(info).map((fact) => {
    const isCommit = info.commit !== undefined && fact === commitName(info.commit);
    return isCommit && commit !== undefined ? `<a href="${html(commit)}">${html(fact)}</a>` : html(fact);
  });
}
