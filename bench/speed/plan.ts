import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { $ } from 'zx';
import { documentOf } from './documents.ts';
import { measured } from './measure.ts';
import { MAIN } from './programs.ts';
import { type Bench, seconds, type Table } from './table.ts';

const FILES = 1000;

/** Reading and planning a large tree of documents. */
export async function plan({ folder, rounds }: Bench): Promise<Table> {
  const tree = join(folder, 'tree');
  await mkdir(tree);
  let bytes = 0;
  for (let seed = 0; seed < FILES; seed += 1) {
    const text = documentOf(seed);
    bytes += text.length;
    await writeFile(join(tree, `lab-${seed}.md`), text);
  }
  const run = $({ quiet: true, stdio: ['ignore', 'ignore', 'inherit'] });
  const { all } = await measured(rounds, { all: () => run`${process.execPath} ${MAIN} plan ${tree}` });
  return {
    title: `labproof plan, ${FILES} documents of ${(bytes / FILES / 1000).toFixed(1)} kB`,
    columns: ['', 'time', 'documents/s', 'CPU'],
    rows: [
      ['labproof plan', seconds(all.time), `${Math.round((FILES / all.time) * 1000)}`, seconds(all.cpu)],
    ],
  };
}
