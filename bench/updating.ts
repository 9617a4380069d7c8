/**
 * What `update` makes of outputs that were changed, without an engine:
 *
 *   updating.ts FILES or DIRS…   counts what became of them (default: labs)
 *   updating.ts --most 8 …       how many changes of each kind are tried in an output (2)
 *   updating.ts --list OUTCOME   lists those of an outcome, too: restored, holds, left, same
 */
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { glob } from 'zx';
import { type Trial, trialsOf } from './updating/trials.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: '2' }, list: { type: 'string' } },
});
const places = positionals.length > 0 ? positionals : ['labs'];
const files = await glob(
  places.map((place) => (statSync(place).isDirectory() ? `${place}/**/*.{md,mdx,markdown}` : place)),
);
const counts = new Map<string, number>();
for (const file of files.sort()) {
  for await (const trial of trialsOf(
    { file, text: readFileSync(file, 'utf8') },
    { most: Number(values.most) },
  )) {
    counts.set(trial.outcome, (counts.get(trial.outcome) ?? 0) + 1);
    if (trial.faults.length > 0) counts.set('faults', (counts.get('faults') ?? 0) + 1);
    if (trial.faults.length > 0 || trial.outcome === values.list) tell(trial);
  }
}
console.log([...counts].map(([outcome, n]) => `${outcome} ${n}`).join(', '));

function tell({ file, line, what, outcome, faults, reason, now }: Trial): void {
  console.log(`${file}:${line}  ${outcome}  ${what}`);
  for (const fault of faults) console.log(`    fault: ${fault}`);
  if (reason !== '') console.log(`    ${reason}`);
  if (outcome === 'holds') for (const text of now) console.log(`    | ${text}`);
}
