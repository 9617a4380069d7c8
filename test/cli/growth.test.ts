import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { growth, works } from '../support/growth.ts';

test('no document and no output takes more than linear time to read, check or compare', () => {
  const superlinear: string[] = [];
  // A document is planned to be checked.
  const tried = Object.entries(works).filter(([name]) => !name.startsWith('plan: '));
  // Four times the size: 4 when linear, 16 when quadratic.
  for (const [name, work] of tried) {
    const factor = growth(work, [12_000, 48_000, 10]);
    if (factor > 10) superlinear.push(`${name}: ${factor.toFixed(1)}`);
  }
  assert.equal(superlinear, []);
});

test.run();
