/**
 * Doubles the size of documents and outputs three times, and says where the time to read, check or compare
 * them grows by more:
 *
 *   growth.ts [SIZE]     the first size, 32000 characters by default
 *
 * Exits with 1 where the factor of a doubling stays above 2.3 in five measurements.
 */
import { growth, works } from '../test/support/growth.ts';

const MOST = 2.3;
const size = Number(process.argv[2] ?? 32_000);
let broken = 0;
for (const [name, work] of Object.entries(works)) {
  const factor = growth(work, [size, size * 8, MOST ** 3]) ** (1 / 3);
  if (factor > MOST) broken += 1;
  console.log(`${factor.toFixed(2)} ${name}${factor > MOST ? '   superlinear' : ''}`);
}
console.log(`${Object.keys(works).length} kinds of input, ${broken} superlinear`);
if (broken > 0) process.exitCode = 1;
