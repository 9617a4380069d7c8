import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { $, which } from 'zx';
import { withEngine } from '../../test/support/engine.ts';
import { measured } from './measure.ts';
import { labproof } from './programs.ts';
import { type Bench, milliseconds, seconds, type Table } from './table.ts';

const STEPS = 200;

interface Peer {
  readonly name: string;
  /** What to look for on the PATH. */
  readonly program: string;
  readonly source: string;
  /** A file with the steps in the form that the program reads. */
  readonly file: string;
  readonly text: (numbers: readonly number[]) => string;
}

const PEERS: readonly Peer[] = [
  {
    name: 'bats',
    program: 'bats',
    source: 'Debian bats',
    file: 'bats',
    text: each((n) => `@test "${n}" {\n  run echo ${n}\n  [ "$output" = ${n} ]\n}\n`),
  },
  {
    name: 'clitest',
    program: 'clitest',
    source: 'Debian clitest',
    file: 'md',
    text: each((n) => `$ echo ${n}\n${n}`),
  },
  {
    name: 'cram',
    program: 'cram3',
    source: 'Debian python3-cram',
    file: 't',
    text: each((n) => `  $ echo ${n}\n  ${n}\n`),
  },
  {
    name: 'shelltestrunner',
    program: 'shelltest',
    source: 'Debian shelltestrunner',
    file: 'test',
    text: each((n) => `$ echo ${n}\n>\n${n}\n>= 0\n`),
  },
  {
    name: 'txm',
    program: 'txm',
    source: 'npm txm',
    file: 'txm.md',
    text: each(
      (n) =>
        `<!-- !test program sh -->\n<!-- !test in ${n} -->\n\n    echo ${n}\n\n<!-- !test out ${n} -->\n\n    ${n}\n`,
    ),
  },
];

/** 200 trivial steps, each with its output to compare. */
export async function steps({ folder, rounds }: Bench): Promise<Table> {
  const all = Array.from({ length: STEPS }, (_, index) => index + 1);
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const lab = each((n) => `\`\`\`console\n$ echo ${n}\n${n}\n\`\`\`\n`);
  const many = await write('many.md', `# Steps\n\n${lab(all)}`);
  const one = await write('one.md', `# Step\n\n${lab([1])}`);
  const script = await write('script.sh', each((n) => `echo ${n}`)(all));
  const scriptOfOne = await write('one.sh', 'echo 1\n');
  const shells = await write('shells.sh', each((n) => `bash -c 'echo ${n}'`)(all));
  const run = $({ quiet: true, cwd: folder });
  const cases: Record<string, () => PromiseLike<unknown>> = {
    'bash, one process': () => run`bash ${script}`,
    'bash -c for each': () => run`bash ${shells}`,
  };
  const notes: string[] = [];
  for (const peer of PEERS) {
    const found = await which(peer.program, { nothrow: true });
    const file = await write(`steps.${peer.file}`, peer.text(all));
    if (found === null) notes.push(`${peer.name} is not installed (${peer.source})`);
    else cases[peer.name] = () => run`${found} ${file}`;
  }
  const times = await withEngine(
    (engine) =>
      measured(rounds, {
        ...cases,
        labproof: () => labproof(engine, ['run', '--engine', 'host', many]),
        'bash, one step': () => run`bash ${scriptOfOne}`,
        'labproof, one step': () => labproof(engine, ['run', '--engine', 'host', one]),
      }),
    { images: [] },
  );
  const rows = Object.entries(times).map(([name, ms]) => [
    name,
    seconds(ms),
    name.endsWith('one step') ? '' : milliseconds((ms - floorOf(name, times)) / (STEPS - 1)),
  ]);
  return { title: `${STEPS} steps of echo`, columns: ['', 'time', 'each further step'], rows, notes };
}

/** What the same program takes for one step, where that was measured. */
function floorOf(name: string, times: Readonly<Record<string, number>>): number {
  return times[name === 'labproof' ? 'labproof, one step' : 'bash, one step'] ?? 0;
}

function each(step: (n: number) => string): (numbers: readonly number[]) => string {
  return (numbers) => `${numbers.map(step).join('\n')}\n`;
}
