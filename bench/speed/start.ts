import { $ } from 'zx';
import { repository } from '../../test/support/repository.ts';
import { measured } from './measure.ts';
import { MAIN } from './programs.ts';
import { type Bench, milliseconds, type Table } from './table.ts';

/** What it takes until labproof answers, beside Node itself. */
export async function start({ rounds }: Bench): Promise<Table> {
  const node = process.execPath;
  const run = $({ quiet: true, cwd: repository() });
  const times = await measured(rounds * 3, {
    'node -e 0': () => run`${node} -e 0`,
    'labproof --version': () => run`${node} ${MAIN} --version`,
    'labproof plan macvlan.md': () => run`${node} ${MAIN} plan labs/macvlan.md`,
  });
  const rows = Object.entries(times).map(([name, { time, cpu }]) => [
    name,
    milliseconds(time),
    (time / times['node -e 0'].time).toFixed(2),
    milliseconds(cpu),
  ]);
  return { title: 'Start-up', columns: ['', 'time', 'of node', 'CPU'], rows };
}
