import { CATALOGUE, checkOf } from '../check/catalogue.ts';
import type { CheckKind } from '../check/check.ts';
import type { Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';

/** Errors for check directives whose sentence no kind of check has. */
export function checkProblems(lab: Lab): readonly Problem[] {
  return lab.steps
    .flatMap((step) => step.actions)
    .flatMap((action) => {
      if (action.kind !== 'check' || checkOf(action.sentence)) return [];
      return [
        {
          severity: 'error',
          code: 'unknown-check',
          span: action.span,
          message: `no check reads '${action.sentence}'`,
          hint: `nearest: ${nearestForm(action.sentence)}`,
        } satisfies Problem,
      ];
    });
}

/** The sentence form that shares most words with the sentence. */
function nearestForm(sentence: string): string {
  const words = new Set(sentence.toLowerCase().split(/\W+/));
  const score = (form: string): number =>
    form.split(/\W+/).filter((word) => word.length > 1 && words.has(word.toLowerCase())).length;
  const forms = Object.values<CheckKind>(CATALOGUE).map(({ form }) => form);
  return forms.reduce((best, form) => (score(form) > score(best) ? form : best));
}
