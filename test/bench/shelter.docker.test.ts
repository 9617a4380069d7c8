import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runSheltered } from '../../bench/mutants/shelter.ts';
import { repository } from '../support/repository.ts';

test('what a sheltered program removes, writes and kills is as before, but for its own folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lp-shelter-'));
  await mkdir(join(repository(), '.build'), { recursive: true });
  const kept = await mkdtemp(join(repository(), '.build/shelter-'));
  const bystander = spawn('sleep', ['300'], { stdio: 'ignore' });
  try {
    await writeFile(join(folder, 'theirs'), 'x');
    const script = `
      rm -rf ${folder} /tmp/* /run/* ${repository()}/package.json ${process.env.HOME}/.none
      echo changed > ${repository()}/README.md
      kill -9 ${bystander.pid}
      mkdir /etc/of-a-mutant
      echo 1 > /proc/sys/vm/swappiness
      ls /run/docker.sock /var/run/docker.sock
      echo told > ${kept}/told; mkdir /tmp/of-a-mutant && echo seen > /tmp/of-a-mutant/file && [ -s /tmp/of-a-mutant/file ]; exit 5`;
    const before = await readFile('/proc/sys/vm/swappiness', 'utf8');
    const readme = await readFile(join(repository(), 'README.md'), 'utf8');
    assert.is(await runSheltered(['sh', '-c', `(${script}) 2>/dev/null`], kept), 5);
    assert.is(await readFile(join(folder, 'theirs'), 'utf8'), 'x');
    assert.is(await readFile(join(kept, 'told'), 'utf8'), 'told\n');
    assert.is(await readFile(join(repository(), 'README.md'), 'utf8'), readme);
    assert.ok(existsSync(join(repository(), 'package.json')));
    assert.not.ok(existsSync('/etc/of-a-mutant') || existsSync('/tmp/of-a-mutant'));
    assert.is(await readFile('/proc/sys/vm/swappiness', 'utf8'), before);
    assert.equal([bystander.exitCode, bystander.signalCode], [null, null]);
  } finally {
    bystander.kill('SIGKILL');
    await once(bystander, 'exit');
    for (const made of [folder, kept]) await rm(made, { recursive: true, force: true });
  }
});

test.run();
