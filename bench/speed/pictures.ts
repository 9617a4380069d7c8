import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { $ } from 'zx';
import { readCast } from '../../src/demo/cast.ts';
import { withEngine } from '../../test/support/engine.ts';
import { repository } from '../../test/support/repository.ts';
import { measured } from './measure.ts';
import { labproof, MAIN } from './programs.ts';
import { type Bench, seconds, type Table } from './table.ts';

/** A recording of a lab in each format, beside what others draw of the same recording. */
export async function pictures({ folder, rounds }: Bench): Promise<Table> {
  const cast = join(folder, 'lab.cast');
  await withEngine(
    async (engine) => {
      const document = join(repository(), 'labs/macvlan.md');
      // The second version is the one that the others read.
      const args = ['demo', 'record', '--engine', 'host', document, '--format', 'v2', '-o', cast];
      const { exitCode, stderr } = await labproof(engine, args);
      if (exitCode !== 0) throw new Error(stderr);
    },
    { images: ['alpine'] },
  );
  const recording = readCast(await readFile(cast, 'utf8'));
  if ('error' in recording) throw new Error(recording.error);
  const run = $({ quiet: true });
  const file = (name: string): string => join(folder, name);
  const own = Object.fromEntries(
    ['svg', 'gif', 'png', 'html'].map((ending) => [
      `labproof .${ending}`,
      { output: file(`own.${ending}`), draw: drawn(cast, file(`own.${ending}`)) },
    ]),
  );
  const peers = Object.fromEntries(
    Object.entries(PEERS).flatMap(([name, draw]) => {
      const program = draw(cast, file(`${name}.svg`)).find((word) => existsSync(word));
      return program === undefined ? [] : [[`${name} .svg`, { output: file(`${name}.svg`), draw }]];
    }),
  );
  const all: Record<string, Drawing> = { ...own, ...peers };
  const times = await measured(
    rounds,
    Object.fromEntries(
      Object.entries(all).map(([name, { output, draw }]) => [name, () => run`${draw(cast, output)}`]),
    ),
  );
  const length = recording.events.at(-1)?.at ?? 0;
  const rows = await Promise.all(
    Object.entries(all).map(async ([name, { output }]) => {
      const { time, cpu } = times[name]!;
      const size = ((await stat(output)).size / 1000).toFixed(1);
      return [name, `${size} kB`, seconds(time), seconds(cpu), `${(length / time).toFixed(0)} ×`];
    }),
  );
  return {
    title: `A recording of ${(length / 1000).toFixed(0)} s, ${recording.cols} × ${recording.rows}, drawn`,
    columns: ['', 'size', 'time', 'processor time', 'of real time'],
    rows,
    notes: ['Times are of whole programs; most of a short one is its start.'],
  };
}

interface Drawing {
  readonly output: string;
  readonly draw: (cast: string, output: string) => readonly string[];
}

const drawn =
  (cast: string, output: string): Drawing['draw'] =>
  () => [process.execPath, MAIN, 'demo', 'render', cast, '-o', output];

const SVG_TERM = join(process.env.LABPROOF_PEERS ?? '/var/tmp/labproof-peers', 'node_modules/.bin/svg-term');

/** Those that are installed are measured. */
const PEERS: Readonly<Record<string, Drawing['draw']>> = {
  'svg-term': (cast, output) => [SVG_TERM, '--in', cast, '--out', output, '--width', '80', '--height', '24'],
  termtosvg: (cast, output) => ['/usr/bin/termtosvg', 'render', cast, output],
};
