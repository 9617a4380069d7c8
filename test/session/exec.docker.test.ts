import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dial } from '../../src/docker/dial.ts';
import { type ExecTarget, execText, startExec } from '../../src/docker/exec.ts';
import { execPlace } from '../../src/session/exec-place.ts';
import { docker } from '../support/cli.ts';
import { withEngine } from '../support/engine.ts';
import { loadMachineImage } from '../support/machine-image.ts';
import { liveIn, look, withShell } from './support.ts';

/** The rules of every shell, held in a container that is reached through its engine alone. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
let end = (): void => {};
let over: Promise<void> = Promise.resolve();

test('a container is there to live in', () =>
  new Promise<void>((resolve, reject) => {
    over = withEngine(
      async (engine) => {
        const image = await loadMachineImage(engine, '28');
        await docker(engine, 'run', '-d', '--init', '--name', 'home', image, 'sleep', 'infinity');
        const target: ExecTarget = { connect: () => dial(engine.endpoint), container: 'home' };
        liveIn({
          place: execPlace((options) => startExec(target, options)),
          path,
          look: async (script) => (await execText(target, { argv: ['sh', '-c', script] })).output,
        });
        const ended = new Promise<void>((done) => {
          end = done;
        });
        resolve();
        await ended;
      },
      { images: [] },
    );
    over.catch(reject);
  }));

await import('./rules/shell.ts');
await import('./rules/shell-output.ts');
await import('./rules/terminal.ts');
await import('./rules/interactive.ts');
await import('./rules/shell-endings.ts');

test('nothing of a session is left in its container', async () => {
  const left = () => look('cat /proc/[0-9]*/comm | grep -cE "^(bash|sleep)$"; ls /run/labproof');
  const before = await left();
  await withShell(async ({ run }) => {
    await run('sleep 1000 & sleep 0');
    await run('tty', { terminal: 'pty' });
  });
  assert.equal([await left(), before], ['1\n', '1\n']);
});

test('a container without bash is no place for a shell, and it is said', async () => {
  await look('mv /bin/bash /bin/hidden');
  try {
    await withShell(async () => {}).then(
      () => assert.unreachable('opened'),
      (error: Error) => assert.match(error.message, /no shell: .*bash.*not found/),
    );
  } finally {
    await look('mv /bin/hidden /bin/bash');
  }
});

test('the container ends', async () => {
  end();
  await over;
});

test.run();
