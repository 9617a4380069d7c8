import type { Step } from '../model/lab.ts';
import type { RunSettings } from './run-options.ts';

/** Whether `--step` and `--grep` ask for a step. */
export function isReported(step: Step, { steps, grep }: Pick<RunSettings, 'steps' | 'grep'>): boolean {
  if (steps && (step.ordinal < steps.from || step.ordinal > steps.to)) return false;
  return grep === undefined || step.title.toLowerCase().includes(grep.toLowerCase());
}
