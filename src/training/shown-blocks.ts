import type { RichBlock } from '../markdown/rich.ts';
import type { Plan } from '../plan/plan.ts';

/** The blocks of a document that a learner is shown: hidden set-up and the author's checks are none. */
export function shownBlocks<T extends RichBlock>(plan: Plan, blocks: readonly T[]): readonly T[] {
  const hidden = plan.commands
    .filter(({ command: { directives } }) => directives.phase === 'setup' || directives.verify)
    .map(({ command }) => command.span.line);
  return blocks.filter(
    (block) => block.kind !== 'code' || !hidden.some((line) => block.line <= line && line <= block.endLine),
  );
}
