import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { engineName, enginesFolder } from '../../src/docker/private-remains.ts';
import { lowerMounts } from '../../src/machine/lower-mounts.ts';

test('what is mounted for machines, of whichever labproof, is none of the computer’s file systems', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labproof-test-'));
  const own = join(folder, 'state');
  const name = `${engineName('')}a1b2c3`;
  // As with another state directory and another folder for temporary files.
  const theirs = [join(folder, 'other/engines', name, 'disk'), join(folder, 'tmp', `labproof-${name}`)];
  const data = join(folder, 'data');
  try {
    await mkdir(enginesFolder(own), { recursive: true });
    for (const point of [...theirs, data]) {
      await mkdir(point, { recursive: true });
      await execa('mount', ['-t', 'tmpfs', 'tmpfs', point]);
    }
    const found = lowerMounts(own);
    assert.equal(
      [...theirs, data].map((point) => found.includes(point)),
      [false, false, true],
    );
  } finally {
    for (const point of [...theirs, data]) await execa('umount', ['-l', point], { reject: false });
    await rm(folder, { recursive: true, force: true });
  }
});

test.run();
