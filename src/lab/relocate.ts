import type { Origin } from '../markdown/includes.ts';
import type { Action, Lab } from '../model/lab.ts';
import type { Problem, Span } from '../model/problem.ts';

/** A lab read from a text with other files in it, with the lines that its own document has. */
export function relocated(lab: Lab, origins: readonly Origin[]): Lab {
  const lineOf = (line: number): number => origins[line - 1]?.line ?? origins.at(-1)?.line ?? line;
  const at = (span: Span): Span => ({ ...span, line: lineOf(span.line), endLine: lineOf(span.endLine) });
  const action = (one: Action): Action => {
    if (one.kind !== 'command') return { ...one, span: at(one.span) };
    const from = origins[one.span.line - 1]?.from;
    const { expected } = one;
    return {
      ...one,
      span: at(one.span),
      expected: expected && {
        span: at(expected.span),
        lines: expected.lines.map((shown) => ({ ...shown, line: lineOf(shown.line) })),
      },
      ...(from ? { from } : {}),
    };
  };
  const problem = (one: Problem): Problem => (one.span ? { ...one, span: at(one.span) } : one);
  return {
    ...lab,
    steps: lab.steps.map((step) => ({ ...step, span: at(step.span), actions: step.actions.map(action) })),
    blocks: lab.blocks.map((block) => ({ ...block, span: at(block.span) })),
    problems: lab.problems.map(problem),
  };
}
