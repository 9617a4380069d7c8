import type { ExpectedOutput } from '../model/lab.ts';
import { visibleLine } from '../text/lines.ts';
import type { Correspondence } from './correspondence.ts';
import { isNoise } from './noise.ts';
import { tokenize } from './tokens.ts';

/**
 * Records the values of a documented output whose command did not run or printed something else, so
 * that a later use of one of them can be traced to its line.
 */
export function noteOutput({ lines }: ExpectedOutput, correspondence: Correspondence): void {
  for (const { line, text } of lines) {
    if (isNoise(text)) continue;
    for (const { text: document, valueClass } of tokenize(visibleLine(text))) {
      if (valueClass?.kind === 'identity') correspondence.note({ document, space: valueClass.space, line });
    }
  }
}
