import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { engineName, isOfEndedMachine, sharedFolder } from '../../src/docker/private-remains.ts';

test('the socket of a machine that is gone is known by its folder, and one of anybody else is not', async () => {
  const folder = sharedFolder(engineName('test'));
  const socket = join(folder, 'docker.sock');
  assert.is(isOfEndedMachine(socket), true);
  await mkdir(folder);
  try {
    await writeFile(socket, '');
    assert.is(isOfEndedMachine(socket), false);
  } finally {
    await rm(folder, { recursive: true });
  }
  assert.is(isOfEndedMachine(join(tmpdir(), 'labproof-docker/docker.sock')), false);
  assert.is(isOfEndedMachine('/nonexistent/docker.sock'), false);
});

test.run();
