import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bashSettings, type Spellings } from '../../src/training/shell-settings.ts';
import { withFolder } from '../support/cli.ts';

const program = (name: string): string => `#!/bin/sh\necho "${name}:" "$@"\n`;

/** What a learner's bash says to a line, on a machine that has these programs alone. */
async function said(line: string, programs: readonly string[], spellings?: Spellings): Promise<string> {
  const settings = { secret: 's', own: '', history: '/dev/null', state: '', title: 'lab', spellings };
  const files = {
    rc: bashSettings(settings),
    ...Object.fromEntries(programs.map((one) => [one, program(one)])),
  };
  return withFolder(files, async (folder) => {
    for (const name of programs) await chmod(join(folder, name), 0o755);
    const { stdout } = await execa(
      '/bin/bash',
      ['--norc', '-c', `PATH=${folder}; . ${folder}/rc >/dev/null 2>&1; ${line}`],
      { reject: false, stdin: 'ignore', env: { PATH: folder } },
    );
    return stdout;
  });
}

test('sudo is understood where the machine has none', async () => {
  const spellings = { compose: undefined };
  assert.is(await said('sudo -E docker ps', ['docker'], spellings), 'docker: ps');
  assert.is(await said('sudo docker ps', ['docker', 'sudo'], spellings), 'sudo: docker ps');
  assert.is(await said('sudo docker ps', ['docker']), '', 'no document is followed');
});

test('compose is understood in the spelling that the machine does not have', async () => {
  const plugin = { compose: 'docker compose' };
  assert.is(await said('docker-compose up -d', ['docker'], plugin), 'docker: compose up -d');
  assert.is(await said('sudo docker-compose up', ['docker'], plugin), 'docker: compose up');
  const other = { compose: 'docker-compose' };
  assert.is(await said('docker compose up -d', ['docker', 'docker-compose'], other), 'docker-compose: up -d');
  assert.is(await said('docker ps', ['docker', 'docker-compose'], other), 'docker: ps');
});

test.run();
