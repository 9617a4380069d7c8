/**
 * How well documented outputs are told from wrong ones, on outputs that real engines wrote:
 *
 *   mutation.ts                prints false alarms, missed bugs by class, and simpler methods' figures
 *   mutation.ts --alarms       lists the outputs that do not pass, too
 *   mutation.ts --missed       lists the mutants that were not found, too
 *   mutation.ts --record NAME  records a run as fixtures/outputs/NAME.json with the docker client and
 *                              engine of the environment (see bench/mutation/scenarios.ts for its needs)
 */
import { measure } from './mutation/measure.ts';
import { record } from './mutation/record.ts';
import { tablesOf } from './mutation/tables.ts';

const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../fixtures/outputs/' : '../fixtures/outputs/',
  import.meta.url,
);
const asked = (option: string): boolean => process.argv.includes(option);

const at = process.argv.indexOf('--record');
if (at >= 0) await record(new URL(`${process.argv[at + 1]}.json`, folder).pathname);
else {
  const measures = measure(folder, ({ kind, command, change, comparison: { verdict, differences } }) => {
    if (!asked(kind === 'alarm' ? '--alarms' : '--missed')) return;
    console.log(`  ${kind} ${verdict}: $ ${command}`);
    if (change !== '') console.log(`    ${change}`);
    else
      for (const { expected, found, cause } of differences.slice(0, 3))
        console.log(`    ${expected.slice(0, 100)}\n    ${found.slice(0, 100)}\n    (${cause})`);
  });
  console.log(tablesOf(measures));
}
