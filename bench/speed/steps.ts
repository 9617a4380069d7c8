import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { $, which } from 'zx';
import { withEngine } from '../../test/support/engine.ts';
import { type Cost, measured } from './measure.ts';
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

/** Trivial steps, each with its output to compare: what another one costs, start-up left out. */
export async function steps({ folder, rounds }: Bench): Promise<Table> {
  const notes: string[] = [];
  const cases: Record<string, () => PromiseLike<unknown>> = {};
  const files = async (name: string, text: Peer['text']): Promise<readonly [string, string]> => {
    const [one, many] = [join(folder, `one.${name}`), join(folder, `many.${name}`)];
    await writeFile(one, text([1]));
    await writeFile(many, text(NUMBERS));
    return [one, many];
  };
  const add = (name: string, [one, many]: readonly [string, string], run: Run): void => {
    cases[`${name}, ${ONE}`] = () => run(one);
    cases[name] = () => run(many);
  };
  const $here = $({ quiet: true, cwd: folder });
  const bash: Run = (file) => $here`bash ${file}`;
  add(
    'bash, one process',
    await files(
      'sh',
      each((n) => `echo ${n}`),
    ),
    bash,
  );
  add(
    'bash -c for each',
    await files(
      'shells.sh',
      each((n) => `bash -c 'echo ${n}'`),
    ),
    bash,
  );
  for (const { name, program, source, file, text } of PEERS) {
    const found = await which(program, { nothrow: true, path: `${process.env.PATH}:${NPM_PROGRAMS}` });
    if (found === null) notes.push(`${name} is not installed (${source})`);
    else add(name, await files(file, text), (path) => $here`${found} ${path}`);
  }
  const labs = await files('lab.md', (numbers) => `# Steps\n\n${each(LAB_STEP)(numbers)}`);
  const times = await withEngine(
    (engine) => {
      add('labproof', labs, (file) => labproof(engine, ['run', '--engine', 'host', file]));
      return measured(rounds, cases);
    },
    { images: [] },
  );
  const rows = Object.keys(times).flatMap((name) => {
    if (name.endsWith(ONE)) return [];
    const [one, many] = [times[`${name}, ${ONE}`]!, times[name]!];
    const further = (what: keyof Cost): string => milliseconds((many[what] - one[what]) / (STEPS - 1));
    return [[name, seconds(one.time), seconds(many.time), further('time'), further('cpu')]];
  });
  return {
    title: 'Steps of echo',
    columns: ['', 'one', `${STEPS}`, 'each further step', 'its CPU'],
    rows,
    notes,
  };
}

type Run = (file: string) => PromiseLike<unknown>;

const NUMBERS = Array.from({ length: STEPS }, (_, index) => index + 1);
const ONE = 'one step';
const LAB_STEP = (n: number): string => `\`\`\`console\n$ echo ${n}\n${n}\n\`\`\`\n`;

/** Where `bench/prepare` puts npm's programs. */
const NPM_PROGRAMS = join(process.env.LABPROOF_PEERS || '/var/tmp/labproof-peers', 'node_modules/.bin');

function each(step: (n: number) => string): Peer['text'] {
  return (numbers) => `${numbers.map(step).join('\n')}\n`;
}
