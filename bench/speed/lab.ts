import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { $ } from 'zx';
import { parseLab } from '../../src/lab/parse.ts';
import { withEngine } from '../../test/support/engine.ts';
import { repository } from '../../test/support/repository.ts';
import { measured } from './measure.ts';
import { labproof } from './programs.ts';
import { type Bench, seconds, type Table } from './table.ts';

/** A lab about a network beside its commands in a script, whose `docker stop` takes 10 s. */
export async function lab({ folder, rounds }: Bench): Promise<Table> {
  const document = join(repository(), 'fixtures/labs/stale.md');
  const script = join(folder, 'lab.sh');
  await writeFile(script, `${commandsOf(await readFile(document, 'utf8')).join('\n')}\n`);
  const times = await withEngine(
    (engine) => {
      const run = $({ quiet: true, env: engine.env });
      const args = ['run', '--engine', 'host', document];
      return measured(rounds, {
        'bash script': () => run`${engine.enter} bash -e ${script}`,
        'labproof --faithful': () => labproof(engine, [...args, '--faithful']),
        labproof: () => labproof(engine, args),
      });
    },
    { images: ['alpine'] },
  );
  const rows = Object.entries(times).map(([name, { time }]) => [
    name,
    seconds(time),
    (time / times['bash script'].time).toFixed(2),
  ]);
  return { title: 'A lab with a container to stop', columns: ['', 'time', 'of the script'], rows };
}

/** A script has no terminal to give to a container, so it asks for none. */
function commandsOf(text: string): readonly string[] {
  return parseLab('stale.md', text)
    .steps.flatMap(({ actions }) => actions)
    .flatMap((action) => (action.kind === 'command' ? [action.script] : []));
}
