import { type Asked, skipOf } from '../guide/goals.ts';
import { shownBlocks } from '../training/document.ts';
import { digest } from '../training/progress-store.ts';
import type { Training } from '../training/training.ts';
import type { ToPage } from './messages.ts';

export interface ShownOptions {
  /** What a learner is to know of where they work, '' for nothing. */
  readonly warning: string;
  readonly asked: Asked;
}

/** A document as a page is told of it. */
export function shownDocument(
  { document, plan, engine, machines }: Training,
  { warning, asked: wanted }: ShownOptions,
): Extract<ToPage, { t: 'document' }> {
  const several = machines.length > 0;
  const asked = { ...wanted, several };
  return {
    t: 'document',
    hash: digest(document.text),
    title: plan.lab.title,
    blocks: shownBlocks(document, plan),
    commands: plan.commands.map(({ command, step }) => {
      const { id, span } = command;
      const skip = skipOf(command, asked);
      const place = { id, line: span.line, endLine: span.endLine, step: step.ordinal };
      const machine = several ? (command.machine ?? machines[0]) : undefined;
      return {
        ...place,
        ...(machine !== undefined && { machine }),
        ...(skip && skip.reason !== 'placeholder' ? { skip: skip.message } : {}),
      };
    }),
    steps: plan.lab.steps.map(({ ordinal, span }) => ({ ordinal, line: span.line })),
    machines,
    engine: `docker ${engine.version} · ${engine.kind} engine`,
    kind: engine.kind,
    warning,
  };
}

/** How a learner stands, and the values that are in the text and are others here. */
export function shownState({ guide, document }: Training): Extract<ToPage, { t: 'state' }> {
  return { t: 'state', view: guide.view(), values: guide.valuesIn(document.text) };
}
