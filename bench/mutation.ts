/**
 * How well documented outputs are told from wrong ones, on outputs that real engines wrote:
 *
 *   mutation.ts                prints false alarms, missed bugs by class, and simpler methods' figures
 *   mutation.ts --alarms       lists the outputs that do not pass, too
 *   mutation.ts --missed       lists the mutants that were not found, too
 *   mutation.ts --programs    only those of programs other than docker
 *   mutation.ts --record NAME  records a run as fixtures/outputs/NAME.json with the docker client and
 *                              engine of the environment (see bench/mutation/scenarios.ts for its needs); a
 *                              name that begins with `programs` records other programs (programs.ts)
 */
import { type Listener, measure } from './mutation/measure.ts';
import { measurePrograms } from './mutation/program-measure.ts';
import { measurements, programs } from './mutation/programs.ts';
import { record } from './mutation/record.ts';
import { scenarios } from './mutation/scenarios.ts';
import { programTablesOf, tablesOf } from './mutation/tables.ts';

const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../fixtures/outputs/' : '../fixtures/outputs/',
  import.meta.url,
);
const asked = (option: string): boolean => process.argv.includes(option);

const at = process.argv.indexOf('--record');
if (at >= 0) {
  const name = process.argv[at + 1] ?? '';
  const wanted = name.startsWith('programs') ? [...programs, ...measurements] : scenarios;
  await record(new URL(`${name}.json`, folder).pathname, wanted);
} else {
  const listen: Listener = ({ kind, command, change, comparison: { verdict, differences } }) => {
    if (!asked(kind === 'alarm' ? '--alarms' : '--missed')) return;
    console.log(`  ${kind} ${verdict}: $ ${command}`);
    if (change !== '') console.log(`    ${change}`);
    else
      for (const { expected, found, cause } of differences.slice(0, 3))
        console.log(`    ${expected.slice(0, 100)}\n    ${found.slice(0, 100)}\n    (${cause})`);
  };
  const others = measurePrograms(folder, listen);
  if (asked('--programs')) console.log(programTablesOf(others));
  else console.log(`${tablesOf(measure(folder, listen))}\n\n${programTablesOf(others)}`);
}
