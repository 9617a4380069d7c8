import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eventually, isRunning } from './support.ts';

/** Says the IDs of its processes, then hangs in a command. */
const program = (shell: string, place: string): string => `
  const { ShellSession } = await import(${JSON.stringify(shell)});
  const { localPlace } = await import(${JSON.stringify(place)});
  const session = await ShellSession.open({ place: localPlace([]), cwd: '/', env: { PATH: process.env.PATH } });
  const options = { timeoutMs: 100000, terminal: 'none' };
  const job = await session.run('sleep 1000 & echo $!', options);
  await session.run('echo $$; sh -c "echo \\\\$\\\\$; exec sleep 1000"', {
    ...options,
    onOutput: (text) => process.stdout.write(text),
    enough: (output) => {
      if (output.split('\\n').length > 2) process.stdout.write(job.output.split('\\n')[1] + '\\nend\\n');
      return false;
    },
  });
`;

test('a session ends with all its processes when labproof is killed', async () => {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const file = (name: string): string =>
    new URL(`../../src/session/${name}${extension}`, import.meta.url).href;
  const labproof = spawn(
    process.execPath,
    [...process.execArgv, '--input-type=module', '-e', program(file('shell'), file('local-place'))],
    {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  labproof.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  await eventually('the processes have started', () => said.includes('end\n'));
  const pids = [...new Set(said.match(/\d+/g))].map(Number);
  assert.is(pids.length, 3);
  assert.equal(pids.map(isRunning), [true, true, true]);
  const folder = dirname(readlinkSync(`/proc/${pids[0]}/fd/1`));
  assert.ok(existsSync(folder));
  labproof.kill('SIGKILL');
  await once(labproof, 'exit');
  await eventually('the processes have ended', () => !pids.some(isRunning));
  await eventually("the session's files are gone", () => !existsSync(folder));
});

test.run();
