import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  contextFolder,
  engineName,
  isOfEndedMachine,
  removeStaleContexts,
  sharedFolder,
} from '../../src/docker/private-remains.ts';

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

test('what somebody with other process numbers has in the same folder is left to him', async () => {
  const own = contextFolder();
  // No process has this number and began then.
  const dead = own.replace(/context-\d+-\d+/, 'context-1-1');
  const elsewhere = dead.replace(/-\d+-$/, '-4026539999-');
  const folders = [own, dead, elsewhere].map((prefix) => `${prefix}of-test-${process.pid}`);
  try {
    for (const folder of folders) await mkdir(folder);
    await removeStaleContexts();
    assert.equal(folders.map(existsSync), [true, false, true]);
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
});

test.run();
