import { sectionsOf } from '../lab/sections.ts';
import type { LabResult, RunEvent } from '../model/event.ts';
import type { Lab, Step } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { worst } from '../run/judge.ts';

/** What is seen of one section while it runs. */
export interface SectionRun {
  readonly steps: readonly Step[];
  readonly emit: (event: RunEvent) => void;
  /** Commands that failed in the sections before. */
  readonly failed: number;
}

/**
 * Runs the sections of a lab one after the other, each in surroundings of its own, and tells of them as of one
 * run of the lab: it starts and ends once, with what all of them made and left.
 */
export async function runSections(
  lab: Lab,
  emit: (event: RunEvent) => void,
  run: (section: SectionRun) => Promise<LabResult | Problem | undefined>,
): Promise<LabResult | Problem | undefined> {
  const results: LabResult[] = [];
  const sections = sectionsOf(lab);
  let trouble: Problem | undefined;
  let over = false;
  for (const [at, steps] of sections.entries()) {
    if (over) break;
    const failed = results.flatMap(({ commands }) => commands).filter(isFailed).length;
    const result = await run({
      steps,
      failed,
      emit: (event) => {
        if (event.type === 'lab-started' ? at === 0 : !ENDS.has(event.type)) emit(event);
      },
    });
    over = result === undefined || 'severity' in result;
    if (result === undefined) break;
    if ('severity' in result) trouble = result;
    else results.push(result);
  }
  if (results.length === 0) return trouble;
  const result = merged(results, trouble);
  emit({ type: 'cleanup-started', lab });
  emit({ type: 'cleanup-finished', lab, result: result.cleanup });
  emit({ type: 'lab-finished', lab, result });
  return result;
}

/** Of a section they would be taken for the lab's. */
const ENDS: ReadonlySet<RunEvent['type']> = new Set([
  'lab-started',
  'cleanup-started',
  'cleanup-finished',
  'lab-finished',
]);

const isFailed = ({ verdict }: { readonly verdict: string }): boolean => verdict === 'failed';

function merged(results: readonly LabResult[], trouble: Problem | undefined): LabResult {
  const [first] = results as readonly [LabResult];
  const known = new Set(first.problems.map(({ message, span }) => `${span?.line} ${message}`));
  const later = results.slice(1).flatMap(({ problems }) => problems);
  const problems = [
    ...first.problems,
    ...later.filter(({ message, span }) => !known.has(`${span?.line} ${message}`)),
    ...(trouble ? [trouble] : []),
  ];
  return {
    ...first,
    verdict: trouble ? 'failed' : worst(results.map(({ verdict }) => verdict)),
    steps: results.flatMap(({ steps }) => steps),
    commands: results.flatMap(({ commands }) => commands),
    cleanup: {
      made: results.flatMap(({ cleanup }) => cleanup.made),
      removed: results.flatMap(({ cleanup }) => cleanup.removed),
      left: results.flatMap(({ cleanup }) => cleanup.left),
      durationMs: results.reduce((sum, { cleanup }) => sum + cleanup.durationMs, 0),
    },
    problems,
    durationMs: results.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}
