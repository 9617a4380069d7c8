import type { Plan } from '../plan/plan.ts';
import { lintDocumentOf } from './document.ts';
import type { Rule } from './finding.ts';
import { outsideSubnet } from './rules/outside-subnet.ts';
import { sharedId } from './rules/shared-id.ts';
import { twoIds } from './rules/two-ids.ts';
import { unlikeMade } from './rules/unlike-made.ts';

/** What of a command or of its documented output can't be, whatever an engine has and does. */
export interface Contradiction {
  readonly line: number;
  readonly message: string;
}

/** Rules whose findings are two facts of the document that exclude each other. */
const RULES: readonly Rule[] = [twoIds, sharedId, outsideSubnet, unlikeMade];

/** The first contradiction of each command that has one, by the command's id; read once for a plan. */
export function contradictionsIn(plan: Plan): ReadonlyMap<number, Contradiction> {
  const read = known.get(plan) ?? readContradictions(plan);
  known.set(plan, read);
  return read;
}

const known = new WeakMap<Plan, ReadonlyMap<number, Contradiction>>();

function readContradictions(plan: Plan): ReadonlyMap<number, Contradiction> {
  // Machines have objects of the same names.
  if (plan.lab.machines.length > 0) return new Map();
  const document = lintDocumentOf(plan);
  const found = RULES.flatMap((rule) => rule.check(document)).sort((a, b) => a.line - b.line);
  const byCommand = new Map<number, Contradiction>();
  for (const { line, message } of found) {
    const planned = plan.commands.find(({ command: { span, expected } }) => {
      const lines = [span, ...(expected ? [expected.span] : [])];
      return lines.some((one) => one.line <= line && line <= one.endLine);
    });
    const id = planned?.command.id;
    if (id !== undefined && !byCommand.has(id)) byCommand.set(id, { line, message });
  }
  return byCommand;
}
