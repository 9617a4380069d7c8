import type { CodeLens } from 'vscode-languageserver/node';
import type { Lab, Step } from '../model/lab.ts';
import type { Verdict } from '../model/verdict.ts';
import type { PlacedResult } from './last-run.ts';

/** The command of the editor that runs a lab, or one up to a step. */
export const RUN = 'labproof.run';

/** What can be run of a document and what came of it: the lab on its first line, each step above its own. */
export function lenses(uri: string, lab: Lab, results: readonly PlacedResult[]): readonly CodeLens[] {
  const steps = lab.steps.filter(({ actions }) => actions.some(({ kind }) => kind === 'command'));
  if (steps.length === 0 || lab.frontMatter.ignored) return [];
  return [
    lens(1, { title: titled('Run lab', tally(results)), uri }),
    ...steps.map((step) =>
      lens(step.span.line, {
        title: titled(`Run step ${step.ordinal}`, tally(ofStep(step, results))),
        uri,
        step: step.ordinal,
      }),
    ),
  ];
}

function lens(
  line: number,
  { title, uri, step }: { readonly title: string; readonly uri: string; readonly step?: number },
): CodeLens {
  const place = { line: line - 1, character: 0 };
  const args = step === undefined ? [uri] : [uri, step];
  return { range: { start: place, end: place }, command: { title, command: RUN, arguments: args } };
}

const ofStep = ({ actions }: Step, results: readonly PlacedResult[]): readonly PlacedResult[] => {
  const ids = new Set(actions.flatMap((action) => (action.kind === 'command' ? [action.id] : [])));
  return results.filter(({ command }) => ids.has(command.id));
};

const ORDER: readonly Verdict[] = ['failed', 'drifted', 'passed', 'skipped'];

/** `2 failed, 5 passed`. */
const tally = (results: readonly PlacedResult[]): string =>
  ORDER.flatMap((verdict) => {
    const n = results.filter(({ result }) => result.verdict === verdict).length;
    return n === 0 ? [] : [`${n} ${verdict}`];
  }).join(', ');

const titled = (title: string, came: string): string => (came === '' ? title : `${title} (${came})`);
