import { checkKinds, checkOf } from '../check/catalogue.ts';
import type { Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { editDistance } from '../text/edit-distance.ts';
import { ofMachine } from './check-place.ts';

/** Errors for check directives whose sentence no kind of check has. */
export function checkProblems(lab: Lab): readonly Problem[] {
  return lab.steps
    .flatMap((step) => step.actions)
    .flatMap((action) => {
      if (action.kind !== 'check') return [];
      const { plain } = ofMachine(action.sentence, (name) =>
        lab.machines.some((machine) => machine.name === name),
      );
      if (checkOf(plain)) return [];
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

/** The sentence form whose fixed words are nearest to those of the sentence. */
function nearestForm(sentence: string): string {
  const words = sentence.toLowerCase().split(/[^a-z']+/);
  const missing = (form: string): number =>
    form
      .replace(/\[.*?\]/g, '')
      .split(/[^A-Za-z']+/)
      .filter((word) => word.length > 1 && word !== word.toUpperCase())
      .reduce(
        (sum, word) => sum + Math.min(...words.map((w) => editDistance(w, word.toLowerCase())), word.length),
        0,
      );
  const forms = checkKinds().map(({ form }) => form);
  return forms.reduce((best, form) => (missing(form) < missing(best) ? form : best));
}
