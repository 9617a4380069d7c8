import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { $ } from 'zx';
import { withEngine } from '../../test/support/engine.ts';
import { loadMachineImage } from '../../test/support/machine-image.ts';
import { measured } from './measure.ts';
import { MAIN } from './programs.ts';
import { type Bench, seconds, type Table } from './table.ts';

const LABS = 10;

/** As most labs do, it mostly waits: for what a container does, or a reader to read. */
const LAB = `# A network and a moment

\`\`\`console
$ docker network create bench-net
$ sleep 4; echo slept
slept
$ docker network rm bench-net
bench-net
\`\`\`
`;

/** Ten labs on machines that are containers, one at a time on each engine of a pool. */
export function pool({ folder, rounds }: Bench): Promise<Table> {
  return withEngine(
    (first) =>
      withEngine(
        async (second) => {
          await Promise.all([loadMachineImage(first, '28'), loadMachineImage(second, '28')]);
          const files = Array.from({ length: LABS }, (_, index) => join(folder, `pool-${index}.md`));
          for (const file of files) await writeFile(file, LAB);
          const run = $({ quiet: true, env: { ...process.env, XDG_STATE_HOME: folder } });
          const on = (engines: readonly string[]) => () =>
            run`${process.execPath} ${MAIN} run --engine container --engine-pool ${engines.join(',')} ${files}`;
          const times = await measured(rounds, {
            'one engine': on([first.dockerHost]),
            'two engines': on([first.dockerHost, second.dockerHost]),
          });
          const rows = Object.entries(times).map(([name, { time }]) => [
            name,
            seconds(time),
            `${(times['one engine'].time / time).toFixed(2)} ×`,
          ]);
          return {
            title: `${LABS} labs on a pool, one at a time on each engine`,
            columns: ['', 'time', 'as fast as one'],
            rows,
          };
        },
        { version: '28', images: [] },
      ),
    { version: '28', images: [] },
  );
}
