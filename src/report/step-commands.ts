import type { LabResult, StepResult } from '../model/event.ts';
import type { CommandResult } from '../model/verdict.ts';

const grouped = new WeakMap<LabResult, ReadonlyMap<number, readonly CommandResult[]>>();

/** The results of a step's commands, in document order. A lab's are grouped once, when first asked. */
export function commandsOf(lab: LabResult, { ordinal }: StepResult): readonly CommandResult[] {
  const known = grouped.get(lab) ?? byStep(lab.commands);
  grouped.set(lab, known);
  return known.get(ordinal) ?? [];
}

function byStep(commands: readonly CommandResult[]): ReadonlyMap<number, readonly CommandResult[]> {
  const groups = new Map<number, CommandResult[]>();
  for (const command of commands) {
    const group = groups.get(command.step);
    if (group) group.push(command);
    else groups.set(command.step, [command]);
  }
  return groups;
}
