import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { $ } from 'zx';
import { repository } from '../../test/support/repository.ts';
import { measured } from './measure.ts';
import { MAIN } from './programs.ts';
import { type Bench, seconds, type Table } from './table.ts';

const LABS = 10;

const LAB = `# A container on a network

\`\`\`console
$ docker network create bench-net
$ docker run -d --name bench-box --network bench-net alpine sleep 600
$ docker exec bench-box echo here
here
$ docker rm -f bench-box
bench-box
$ docker network rm bench-net
bench-net
\`\`\`
`;

/** Ten labs that use the same names, each on a private engine of its own. */
export async function workers({ folder, rounds }: Bench): Promise<Table> {
  const files = Array.from({ length: LABS }, (_, index) => join(folder, `lab-${index}.md`));
  for (const file of files) await writeFile(file, LAB);
  const images = join(repository(), 'fixtures/images');
  const run = $({ quiet: true });
  const withWorkers = (n: number) => () =>
    run`${process.execPath} ${MAIN} run --engine private --images ${images} -j ${n} ${files}`;
  // The image is built once and kept.
  await withWorkers(1)();
  const times = await measured(rounds, {
    '1 worker': withWorkers(1),
    '2 workers': withWorkers(2),
    '4 workers': withWorkers(4),
  });
  const rows = Object.entries(times).map(([name, { time }]) => [
    name,
    seconds(time),
    `${(times['1 worker'].time / time).toFixed(2)} ×`,
  ]);
  return {
    title: `${LABS} labs on private engines`,
    columns: ['', 'time', 'as fast as one'],
    rows,
  };
}
