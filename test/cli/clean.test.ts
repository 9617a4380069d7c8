import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cleaned, cleanMachines } from '../../src/cli/clean-verb.ts';
import type { KeptMachine } from '../../src/cli/kept-machines.ts';
import { enginesFolder, keepEngine } from '../../src/docker/private-remains.ts';
import { labproof, withFolder } from '../support/cli.ts';

/** A machine as `--keep` leaves it: a folder, and the process that it ends with. */
async function keep(state: string, name: string, hostname: string): Promise<string> {
  const directory = join(enginesFolder(join(state, 'labproof')), name);
  await mkdir(directory, { recursive: true });
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  child.unref();
  await keepEngine(directory, { run: 'a1b2', hostname, keptAt: '', pid: child.pid!, folder: '' });
  return directory;
}

test('clean --json names the machines that were kept and what became of them', () =>
  withFolder({}, async (state) => {
    const folders = [await keep(state, 'one', 'north'), await keep(state, 'two', 'south')];
    const options = { env: { XDG_STATE_HOME: state } };
    const { stdout, exitCode } = await labproof(['clean', '--json', '--yes'], options);
    assert.is(exitCode, 0);
    const { runs } = JSON.parse(stdout) as { readonly runs: readonly Cleaned[] };
    const [{ run, removed, left }] = runs as readonly [Cleaned];
    assert.equal(
      [run, removed.map(({ kind, id, name }) => `${kind} ${id} ${name}`).toSorted(), left],
      ['a1b2', ['machine a1b2/north north', 'machine a1b2/south south'], []],
    );
    assert.equal(folders.filter(existsSync), []);
    assert.match((await labproof(['clean'], options)).stdout, 'nothing was left');
  }));

test('a machine that can not be removed is told with the reason, and keeps no other back', async () => {
  const machine = (runId: string, name: string, why?: string): KeptMachine => ({
    runId,
    name,
    keptAt: '',
    engine: 'this computer',
    container: undefined,
    state: 'running',
    shell: { argv: [], env: {} },
    removeRun: () => Promise.resolve(why === undefined ? [] : [{ kind: 'machine', name, why }]),
  });
  const all: Cleaned[] = [];
  const machines = [machine('a', 'north', 'it is busy'), machine('a', 'south'), machine('b', 'west')];
  for await (const one of cleanMachines(machines)) all.push(one);
  assert.equal(
    all.map(({ run, removed, left }) => [run, removed.map(({ name }) => name), left]),
    [
      ['a', ['south'], [{ kind: 'machine', id: 'a/north', name: 'north', why: 'it is busy' }]],
      ['b', ['west'], []],
    ],
  );
});

test.run();
