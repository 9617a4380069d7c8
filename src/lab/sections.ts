import type { Lab, Step } from '../model/lab.ts';

/** How a document's sections relate: each begins anew, at headings of that depth or like most of them. */
export type Fresh = 'section' | 1 | 2 | 3 | 4 | 5 | 6;

/** A value of `fresh` or `--fresh`; undefined when it is none. */
export function readFresh(value: unknown): Fresh | undefined {
  if (value === 'section') return value;
  const depth = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
  return Number.isInteger(depth) && depth >= 1 && depth <= 6 ? (depth as Fresh) : undefined;
}

/** The lines of the headings that something stands below, by depth; shallower ones first. */
export type Headings = readonly (number | undefined)[];

/** The headings below which what follows a heading stands. */
export function below(headings: Headings, depth: number, line: number): Headings {
  const all = Array.from({ length: depth }, (_, at) => headings[at]);
  all[depth - 1] = line;
  return all;
}

/** Whether each step begins a section that is run anew; the first needs no beginning. */
export function freshSteps(
  steps: readonly { readonly headings: Headings }[],
  fresh: Fresh,
): readonly boolean[] {
  const depth = fresh === 'section' ? usualDepth(steps) : fresh;
  const section = ({ headings }: { readonly headings: Headings }): string =>
    headings.slice(0, depth).join(' ');
  return steps.map((step, at) => at > 0 && section(step) !== section(steps[at - 1]!));
}

/** The depth of the headings that most steps stand directly below. */
function usualDepth(steps: readonly { readonly headings: Headings }[]): number {
  const counts = new Map<number, number>();
  for (const { headings } of steps) counts.set(headings.length, (counts.get(headings.length) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

/** The steps of a lab by sections, each of which is run by itself. */
export function sectionsOf({ steps }: Pick<Lab, 'steps'>): readonly (readonly Step[])[] {
  const sections: Step[][] = [];
  for (const step of steps) {
    const last = sections.at(-1);
    if (last === undefined || step.fresh) sections.push([step]);
    else last.push(step);
  }
  return sections;
}

/** The steps of the section that a step belongs to; of a step that there is not, the first section's. */
export function sectionAt(lab: Pick<Lab, 'steps'>, ordinal: number): readonly Step[] {
  const sections = sectionsOf(lab);
  return sections.find((steps) => steps.some((step) => step.ordinal === ordinal)) ?? sections[0] ?? [];
}
