import type { Lab } from '../model/lab.ts';
import type { Problem, Span } from '../model/problem.ts';

/** The problems of one kind that reading the document found. */
export function problemsOf(
  { problems }: Pick<Lab, 'problems'>,
  code: string,
): readonly (Problem & { readonly span: Span })[] {
  return problems.flatMap((problem) =>
    problem.code === code && problem.span ? [{ ...problem, span: problem.span }] : [],
  );
}
